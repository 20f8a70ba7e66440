"""Giving lessons to a class: the teacher's pages.

Dates are shown and typed in the class's time zone, which classrooms/access.py has made the active one.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, teacher_required
from lessons.differences import differences
from lessons.forms import AssignmentForm
from lessons.models import Assignment, Lesson
from sahel.shortcuts import form_status, posted


@teacher_required
def assign(request: MemberRequest) -> HttpResponse:
    """Give a lesson to the class: what, when, to whom."""
    wanted = Lesson.objects.filter(slug=request.GET.get("lesson", "")).first()
    form = AssignmentForm(posted(request), member=request.member, initial={"lesson": wanted} if wanted else None)
    if form.is_valid():
        assignment = Assignment.give(request.member, form.edition, **form.terms)
        messages.success(request, _("“%s” is assigned.") % assignment)
        return redirect(assignment)
    context = {"form": form, "classroom": request.member.classroom}
    return render(request, "lessons/assign.html", context, status=form_status(form))


@teacher_required
def edit_assignment(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Change the dates, the students and what comes with an assignment."""
    assignment = _found(request, assignment_pk)
    form = AssignmentForm(posted(request), member=request.member, assignment=assignment)
    if form.is_valid():
        assignment.change(**form.terms)
        messages.success(request, _("“%s” is changed.") % assignment)
        return redirect(assignment)
    context = {"form": form, "classroom": request.member.classroom, "assignment": assignment}
    return render(request, "lessons/edit_assignment.html", context, status=form_status(form))


@teacher_required
def withdraw(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Say what withdrawing does, and do it."""
    assignment = _found(request, assignment_pk)
    if request.method == "POST":
        assignment.withdraw(timezone.now())
        messages.success(request, _("“%s” is withdrawn. You can give it again.") % assignment)
        return redirect(assignment)
    return render(request, "lessons/withdraw.html", {"assignment": assignment, "classroom": request.member.classroom})


@teacher_required
@require_POST
def give_again(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Give a withdrawn assignment again, with all that was done."""
    assignment = _found(request, assignment_pk)
    assignment.give_again()
    messages.success(request, _("“%s” is given again, with everything that was done.") % assignment)
    return redirect(assignment)


@teacher_required
def take_edition(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Show what a newer edition of the lesson changes, and take it."""
    assignment = _found(request, assignment_pk)
    newer = assignment.newer_edition
    if newer is None:
        return redirect(assignment)
    if request.method == "POST":
        assignment.take_edition(newer)
        messages.success(request, _("The class now reads edition %s.") % newer.number)
        return redirect(assignment)
    context = {
        "assignment": assignment,
        "newer": newer,
        "sections": differences(assignment.edition, newer),
        "classroom": request.member.classroom,
    }
    return render(request, "lessons/take_edition.html", context)


def _found(request: MemberRequest, assignment_pk: int) -> Assignment:
    return get_object_or_404(Assignment.objects.visible_to(request.member).with_lesson(), pk=assignment_pk)
