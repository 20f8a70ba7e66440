"""How a quiz behaves: four presets, each setting of which can be changed. Pure decisions; the database keeps changes.

| preset   | attempts  | feedback on the spot | score        | answers            |
|----------|-----------|----------------------|--------------|--------------------|
| practice | unlimited | no                   | at once      | at once            |
| homework | two       | no                   | at once      | after it is due    |
| test     | one       | no                   | when released | when released     |
| survey   | one       | no                   | never        | never              |

Homework without a due date goes by its closing date, and without that shows the answers at once. Who has seen the
answers has no further attempt, except where they are shown at once by intent, as in practice.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quizzes.timing import Window

PRACTICE, HOMEWORK, TEST, SURVEY = "practice", "homework", "test", "survey"

UNLIMITED = 0


class Behaviour(TextChoices):
    """When a student hears whether an answer is right."""

    DEFERRED = "deferred", _("After submitting")
    IMMEDIATE = "immediate", _("At once, question by question, with one answer each")
    TRIES = "tries", _("At once, with several tries, each costing a part of the points")
    CERTAINTY = "certainty", _("After submitting, and students say how sure they are")


class Kept(TextChoices):
    """Which of several attempts is the grade."""

    HIGHEST = "highest", _("The highest")
    LATEST = "latest", _("The latest")
    FIRST = "first", _("The first")
    AVERAGE = "average", _("The average")


class When(TextChoices):
    """From when on something is shown."""

    SUBMITTED = "submitted", _("As soon as it is submitted")
    DUE = "due", _("After it is due")
    RELEASED = "released", _("When you release it")
    NEVER = "never", _("Never")


class Layout(TextChoices):
    """How many questions stand on a page."""

    ONE = "one", _("One question a page")
    ALL = "all", _("All questions on one page")


@dataclass(frozen=True)
class Settings:
    """Everything that can be set about a quiz in an assignment, apart from its dates and its time limit.

    `attempts` 0: as many as one likes. `penalty` is the share of the points, in per cent, that each wrong try takes.
    `grace` is in seconds. Late work loses `late_rate` per cent of the possible points for each `late_hours` begun after
    it was due, and is not pressed below `late_floor` per cent of them (quizzes/lateness.py).
    """

    behaviour: str = Behaviour.DEFERRED
    attempts: int = UNLIMITED
    kept: str = Kept.HIGHEST
    score_shown: str = When.SUBMITTED
    answers_shown: str = When.SUBMITTED
    layout: str = Layout.ONE
    shuffle_questions: bool = False
    shuffle_options: bool = True
    with_checks: bool = True
    tries: int = 3
    penalty: int = 33
    grace: int = 60
    late_rate: int = 0
    late_hours: int = 24
    late_floor: int = 0

    @property
    def is_checked_on_the_spot(self) -> bool:
        """Whether each question has a button that says at once whether the answer is right."""
        return self.behaviour in {Behaviour.IMMEDIATE, Behaviour.TRIES}

    @property
    def tries_allowed(self) -> int:
        """How often an answer can be checked on the spot before the question is closed."""
        return self.tries if self.behaviour == Behaviour.TRIES else 1

    @property
    def asks_certainty(self) -> bool:
        """Whether students say how sure they are."""
        return self.behaviour == Behaviour.CERTAINTY

    @property
    def is_scored(self) -> bool:
        """Whether it gives a grade at all."""
        return self.score_shown != When.NEVER


PRESETS: dict[str, Settings] = {
    PRACTICE: Settings(),
    HOMEWORK: Settings(attempts=2, answers_shown=When.DUE),
    TEST: Settings(attempts=1, score_shown=When.RELEASED, answers_shown=When.RELEASED, with_checks=False),
    SURVEY: Settings(attempts=1, score_shown=When.NEVER, answers_shown=When.NEVER),
}


class Refusal(Enum):
    """Why no attempt can start."""

    NOT_YET = "not yet"
    CLOSED = "closed"
    NO_ATTEMPTS_LEFT = "no attempts left"
    ANSWERS_SHOWN = "answers shown"
    NO_QUESTIONS = "no questions"


@dataclass(frozen=True)
class Shown:
    """What a student sees of a submitted attempt."""

    score: bool
    answers: bool


def shown(settings: Settings, window: Window, released_at: datetime | None, moment: datetime) -> Shown:
    """What the student who has submitted sees at `moment`."""
    return Shown(
        score=_is_shown(settings.score_shown, window, released_at, moment),
        answers=_is_shown(settings.answers_shown, window, released_at, moment),
    )


def answers_due(window: Window) -> datetime | None:
    """When what is shown "after it is due" is shown; None: as soon as it is submitted."""
    return window.due or window.closes


def attempts_left(settings: Settings, taken: int, extra: int = 0) -> int | None:
    """How many more attempts may start, with `extra` ones granted to this student; None: as many as one likes."""
    return None if settings.attempts == UNLIMITED else max(0, settings.attempts + extra - taken)


def refusal(
    settings: Settings,
    window: Window,
    taken: int,
    moment: datetime,
    extra: int = 0,
    released_at: datetime | None = None,
) -> Refusal | None:
    """Why a student who has submitted `taken` attempts cannot start another at `moment`; None: they can.

    A further attempt that a teacher granted is granted, even to somebody who may have seen the answers.
    """
    if moment < window.opens:
        return Refusal.NOT_YET
    if not window.is_open(moment):
        return Refusal.CLOSED
    if attempts_left(settings, taken, extra) == 0:
        return Refusal.NO_ATTEMPTS_LEFT
    has_seen = taken and shows_answers_later(settings) and shown(settings, window, released_at, moment).answers
    return Refusal.ANSWERS_SHOWN if has_seen and not extra else None


def shows_answers_later(settings: Settings) -> bool:
    """Whether there is a time in which something was submitted and the answers are still to come."""
    return settings.answers_shown in {When.DUE, When.RELEASED}


def contradictions(settings: Settings) -> dict[str, Promise]:
    """What cannot be meant, by the name of the setting to change; empty: all of it goes together."""
    found: dict[str, Promise] = {}
    if settings.is_checked_on_the_spot and settings.score_shown != When.SUBMITTED:
        found["score_shown"] = _(
            "Students hear question by question whether they are right, so the score cannot be shown later."
        )
    ranks = When.values
    if settings.is_scored and ranks.index(settings.answers_shown) < ranks.index(settings.score_shown):
        found["answers_shown"] = _("The answers give the score away: show them no earlier than the score.")
    if settings.asks_certainty and not settings.is_scored:
        found["behaviour"] = _("Who says how sure they are wants to hear how it went: show the score, now or later.")
    return found


def _is_shown(when: str, window: Window, released_at: datetime | None, moment: datetime) -> bool:
    if when == When.DUE:
        return _is_past(answers_due(window), moment)
    if when == When.RELEASED:
        return released_at is not None and released_at <= moment
    return when == When.SUBMITTED


def _is_past(due: datetime | None, moment: datetime) -> bool:
    return due is None or moment >= due
