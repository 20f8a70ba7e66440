"""A student takes a quiz: start, answer question by question, review, submit."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, student_or_teacher_required
from lessons.models import Assignment
from quizzes.forms import SaveForm
from quizzes.kinds import AnswerForm
from quizzes.models import Attempt, CannotStart, Response, ResponseEvent, Saved
from quizzes.models.attempt_sets import AttemptQuerySet
from quizzes.models.responses import ResponseQuerySet
from quizzes.models.settings import quiz_of, settings_of
from quizzes.paper import Paper, new_client_id
from quizzes.standing import standing_of
from sahel.shortcuts import posted, render_part


@student_or_teacher_required
def start(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """What awaits the student, printed before it begins; then begin, or go on with what was begun."""
    assignments = Assignment.objects.visible_to(request.member).filter(
        Q(edition__lesson__quiz__isnull=False) | Q(quiz_settings__quiz__isnull=False), has_quiz=True
    )
    place = ("edition__lesson__quiz", "quiz_settings__quiz", "classroom")
    assignment = get_object_or_404(assignments.select_related(*place), pk=assignment_pk)
    quiz, status = quiz_of(assignment), 200
    if request.method == "POST":
        try:
            return redirect(Attempt.start(assignment, request.member, timezone.now()))
        except CannotStart:
            status = 409
    standing = standing_of(assignment, request.member, timezone.now())
    count, points = quiz.size(with_checks=standing.terms.settings.with_checks)
    context = {
        "standing": standing,
        "assignment": assignment,
        "quiz": quiz,
        "question_count": count,
        "points": points,
    }
    return render(request, "quizzes/start.html", context, status=status)


@student_or_teacher_required
def attempt(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """Where the student goes on: at the first question without an answer, or at the result."""
    found = _attempt(request, attempt_pk)
    if found.submitted_at:
        return redirect("quizzes:result", request.member.classroom.slug, found.pk)
    if not found.is_within_reach:
        return _taken_back(request, found)
    paper = Paper(found, timezone.now())
    waiting = paper.unanswered or paper.lines[-1:]
    return redirect(waiting[0].url if waiting else paper.url_after("review"))


@student_or_teacher_required
@never_cache
def answer(request: MemberRequest, response_pk: int) -> HttpResponse:
    """Show one question of the student's open attempt, and save the answer."""
    if request.method == "POST":
        return _save(request, response_pk)
    response = get_object_or_404(_responses(request).with_place(), pk=response_pk)
    response.attempt.catch_up(timezone.now())
    if response.attempt.submitted_at:
        return redirect("quizzes:result", request.member.classroom.slug, response.attempt_id)
    if not response.attempt.is_within_reach:
        return _taken_back(request, response.attempt)
    form = response.version.asked.form(response.option_order, answer=response.answer)
    return render(request, "quizzes/answer.html", _question(response, form))


@student_or_teacher_required
@require_POST
def choose(request: MemberRequest, response_pk: int, response_event_pk: int) -> HttpResponse:
    """Two tabs, two answers: the student says which one counts."""
    event = get_object_or_404(
        ResponseEvent.objects.visible_to(request.member).select_related("response__attempt__assignment__classroom"),
        pk=response_event_pk,
        response=response_pk,
        response__attempt__student=request.member,
    )
    response = event.response
    response.save_answer(event.answer, client_id=new_client_id(), rev=response.rev, moment=timezone.now())
    return redirect(response)


@student_or_teacher_required
def review(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """What is answered and what is not, before the student submits."""
    found = _attempt(request, attempt_pk)
    if found.submitted_at:
        return redirect("quizzes:result", request.member.classroom.slug, found.pk)
    if not found.is_within_reach:
        return _taken_back(request, found)
    context = {"paper": Paper(found, timezone.now()), "submit_key": uuid.uuid4().hex}
    return render(request, "quizzes/review.html", context)


@student_or_teacher_required
@require_POST
def submit(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """Hand it in; a double click is one submission. Grading follows in a transaction of its own."""
    found = get_object_or_404(_attempts(request).select_related("assignment"), pk=attempt_pk)
    now, submit_key = timezone.now(), request.POST.get("submit_key", "").replace("\x00", "")
    if found.submit(submit_key[:64], now):
        messages.success(request, _("Your answers are handed in."))
    found.catch_up(now)
    return redirect("quizzes:result", request.member.classroom.slug, found.pk)


def _taken_back(request: MemberRequest, attempt: Attempt) -> HttpResponse:
    """The page of an attempt whose assignment its student does not have any more."""
    return render(request, "quizzes/taken_back.html", {"attempt": attempt}, status=404)


def _attempts(request: MemberRequest) -> AttemptQuerySet:
    """What this member answers: a student's attempts, a teacher's previews."""
    return Attempt.objects.visible_to(request.member).taken_by(request.member)


def _responses(request: MemberRequest) -> ResponseQuerySet:
    """The questions of those attempts."""
    return Response.objects.visible_to(request.member).taken_by(request.member)


def _attempt(request: MemberRequest, attempt_pk: int) -> Attempt:
    """The student's attempt, after time has done to it what was due."""
    found = get_object_or_404(_attempts(request).with_place(), pk=attempt_pk)
    found.catch_up(timezone.now())
    return found


def _save(request: MemberRequest, response_pk: int) -> HttpResponse:
    """Save what was sent: one locked read, one line in the log, one update."""
    sent, now, became = SaveForm(request.POST), timezone.now(), None
    client_id = sent.cleaned_data["client_id"] if sent.is_valid() else ""
    with transaction.atomic():
        responses = _responses(request).to_save(client_id)
        response = get_object_or_404(responses, pk=response_pk)
        form = response.version.asked.form(response.option_order, data=posted(request))
        if form.is_valid() and sent.is_valid():
            became = response.save_answer(form.answer, moment=now, **sent.cleaned_data)
    if request.htmx:
        status = {None: 422, Saved.CONFLICT: 409}.get(became, 200)
        context = {"response": response, "form": form, "became": became, **_beside(request, response, form, became)}
        return render_part(request, "quizzes/answer.html", "reply", context, status=status)
    return _go_on(request, response_pk, form, became)


def _go_on(request: MemberRequest, response_pk: int, form: AnswerForm, became: Saved | None) -> HttpResponse:
    """After a save without JavaScript: where the button leads, or the same page again when something is to be said."""
    response = get_object_or_404(_responses(request).with_place(), pk=response_pk)
    if became == Saved.LATE:
        response.attempt.catch_up(timezone.now())
        messages.warning(request, _("The quiz was over: your last answer is kept, and your teacher can accept it."))
        return redirect("quizzes:result", request.member.classroom.slug, response.attempt_id)
    if became in {Saved.SAVED, Saved.REPEATED}:
        return redirect(Paper(response.attempt, timezone.now(), response).url_after(request.POST.get("go", "next")))
    context = _question(response, form) | {"became": became, "refused": became is None}
    return render(request, "quizzes/answer.html", context, status=409 if became == Saved.CONFLICT else 422)


def _question(response: Response, form: AnswerForm) -> dict[str, object]:
    """Everything the page of one question shows."""
    return {
        "response": response,
        "form": form,
        "version": response.version,
        "asked": response.version.asked,
        "paper": Paper(response.attempt, timezone.now(), response),
        "client_id": new_client_id(),
        "rev": response.rev,
        "note": response.version.asked.note(response.answer),
        "tabs": _tabs(response),
        "passage_url": _passage(response),
    }


def _passage(response: Response) -> str:
    """Where the class's edition speaks of it, if it does; a quiz without the lesson's checks sends nobody to look."""
    assignment, section = response.attempt.assignment, response.version.section
    anchors = {one["anchor"] for one in assignment.edition.sections}
    if not settings_of(assignment).with_checks or section not in anchors:
        return ""
    return reverse("lessons:read", args=[assignment.classroom.slug, assignment.pk]) + f"#{section}"


def _beside(request: MemberRequest, response: Response, form: AnswerForm, became: Saved | None) -> dict[str, object]:
    """What changes around a question that was saved without leaving it. A tab in conflict keeps its old revision."""
    in_conflict = became == Saved.CONFLICT
    return {
        "client_id": new_client_id(request.POST.get("client_id", "")),
        "rev": request.POST.get("rev", 0) if in_conflict else response.rev,
        "note": " ".join(form.problems) or response.version.asked.note(response.answer),
        "refused": became is None,
        "tabs": _tabs(response) if in_conflict else [],
    }


def _tabs(response: Response) -> list[dict[str, object]]:
    """The answers of two tabs, in words, while the student has not said which one counts."""
    other = response.other_answer() if response.rev else None
    if other is None:
        return []
    asked = response.version.asked
    kept = response.events.filter(rev=response.rev, kind__in=["save", "accepted"]).last()
    return [{"event": event, "words": asked.in_words(event.answer)} for event in (kept, other) if event]
