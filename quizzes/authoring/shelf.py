"""A teacher's own quizzes, as the list shows them: six queries, however many there are."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from classrooms.models import Membership
from quizzes.authoring.places import places_by_quiz
from quizzes.models import Quiz, QuizSettings

CLASS = "assignment__classroom__name"


@dataclass
class Kept:
    """One quiz, how much it asks, in which classes it is given, and when it was changed last."""

    quiz: Quiz
    questions: int
    points: int
    changed_at: datetime
    given_in: list[str] = field(default_factory=list)


def shelf_of(member: Membership) -> tuple[list[Kept], list[Kept]]:
    """What the teacher uses and what was put away, the last changed first."""
    written_at = Max("items__question__versions__created_at")
    own = Quiz.objects.visible_to(member).annotate(written_at=written_at)
    quizzes = list(own.select_related("for_lesson__current_edition"))
    places, classes = places_by_quiz(quizzes), _classes(quizzes)
    kept = [
        Kept(
            quiz,
            questions=sum(place.count for place in places[quiz.pk]),
            points=sum(place.points for place in places[quiz.pk]),
            changed_at=_changed(quiz),
            given_in=classes.get(quiz.pk, []),
        )
        for quiz in quizzes
    ]
    kept.sort(key=lambda one: one.changed_at, reverse=True)
    return [one for one in kept if not one.quiz.retired_at], [one for one in kept if one.quiz.retired_at]


def _changed(quiz: Quiz) -> datetime:
    """The quiz itself or a question in it, whichever came later."""
    return max(quiz.changed_at, quiz.written_at or quiz.changed_at)


def _classes(quizzes: list[Quiz]) -> dict[int, list[str]]:
    """The classes that have each quiz, by name, without what was withdrawn."""
    given = QuizSettings.objects.filter(quiz__in=quizzes, assignment__withdrawn_at__isnull=True)
    names: dict[int, list[str]] = {}
    for quiz, name in given.order_by(CLASS).values_list("quiz", CLASS).distinct():
        names.setdefault(quiz, []).append(name)
    return names
