"""The plainest valid question, its quiz, and what a student answers.

QuestionVersionFactory()                     one of three options, "b" is right; any other `kind` too
QuizFactory(kinds=["single", "essay"])       a lesson's quiz with one question of each
AttemptFactory(assignment=a, student=s)      open and without questions; `Attempt.start` makes them
ResponseFactory(answer="b")                  the answer to one question of an open attempt
"""

from datetime import datetime
from typing import Any

import factory
from django.utils import timezone

from lessons.models import Assignment
from quizzes.kinds import BY_HAND, UNSCORED
from quizzes.models import (
    Attempt,
    Mark,
    Question,
    QuestionVersion,
    Quiz,
    QuizItem,
    Response,
    ResponseEvent,
    Rubric,
)
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, EditionFactory, LessonFactory
from tests.quizzes.specs import SPECS


class RubricFactory(factory.django.DjangoModelFactory):
    """Two criteria of three levels each."""

    class Meta:
        model = Rubric

    code = factory.Sequence(lambda n: f"R{n}")
    title = "Essay with sources"
    criteria = factory.LazyFunction(
        lambda: [
            {"id": "thesis", "title": "Thesis", "levels": ["None", "Vague", "Clear"]},
            {"id": "evidence", "title": "Evidence", "levels": ["None", "One side", "Both sides"]},
        ]
    )
    sha256 = factory.Sequence(lambda n: f"{n:064x}")


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question that nobody has worded yet."""

    class Meta:
        model = Question

    code = factory.Sequence(lambda n: f"Q9.{n}")
    lesson = factory.SubFactory(LessonFactory)


class QuestionVersionFactory(factory.django.DjangoModelFactory):
    """A version that is ready; its kind decides its specification."""

    class Meta:
        model = QuestionVersion

    question = factory.SubFactory(QuestionFactory)
    number = 1
    kind = "single"
    section = "start"
    prompt = factory.Sequence(lambda n: f"How many members abstained in vote {n}?")
    prompt_html = factory.LazyAttribute(lambda version: f"<p>{version.prompt}</p>")
    explanation_html = "<p>Five members abstained, says the record.</p>"
    spec = factory.LazyAttribute(lambda version: SPECS[version.kind])
    rubric = factory.LazyAttribute(lambda version: RubricFactory() if version.kind in BY_HAND else None)
    points = factory.LazyAttribute(lambda version: 0 if version.kind in UNSCORED else 1)
    sha256 = factory.Sequence(lambda n: f"{n:064x}")


class QuizItemFactory(factory.django.DjangoModelFactory):
    """A question's place in a quiz."""

    class Meta:
        model = QuizItem

    quiz = factory.SubFactory("tests.quizzes.factories.QuizFactory", kinds=[])
    position = factory.Sequence(lambda n: n % 30_000 + 1)
    question = factory.SubFactory(QuestionFactory, lesson=factory.SelfAttribute("..quiz.lesson"))


class QuizFactory(factory.django.DjangoModelFactory):
    """The quiz of a lesson, with one question of each of the `kinds`."""

    class Meta:
        model = Quiz
        django_get_or_create = ["lesson"]
        skip_postgeneration_save = True

    lesson = factory.LazyFunction(lambda: EditionFactory().lesson)
    title = "Who decided?"

    @factory.post_generation
    def kinds(self, create: bool, kinds: list[str] | None, **kwargs: Any) -> None:
        """Ask one question of each kind; a single choice when nothing is said."""
        for position, kind in enumerate(["single"] if kinds is None else kinds, 1):
            version = QuestionVersionFactory(kind=kind, question__lesson=self.lesson)
            QuizItemFactory(quiz=self, position=position, question=version.question)


def quiz_of(assignment: Assignment, **kwargs: Any) -> Quiz:
    """The quiz of the assignment's lesson, made if there is none."""
    found = Quiz.objects.filter(lesson=assignment.edition.lesson).first()
    return found or QuizFactory(lesson=assignment.edition.lesson, **kwargs)


class AttemptFactory(factory.django.DjangoModelFactory):
    """An open attempt without questions, begun just now."""

    class Meta:
        model = Attempt

    class Params:
        submitted = factory.Trait(submitted_at=factory.SelfAttribute("started_at"))
        graded = factory.Trait(submitted=True, graded_at=factory.SelfAttribute("started_at"))

    assignment = factory.SubFactory(AssignmentFactory)
    quiz = factory.LazyAttribute(lambda attempt: quiz_of(attempt.assignment))
    student = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..assignment.classroom"))
    number = factory.LazyAttribute(
        lambda new: Attempt.objects.filter(assignment=new.assignment, student=new.student).count() + 1
    )
    seed = 1
    started_at = factory.LazyFunction(timezone.now)


class ResponseFactory(factory.django.DjangoModelFactory):
    """An unanswered question of an open attempt, with its options in the order of the specification."""

    class Meta:
        model = Response

    attempt = factory.SubFactory(AttemptFactory)
    position = factory.LazyAttribute(lambda response: response.attempt.responses.count() + 1)
    version = factory.SubFactory(
        QuestionVersionFactory, question__lesson=factory.SelfAttribute("...attempt.quiz.lesson")
    )
    option_order = factory.LazyAttribute(lambda response: response.version.asked.order(_Unshuffled()))
    points = factory.LazyAttribute(lambda response: response.version.points)


class _Unshuffled:
    """Stands in for `Random`: leaves the options as they are."""

    def shuffle(self, options: list[str]) -> None:
        """Change nothing."""


class ResponseEventFactory(factory.django.DjangoModelFactory):
    """An answer that was saved."""

    class Meta:
        model = ResponseEvent

    response = factory.SubFactory(ResponseFactory)
    client_id = factory.Sequence(lambda n: f"tab:{n}")
    kind = ResponseEvent.Kind.SAVED
    rev = 1
    answer = "b"


class MarkFactory(factory.django.DjangoModelFactory):
    """Full points by the key."""

    class Meta:
        model = Mark

    response = factory.SubFactory(ResponseFactory)
    number = factory.LazyAttribute(lambda mark: mark.response.marks.count() + 1)
    version = factory.SelfAttribute("response.version")
    source = Mark.Source.AUTO
    fraction = 1


def start(
    assignment: Assignment, student: Any, moment: datetime | None = None, kinds: list[str] | None = None
) -> Attempt:
    """An attempt begun as a student begins it, with the questions of the lesson's quiz."""
    quiz_of(assignment, kinds=kinds)
    return Attempt.start(assignment, student, moment or timezone.now())
