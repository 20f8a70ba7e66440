"""A grade comes about by handing in: no row is made behind the quiz floor's back."""

from datetime import datetime

from django.utils import timezone

from classrooms.models import Membership
from gradebook.models import Grade
from lessons.models import Assignment
from quizzes.models import Attempt
from tests.quizzes.factories import start

RIGHT, WRONG = "b", "a"


def hand_in(
    assignment: Assignment,
    student: Membership,
    given: str = RIGHT,
    *,
    kinds: list[str] | None = None,
    moment: datetime | None = None,
) -> Attempt:
    """Take the assignment's quiz (one single choice, unless `kinds` says otherwise), hand it in, have it graded."""
    moment = moment or timezone.now()
    attempt = start(assignment, student, moment, kinds)
    for response in attempt.responses.select_related("version"):
        answer = "Both sides have a point." if response.version.kind == "essay" else given
        response.save_answer(answer, client_id=f"test:{response.position}", rev=0, moment=moment)
    attempt.submit("test", moment)
    attempt.grade()
    return attempt


def grade_of(assignment: Assignment, student: Membership) -> Grade:
    """The stored grade."""
    return Grade.objects.get(assignment=assignment, student=student)
