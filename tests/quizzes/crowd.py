"""A whole class that has handed in a quiz of single choices, in a handful of inserts however large it is.

    crowd(assignment, students=500, questions=20)

Answers follow a Rasch model: each student has an ability, each question a difficulty, and the chance of a right answer
is logistic in their difference. Wrong answers are "a" or "c". Each answer took ten seconds.
"""

from datetime import timedelta
from math import exp
from random import Random

from accounts.models import User
from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.models import Attempt, Mark, QuestionVersion, Response, ResponseEvent
from tests.quizzes.factories import quiz_of

PACE = timedelta(seconds=10)


def crowd(assignment: Assignment, *, students: int, questions: int, seed: int = 1) -> list[Attempt]:
    """Their graded first attempts, one for each new student."""
    chance, quiz = Random(seed), quiz_of(assignment, kinds=["single"] * questions)
    versions = quiz.versions()
    started = assignment.opens_at
    ended = started + PACE * questions
    attempts = Attempt.objects.bulk_create(
        Attempt(
            assignment=assignment,
            quiz=quiz,
            student=seat,
            number=1,
            seed=1,
            started_at=started,
            submitted_at=ended,
            graded_at=ended,
        )
        for seat in _seats(assignment, students, seed)
    )
    responses = Response.objects.bulk_create(
        Response(
            attempt=attempt, position=n, version=version, points=1, answer=answer, rev=1, saved_at=started + n * PACE
        )
        for attempt in attempts
        for n, version, answer in _sheet(versions, chance)
    )
    ResponseEvent.objects.bulk_create(
        ResponseEvent(response=one, client_id="t:1", kind="save", rev=1, answer=one.answer, at=one.saved_at)
        for one in responses
    )
    Mark.objects.bulk_create(
        Mark(response=one, number=1, version=one.version, source="auto", fraction=int(one.answer == "b"), at=ended)
        for one in responses
    )
    return attempts


def _seats(assignment: Assignment, students: int, seed: int) -> list[Membership]:
    names = [f"crowd-{assignment.pk}-{seed}-{n}" for n in range(students)]
    people = User.objects.bulk_create(User(username=name, name=name, password="!") for name in names)
    return Membership.objects.bulk_create(
        Membership(classroom=assignment.classroom, user=person, role="student") for person in people
    )


def _sheet(versions: list[QuestionVersion], chance: Random) -> list[tuple[int, QuestionVersion, str]]:
    """One student's answers, question by question."""
    ability = chance.gauss(0, 1)
    sheet = []
    for n, version in enumerate(versions, 1):
        difficulty = 2 * (n - 1) / max(1, len(versions) - 1) - 1
        is_right = chance.random() < 1 / (1 + exp(difficulty - ability))
        sheet.append((n, version, "b" if is_right else chance.choice("ac")))
    return sheet
