"""From marks to a stored grade, in the transaction that makes the marks."""

from django.utils import timezone

from gradebook.models import Grade
from quizzes.models import Attempt


def record(attempt: Attempt) -> None:
    """Store the grade of `attempt`'s student in its assignment: the highest of the graded attempts, the earlier of two.

    The assignment's attempts are few, so all are looked at again; a mark given later may change which one counts.
    """
    attempts = Attempt.objects.filter(
        assignment=attempt.assignment_id, student=attempt.student_id, graded_at__isnull=False
    ).order_by("number")
    scored = [(one, one.score()) for one in attempts.select_related("assignment")]
    if not scored:
        return
    kept, score = max(scored, key=lambda pair: pair[1].reached)
    due_at = kept.assignment.due_at
    Grade.objects.update_or_create(
        assignment=kept.assignment,
        student=kept.student,
        defaults={
            "attempt": kept,
            "state": Grade.State.PROVISIONAL if score.is_provisional else Grade.State.FINAL,
            "points": score.reached,
            "possible": score.possible,
            "is_late": bool(due_at and kept.submitted_at > due_at),
            "updated_at": timezone.now(),
        },
    )
