"""Which of a student's attempts count, and for how much: one sum for the student, the grade and its explanation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from quizzes.lateness import deduction, periods_late
from quizzes.models import Attempt
from quizzes.models.windows import Terms
from quizzes.presets import Kept
from quizzes.scores import CENT, Score


@dataclass(frozen=True)
class Try:
    """One graded attempt: what it adds up to, and what it loses for being late."""

    attempt: Attempt
    score: Score
    due: datetime | None
    periods: int
    lost: Decimal

    @property
    def is_late(self) -> bool:
        """Whether it came after it was due for this student, and after the grace."""
        return self.periods > 0

    @property
    def points(self) -> Decimal:
        """What is left."""
        return self.score.reached - self.lost

    @property
    def share(self) -> Decimal:
        """The part of what was possible, 0 to 1."""
        return self.points / self.score.possible if self.score.possible else Decimal(0)


@dataclass(frozen=True)
class Counted:
    """The attempts that make the grade, oldest first, and what they make."""

    tries: Sequence[Try]

    @property
    def latest(self) -> Try:
        """The one that the grade names."""
        return self.tries[-1]

    @property
    def possible(self) -> Decimal:
        """What could be reached."""
        return self.latest.score.possible

    @property
    def marked(self) -> Decimal:
        """What could be reached in the part that is marked."""
        return self.latest.score.marked if len(self.tries) == 1 else self.possible

    @property
    def points(self) -> Decimal:
        """One attempt's points as they are; of several the mean of their shares, in points of the latest."""
        if len(self.tries) == 1:
            return self.latest.points
        mean = sum((one.share for one in self.tries), Decimal(0)) / len(self.tries)
        return (mean * self.possible).quantize(CENT, ROUND_HALF_UP)

    @property
    def is_provisional(self) -> bool:
        """Whether something in them is still to be marked."""
        return any(one.score.is_provisional for one in self.tries)

    @property
    def is_late(self) -> bool:
        """Whether one of them came late."""
        return any(one.is_late for one in self.tries)


def tried(attempts: Iterable[Attempt], terms: Terms) -> list[Try]:
    """What each of a student's graded attempts is worth under the student's `terms`."""
    return [_tried(attempt, terms) for attempt in attempts]


def counted(tries: Sequence[Try], kept: str) -> Counted:
    """Those of at least one attempt, oldest first, that count; of two equally high ones, the earlier."""
    if kept == Kept.AVERAGE:
        return Counted(tries)
    if kept == Kept.FIRST:
        return Counted(tries[:1])
    if kept == Kept.LATEST:
        return Counted(tries[-1:])
    return Counted([max(tries, key=lambda one: one.share)])


def _tried(attempt: Attempt, terms: Terms) -> Try:
    score, due = attempt.score(), terms.window.due
    periods = periods_late(terms.settings, due, attempt.submitted_at)
    return Try(attempt, score, due, periods, deduction(terms.settings, periods, score.reached, score.possible))
