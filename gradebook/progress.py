"""How far people are: their attempts with the answers counted, and when each was last at work."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from classrooms.models import Membership
from discussions.models import Post
from lessons.models import Reading
from quizzes.models import Attempt, Response


def latest_attempts(students: Iterable[Membership], assignments: Iterable[int]) -> dict[int, Attempt]:
    """The latest attempt of these seats in each assignment, by its key, with `asked` and `answered`. One query.

    The seats are one person's, so that an assignment, which belongs to one class, has attempts of one of them.
    """
    attempts = Attempt.objects.counted().filter(student__in=students, assignment__in=assignments)
    attempts = attempts.annotate(
        asked=Count("responses"), answered=Count("responses", filter=Q(responses__answer__isnull=False))
    )
    return {attempt.assignment_id: attempt for attempt in attempts.order_by("number")}


def last_at_work(students: Iterable[Membership]) -> dict[int, datetime]:
    """When each seat (by its key) last opened or finished a lesson, answered a question or wrote. Three queries.

    Who has done none of it is not in the answer.
    """
    pks = [student.pk for student in students]
    readings = Reading.objects.filter(member__in=pks)
    responses = Response.objects.counted().filter(attempt__student__in=pks)
    posts = Post.objects.filter(author__in=pks)
    last: dict[int, datetime] = {}
    for rows, person, moments in (
        (readings, "member", ("opened_at", "finished_at")),
        (responses, "attempt__student", ("attempt__started_at", "saved_at")),
        (posts, "author", ("created_at",)),
    ):
        for pk, *found in _latest(rows, person, moments):
            last[pk] = max(moment for moment in (last.get(pk), *found) if moment)
    return last


def _latest(rows: QuerySet, person: str, moments: tuple[str, ...]) -> QuerySet:
    names = {f"latest_{n}": Max(moment) for n, moment in enumerate(moments)}
    return rows.order_by().values(person).annotate(**names).values_list(person, *names)
