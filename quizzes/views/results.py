"""What came of an attempt: the student reads it as far as the preset allows, the teacher reads all of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, student_or_teacher_required, teacher_required
from lessons.models import Assignment
from quizzes.feedback import Result
from quizzes.models import Attempt, Response, ResponseEvent
from quizzes.models.settings import settings_of, waits_for_release
from quizzes.presets import Shown
from quizzes.taking.standing import Standing, standing_of
from quizzes.views.taking import taken_back

EVERYTHING = Shown(score=True, answers=True)
WHAT_WAS_SAID = Shown(score=False, answers=False)


@student_or_teacher_required
def result(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """The student's own submitted attempt, as far as the preset shows it by now."""
    attempt = _attempt(request, attempt_pk)
    if attempt.student_id != request.member.pk:
        raise Http404
    if attempt.submitted_at is None:
        return redirect(attempt)
    if not attempt.is_within_reach:
        return taken_back(attempt, request)
    standing = standing_of(attempt.assignment, attempt.student, timezone.now())
    return _show(request, standing, Result(attempt, standing.shown))


@teacher_required
def handed_in(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """What a student handed in with everything in it, the late answers too; nothing while they are writing.

    A quiz without a score is a survey, for its teacher too: it says what was answered.
    """
    attempt = _attempt(request, attempt_pk)
    if attempt.submitted_at is None:
        raise Http404
    standing = standing_of(attempt.assignment, attempt.student, timezone.now())
    shown = EVERYTHING if standing.terms.settings.is_scored else WHAT_WAS_SAID
    return _show(request, standing, Result(attempt, shown, for_teacher=True))


@teacher_required
@require_POST
def accept_late(request: MemberRequest, response_event_pk: int) -> HttpResponse:
    """Count an answer that came too late."""
    events = ResponseEvent.objects.visible_to(request.member).unasked()
    event = get_object_or_404(events, pk=response_event_pk)
    responses = Response.objects.visible_to(request.member).select_related("attempt__assignment")
    response = get_object_or_404(responses, pk=event.response_id)
    response.accept_late(event, by=request.member, moment=timezone.now())
    messages.success(request, _("The late answer counts now."))
    return redirect("quizzes:handed_in", request.member.classroom.slug, response.attempt_id)


@teacher_required
def release(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Let the class see what waits for its teacher; asked once, because it cannot be taken back."""
    assignments = Assignment.objects.visible_to(request.member).filter(waits_for_release(), has_quiz=True)
    place = ("edition__lesson", "classroom", "quiz_settings")
    assignment = get_object_or_404(assignments.select_related(*place), pk=assignment_pk)
    if request.method == "POST":
        Attempt.release_results(assignment, timezone.now())
        messages.success(request, _("Your students can see their results now."))
        return redirect("quizzes:to_mark", request.member.classroom.slug)
    attempts = Attempt.objects.visible_to(request.member).counted().filter(assignment=assignment)
    to_mark = Response.objects.visible_to(request.member).counted().filter(attempt__assignment=assignment).to_mark()
    context = {
        "assignment": assignment,
        "settings": settings_of(assignment),
        "submitted": attempts.submitted().values("student").distinct().count(),
        "writing": attempts.open().count(),
        "to_mark": to_mark.count(),
    }
    return render(request, "quizzes/release.html", context)


def _attempt(request: MemberRequest, attempt_pk: int) -> Attempt:
    attempts = Attempt.objects.visible_to(request.member).with_place().select_related("student__user")
    attempt = get_object_or_404(attempts, pk=attempt_pk)
    attempt.catch_up(timezone.now())
    return attempt


def _show(request: MemberRequest, standing: Standing, result: Result) -> HttpResponse:
    context = {
        "for_teacher": result.for_teacher,
        "attempt": result.attempt,
        "assignment": result.attempt.assignment,
        "result": result,
        "score": result.score,
        "standing": standing,
        "prefix": f"/classes/{request.member.classroom.slug}/",
    }
    return render(request, "quizzes/result.html", context)
