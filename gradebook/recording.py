"""From marks to a stored grade, in the transaction that makes the marks."""

from django.db.models import QuerySet
from django.utils import timezone

from gradebook.models import Grade
from quizzes.counting import counted, tried
from quizzes.models import Attempt
from quizzes.models.windows import terms_of


def record(attempt: Attempt) -> None:
    """Store the grade of `attempt`'s student in its assignment: of the attempts that count, less what is late.

    The assignment's attempts are few, so all are looked at again; a mark given later may change which one counts. What
    a teacher tries out gives no grade, nor does a quiz that shows no score. Of two who mark two answers of a student at
    once, the second waits here and counts what the first gave.
    """
    stored = Grade.objects.filter(assignment=attempt.assignment_id, student=attempt.student_id)
    was_there = bool(stored.select_for_update(no_key=True))
    attempts = list(graded_attempts(attempt.assignment_id, attempt.student_id))
    if attempt.is_preview or not attempts:
        return
    assignment, student = attempts[-1].assignment, attempts[-1].student
    terms = terms_of(assignment, student)
    if not terms.settings.is_scored:
        stored.delete()
        return
    made = counted(tried(attempts, terms), terms.settings.kept)
    _grade, made_now = Grade.objects.update_or_create(
        assignment=assignment,
        student=student,
        defaults={
            "attempt": made.latest.attempt,
            "state": Grade.State.PROVISIONAL if made.is_provisional else Grade.State.FINAL,
            "points": made.points,
            "possible": made.possible,
            "is_late": made.is_late,
            "updated_at": timezone.now(),
        },
    )
    if not was_there and not made_now:
        record(attempt)  # another first grade was being made, of what this one could not see


def graded_attempts(assignment: int, student: int) -> QuerySet[Attempt]:
    """The graded attempts of a student (by keys) in an assignment, oldest first, with what says how they count."""
    return (
        Attempt.objects.counted()
        .filter(assignment=assignment, student=student, graded_at__isnull=False)
        .select_related("assignment__quiz_settings", "student")
        .order_by("number")
    )
