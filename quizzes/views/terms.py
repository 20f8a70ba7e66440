"""A teacher says how a quiz behaves, and who has it otherwise than the class."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, teacher_required
from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.forms.exceptions import ExceptionForm, TimeForm, students_given, typed
from quizzes.forms.settings import BEGUN, QuizSettingsForm
from quizzes.models import Attempt, Override, QuizHasBegun, QuizSettings
from quizzes.models.settings import WITH_ITS_QUIZ, quiz_of
from quizzes.models.windows import terms_with
from quizzes.taking.standing import standing_of
from quizzes.terms.preview import sample_of
from quizzes.terms.tables import in_class, in_one
from quizzes.terms.wording import setting_in_words
from sahel.shortcuts import form_status, posted


@teacher_required
def quiz_settings(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """The preset, the time, which quiz, and everything that can be set otherwise."""
    assignment, status = _assignment(request, assignment_pk), 0
    has_begun = Attempt.objects.visible_to(request.member).counted().filter(assignment=assignment).exists()
    form = QuizSettingsForm(posted(request), assignment=assignment, member=request.member, has_begun=has_begun)
    if form.is_valid():
        try:
            QuizSettings.change(assignment, **form.terms)
        except QuizHasBegun as begun:
            status = 409
            for name in begun.fields:
                form.add_error(name, BEGUN)
        else:
            messages.success(request, _("The quiz behaves so from now on."))
            return redirect("quizzes:preview", request.member.classroom.slug, assignment.pk)
    context = {
        "form": form,
        "assignment": assignment,
        "has_begun": has_begun,
        "window": terms_with(assignment, []).window,
        "quiz": quiz_of(assignment),
    }
    return render(request, "quizzes/quiz_settings.html", context, status=status or form_status(form))


@teacher_required
def preview(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """What a student sees and when, on one question of the quiz; and the button to take it like one."""
    assignment, now = _assignment(request, assignment_pk), timezone.now()
    quiz, terms = quiz_of(assignment), terms_with(assignment, [])
    sample = sample_of(assignment, quiz, terms.settings, request.member, now)
    standing = standing_of(assignment, request.member, now)
    context = {
        "assignment": assignment,
        "quiz": quiz,
        "standing": standing,
        "behaviour": setting_in_words("behaviour", terms.settings.behaviour),
        "sample": sample,
        "sheet": sample.sheet(terms.settings) if sample else None,
        "stages": sample.stages(terms.settings, terms.window) if sample else [],
    }
    return render(request, "quizzes/preview.html", context)


@teacher_required
def accommodations(request: MemberRequest) -> HttpResponse:
    """Who has more time in every quiz of the class; entered once."""
    students, overrides = _students(request), Override.objects.visible_to(request.member)
    overrides = overrides.filter(assignment__isnull=True).select_related("student__user", "by__user")
    student = students.filter(pk=_chosen(request)).first()
    now = overrides.in_force().filter(student=student).first() if student else None
    form = TimeForm(posted(request), students=students, initial={"student": student, **typed(now)})
    if form.is_valid():
        student, reason = form.cleaned_data["student"], form.cleaned_data["reason"]
        Override.grant(student, by=request.member, reason=reason, time_factor=form.time_factor)
        messages.success(request, _("Noted for %s, in every quiz from now on.") % student.name)
        return redirect("quizzes:accommodations", request.member.classroom.slug)
    context = {
        "form": form,
        "classroom": request.member.classroom,
        "lines": in_class(students, overrides),
        "history": overrides.order_by("-pk"),
    }
    return render(request, "quizzes/accommodations.html", context, status=form_status(form))


@teacher_required
def exceptions(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Who has other dates, more time or further attempts in one quiz; and what each student's clock looks like."""
    assignment = _assignment(request, assignment_pk)
    students, overrides = students_given(assignment, _students(request)), Override.objects.visible_to(request.member)
    overrides = overrides.filter(assignment=assignment).select_related("student__user", "by__user")
    student = students.filter(pk=_chosen(request)).first()
    now = overrides.in_force().filter(student=student).first() if student else None
    initial = {"student": student, **typed(now)}
    form = ExceptionForm(posted(request), students=students, assignment=assignment, initial=initial)
    if form.is_valid():
        student, reason = form.cleaned_data["student"], form.cleaned_data["reason"]
        Override.grant(student, by=request.member, reason=reason, assignment=assignment, **form.terms)
        messages.success(request, _("Noted for %s. Whoever is answering now has the new time at once.") % student.name)
        return redirect("quizzes:exceptions", request.member.classroom.slug, assignment.pk)
    class_line, lines = in_one(assignment, students, overrides)
    context = {
        "form": form,
        "assignment": assignment,
        "class_line": class_line,
        "lines": lines,
        "history": overrides.order_by("-pk"),
    }
    return render(request, "quizzes/exceptions.html", context, status=form_status(form))


@teacher_required
@require_POST
def end_exception(request: MemberRequest, override_pk: int) -> HttpResponse:
    """Let a student have what the class has; the row stays, and a newer one ends it."""
    overrides = Override.objects.visible_to(request.member).select_related("student__user", "assignment")
    override = get_object_or_404(overrides, pk=override_pk)
    if Override.objects.visible_to(request.member).in_force().filter(pk=override.pk).exists():
        override.end(by=request.member, reason=_("Ended"))
    messages.success(request, _("%s has what the class has.") % override.student.name)
    slug = request.member.classroom.slug
    if override.assignment_id is None:
        return redirect("quizzes:accommodations", slug)
    return redirect("quizzes:exceptions", slug, override.assignment_id)


def _assignment(request: MemberRequest, assignment_pk: int) -> Assignment:
    """The class's assignment, with what says which quiz it gives and how."""
    assignments = Assignment.objects.visible_to(request.member).filter(has_quiz=True).select_related(*WITH_ITS_QUIZ)
    return get_object_or_404(assignments, pk=assignment_pk)


def _students(request: MemberRequest) -> QuerySet[Membership]:
    return Membership.objects.visible_to(request.member).active().students().by_name().select_related("user")


def _chosen(request: MemberRequest) -> int:
    """The student whose line was chosen in the table; 0 for nobody."""
    chosen = request.GET.get("student", "")
    return int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
