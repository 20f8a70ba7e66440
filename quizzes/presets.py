"""What Practice, Homework and Test mean: how often one may try, and what is shown when. Pure decisions.

| preset   | attempts  | after submitting  | after the due date | after release |
|----------|-----------|-------------------|--------------------|---------------|
| practice | unlimited | score and answers | the same           | the same      |
| homework | two       | score             | score and answers  | the same      |
| test     | one       | nothing           | nothing            | everything    |

The highest attempt counts. Homework without a due date goes by its closing date, and without that shows the answers
at once. Who has seen the answers of a homework has no further attempt.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from quizzes.timing import Window

PRACTICE, HOMEWORK, TEST = "practice", "homework", "test"

ATTEMPTS = {PRACTICE: None, HOMEWORK: 2, TEST: 1}


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


def shown(preset: str, window: Window, released_at: datetime | None, moment: datetime) -> Shown:
    """What the student who has submitted sees at `moment`."""
    if preset == PRACTICE:
        return Shown(score=True, answers=True)
    if preset == TEST:
        released = released_at is not None and released_at <= moment
        return Shown(score=released, answers=released)
    return Shown(score=True, answers=_is_past(answers_due(window), moment))


def answers_due(window: Window) -> datetime | None:
    """When a homework's answers are shown; None: as soon as it is submitted."""
    return window.due or window.closes


def attempts_left(preset: str, taken: int) -> int | None:
    """How many more attempts may start; None: as many as one likes."""
    allowed = ATTEMPTS[preset]
    return None if allowed is None else max(0, allowed - taken)


def refusal(preset: str, window: Window, taken: int, moment: datetime) -> Refusal | None:
    """Why a student who has submitted `taken` attempts cannot start another at `moment`; None: they can."""
    if moment < window.opens:
        return Refusal.NOT_YET
    if not window.is_open(moment):
        return Refusal.CLOSED
    if attempts_left(preset, taken) == 0:
        return Refusal.NO_ATTEMPTS_LEFT
    if preset == HOMEWORK and taken and _is_past(answers_due(window), moment):
        return Refusal.ANSWERS_SHOWN
    return None


def _is_past(due: datetime | None, moment: datetime) -> bool:
    return due is None or moment >= due
