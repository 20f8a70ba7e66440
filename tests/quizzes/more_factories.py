"""What a teacher adds to a quiz: a quiz of their own, settings, exceptions, regrades; and a student's review cards.

OwnQuizFactory(author=teacher.user)             made for no lesson, with one single choice
QuizSettingsFactory(assignment=a, tries=2)      everything else as the preset has it
OverrideFactory(student=s)                      a quarter more time in the whole class
"""

from typing import Any

import factory
from django.utils import timezone

from quizzes.models import (
    Card,
    CardReview,
    Override,
    Quiz,
    QuizItem,
    QuizSettings,
    Regrade,
    Release,
)
from tests.factories import MembershipFactory, UserFactory
from tests.lessons.factories import AssignmentFactory, TermFactory
from tests.quizzes.factories import QuestionVersionFactory


class OwnQuizFactory(factory.django.DjangoModelFactory):
    """A teacher's own quiz, made for no lesson, with a single choice."""

    class Meta:
        model = Quiz
        skip_postgeneration_save = True

    author = factory.SubFactory(UserFactory, is_teacher=True)
    title = "Our own questions"

    @factory.post_generation
    def kinds(self, create: bool, kinds: list[str] | None, **kwargs: Any) -> None:
        """Ask one question of each kind; a single choice when nothing is said."""
        for position, kind in enumerate(["single"] if kinds is None else kinds, 1):
            version = QuestionVersionFactory(kind=kind, question__lesson=None, question__author=self.author)
            QuizItem.objects.create(quiz=self, position=position, question=version.question)


class QuizSettingsFactory(factory.django.DjangoModelFactory):
    """Everything as the preset has it; each argument sets one thing otherwise."""

    class Meta:
        model = QuizSettings

    assignment = factory.SubFactory(AssignmentFactory)


class OverrideFactory(factory.django.DjangoModelFactory):
    """A quarter more time in the whole class."""

    class Meta:
        model = Override

    student = factory.SubFactory(MembershipFactory)
    by = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..student.classroom"), role="teacher")
    time_factor = "1.25"


class RegradeFactory(factory.django.DjangoModelFactory):
    """A class's answers to a question, judged again."""

    class Meta:
        model = Regrade

    by = factory.SubFactory(MembershipFactory, role="teacher")
    classroom = factory.SelfAttribute("by.classroom")
    version = factory.SubFactory(QuestionVersionFactory)
    question = factory.SelfAttribute("version.question")
    policy = "now"


class ReleaseFactory(factory.django.DjangoModelFactory):
    """The marks by hand of an assignment, shown to its students."""

    class Meta:
        model = Release

    assignment = factory.SubFactory(AssignmentFactory)
    by = factory.SubFactory(
        MembershipFactory, classroom=factory.SelfAttribute("..assignment.classroom"), role="teacher"
    )


class CardFactory(factory.django.DjangoModelFactory):
    """A term to remember, due since just now."""

    class Meta:
        model = Card

    student = factory.SubFactory(UserFactory)
    term = factory.SubFactory(TermFactory)
    due_at = factory.LazyFunction(timezone.now)


class CardReviewFactory(factory.django.DjangoModelFactory):
    """A look at a card that went well."""

    class Meta:
        model = CardReview

    card = factory.SubFactory(CardFactory)
    number = 1
    rating = CardReview.Rating.GOOD
