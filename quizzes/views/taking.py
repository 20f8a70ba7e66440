"""A student takes a quiz: start, answer question by question, review, submit."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, student_or_teacher_required
from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.models import Attempt, CannotStart
from quizzes.models.attempt_sets import AttemptQuerySet
from quizzes.models.settings import WITH_ITS_QUIZ, gives_a_quiz, quiz_of
from quizzes.taking.paper import Paper
from quizzes.taking.standing import standing_of


@student_or_teacher_required
def start(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """What awaits the student, printed before it begins; then begin, or go on with what was begun."""
    assignments = Assignment.objects.visible_to(request.member).filter(gives_a_quiz()).select_related(*WITH_ITS_QUIZ)
    assignment = get_object_or_404(assignments, pk=assignment_pk)
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
        return taken_back(found, request)
    paper = Paper(found, timezone.now())
    waiting = paper.unanswered or paper.lines[-1:]
    return redirect(waiting[0].url if waiting else paper.review_url)


@student_or_teacher_required
@never_cache
def review(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """What is answered and what is not, before the student submits."""
    found = _attempt(request, attempt_pk)
    if found.submitted_at:
        return redirect("quizzes:result", request.member.classroom.slug, found.pk)
    if not found.is_within_reach:
        return taken_back(found, request)
    context = {"paper": Paper(found, timezone.now()), "submit_key": uuid.uuid4().hex}
    return render(request, "quizzes/review.html", context)


@student_or_teacher_required
@require_POST
def submit(request: MemberRequest, attempt_pk: int) -> HttpResponse:
    """Hand it in; a double click is one submission. Grading follows in a transaction of its own."""
    found = get_object_or_404(attempts_of(request.member).select_related("assignment"), pk=attempt_pk)
    now, submit_key = timezone.now(), request.POST.get("submit_key", "").replace("\x00", "")
    if found.submit(submit_key[:64], now):
        messages.success(request, _("Your answers are handed in."))
    found.catch_up(now)
    return redirect("quizzes:result", request.member.classroom.slug, found.pk)


def taken_back(attempt: Attempt, request: MemberRequest) -> HttpResponse:
    """The page of an attempt whose assignment its student does not have any more."""
    return render(request, "quizzes/taken_back.html", {"attempt": attempt}, status=404)


def attempts_of(member: Membership) -> AttemptQuerySet:
    """What this member answers: a student's attempts, a teacher's previews."""
    return Attempt.objects.visible_to(member).taken_by(member)


def _attempt(request: MemberRequest, attempt_pk: int) -> Attempt:
    """The student's attempt, after time has done to it what was due."""
    found = get_object_or_404(attempts_of(request.member).with_place(), pk=attempt_pk)
    found.catch_up(timezone.now())
    return found
