"""A class whose lists grow: each function adds so many rows of what a page lists.

room = Room(classroom, teacher, student, assignment)
exceptions(room, 2)
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from typing import Any

from classrooms.models import Classroom, Membership
from lessons.models import Assignment
from quizzes.kinds import KINDS
from quizzes.models import Attempt, Quiz, QuizSettings, SavedComment
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, ClaimFactory, EditionFactory, EventFactory
from tests.quizzes.factories import (
    AttemptFactory,
    MarkFactory,
    QuestionVersionFactory,
    QuizItemFactory,
    ResponseEventFactory,
    ResponseFactory,
    RubricFactory,
    quiz_of,
)
from tests.quizzes.more_factories import CardFactory, OverrideFactory, OwnQuizFactory, RegradeFactory
from tests.quizzes.specs import WRONG


@dataclass
class Room:
    """A class with an assignment, the teacher's own quiz, and a student's attempt; rows come in by the handful."""

    classroom: Classroom
    teacher: Membership
    student: Membership
    assignment: Assignment
    kinds: Iterator[str] = field(default_factory=lambda: chain(["single", "essay"], cycle(KINDS)))

    def __post_init__(self) -> None:
        self.quiz = OwnQuizFactory(author=self.teacher.user)
        self.quiz.put_pool(pool_tags=["vote"], pool_count=2, points=1)
        self.asked = QuestionVersionFactory(question__tags=["vote"])
        self.essay = QuestionVersionFactory(kind="essay")
        self.attempt = AttemptFactory(assignment=self.assignment, student=self.student)
        self.own = self.quiz.items.first().question

    def hand_in(self) -> Attempt:
        """The attempt, handed in and graded."""
        Attempt.objects.filter(pk=self.attempt.pk).update(
            submitted_at=self.attempt.started_at, graded_at=self.attempt.started_at
        )
        return self.attempt

    def seats(self, n: int) -> list[Membership]:
        """New students."""
        return MembershipFactory.create_batch(n, classroom=self.classroom)

    def answers(self, n: int, version: Any, **kwargs: Any) -> Iterator[Any]:
        """So many answers of new students to one question, handed in and graded."""
        for seat in self.seats(n):
            attempt = AttemptFactory(assignment=self.assignment, student=seat, graded=True)
            yield ResponseFactory(attempt=attempt, version=version, **({"answer": "a"} | kwargs))


def given_quizzes(room: Room, n: int) -> None:
    """Quizzes of one's own, each given to a class."""
    for quiz in OwnQuizFactory.create_batch(n, author=room.teacher.user):
        QuizSettings.objects.create(assignment=AssignmentFactory(classroom=room.classroom), quiz=quiz)


def places(room: Room, n: int) -> None:
    """Places in the quiz: questions of the course and of one's own, drafts, retired and suspended ones."""
    versions = [QuestionVersionFactory(kind=kind, claim=None) for kind in islice(room.kinds, n)]
    drafts = [QuestionVersionFactory(question__author=room.teacher.user, status="draft") for _ in range(n)]
    room.quiz.add([version.question for version in [*versions, *drafts]])


def bank(room: Room, n: int) -> None:
    """Questions in the bank, each of another lesson."""
    for kind in islice(room.kinds, n):
        QuestionVersionFactory(kind=kind, question__tags=["vote"], claim=ClaimFactory())


def questions(room: Room, n: int) -> None:
    """Questions of the assignment's quiz."""
    quiz: Quiz = quiz_of(room.assignment)
    for kind in islice(room.kinds, n):
        version = QuestionVersionFactory(kind=kind, question__lesson=quiz.lesson)
        QuizItemFactory(quiz=quiz, position=quiz.items.count() + 1, question=version.question)


def exceptions(room: Room, n: int) -> None:
    """Students with more time in the class and in the assignment."""
    for seat in room.seats(n):
        OverrideFactory(student=seat, by=room.teacher)
        OverrideFactory(student=seat, by=room.teacher, assignment=room.assignment)


def responses(room: Room, n: int) -> None:
    """Questions of the attempt."""
    for kind in islice(room.kinds, n):
        ResponseFactory(attempt=room.attempt, version=QuestionVersionFactory(kind=kind))


def handed_in(room: Room, n: int) -> None:
    """Answers of the attempt with marks of every source, after it was handed in, and late ones."""
    room.hand_in()
    for kind in islice(room.kinds, n):
        response = ResponseFactory(attempt=room.attempt, version=QuestionVersionFactory(kind=kind))
        MarkFactory(response=response)
        MarkFactory(response=response, source="adjustment", by=room.teacher)
        ResponseEventFactory(response=response, kind="late", answer=WRONG.get(kind, "An essay."))


def wrong(room: Room, n: int) -> None:
    """Wrong answers to one question, and regrades of it."""
    for response in room.answers(n, room.asked):
        MarkFactory(response=response, fraction=0)
        RegradeFactory(classroom=room.classroom, version=room.asked, by=room.teacher)


def marked(room: Room, n: int) -> None:
    """Essays that are marked and wait for the release, and as many that nobody has marked."""
    for response in room.answers(n, room.essay, answer="An essay."):
        MarkFactory(response=response, source="manual", by=room.teacher)
    unmarked(room, n)


def unmarked(room: Room, n: int) -> None:
    """Essays to mark, late answers, and comments to choose from."""
    for response in room.answers(n, room.essay, answer="An essay."):
        ResponseEventFactory(response=response, kind="late")
        SavedComment.objects.create(teacher=room.teacher.user, text=f"Comment {response.pk}")


def judged(room: Room, n: int) -> None:
    """One answer that was adjusted again and again."""
    room.hand_in()
    response = room.attempt.responses.first() or ResponseFactory(attempt=room.attempt, version=room.asked, answer="a")
    for _ in range(n):
        MarkFactory(response=response, source="adjustment", by=room.teacher)


def cards(room: Room, n: int) -> None:
    """Cards about terms, events and questions."""
    user = room.student.user
    for _ in range(n):
        CardFactory(student=user)
        CardFactory(student=user, term=None, event=EventFactory())
        CardFactory(student=user, term=None, question=QuestionVersionFactory().question)


def claims(room: Room, n: int) -> None:
    """What a question can be about, and rubrics for it."""
    for _ in range(n):
        ClaimFactory()
        RubricFactory(author=room.teacher.user)


def versions(room: Room, n: int) -> None:
    """Versions of one's own question, each of which some attempt has."""
    claims(room, n)
    for _ in range(n):
        number = room.own.versions.count() + 1
        version = QuestionVersionFactory(question=room.own, number=number)
        list(room.answers(1, version))


def lessons(room: Room, n: int) -> None:
    """Lessons and students to give a quiz to."""
    room.seats(n)
    for _ in range(n):
        EditionFactory()


def first(room: Room) -> Any:
    """The first response of the attempt."""
    return room.attempt.responses.order_by("position").first()


def last_essay(room: Room) -> int:
    """An essay to mark."""
    return room.essay.responses.last().pk
