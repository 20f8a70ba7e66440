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
from quizzes.models import Attempt, Mark, Response, ResponseEvent
from tests.quizzes.factories import quiz_of

PACE = timedelta(seconds=10)


def crowd(assignment: Assignment, *, students: int, questions: int, seed: int = 1) -> list[Attempt]:
    """Their graded first attempts, one for each new student."""
    chance, quiz = Random(seed), quiz_of(assignment, kinds=["single"] * questions)
    versions, matrix = quiz.versions(), rasch(students, questions, seed)
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
            attempt=attempt,
            position=n,
            version=version,
            points=1,
            answer="b" if is_right else chance.choice("ac"),
            rev=1,
            saved_at=started + n * PACE,
        )
        for attempt, row in zip(attempts, matrix, strict=True)
        for n, (version, is_right) in enumerate(zip(versions, row, strict=True), 1)
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


def rasch(students: int, items: int, seed: int) -> list[list[int]]:
    """What each student earns for each item, 1 or 0; the items run from easy to hard."""
    chance, matrix = Random(seed), []
    for _ in range(students):
        ability = chance.gauss(0, 1)
        difficulties = (2 * n / max(1, items - 1) - 1 for n in range(items))
        matrix.append([int(chance.random() < 1 / (1 + exp(hard - ability))) for hard in difficulties])
    return matrix


def _seats(assignment: Assignment, students: int, seed: int) -> list[Membership]:
    names = [f"crowd-{assignment.pk}-{seed}-{n}" for n in range(students)]
    people = User.objects.bulk_create(User(username=name, name=name, password="!") for name in names)
    return Membership.objects.bulk_create(
        Membership(classroom=assignment.classroom, user=person, role="student") for person in people
    )
