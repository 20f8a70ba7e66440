"""When a quiz can be taken, and when an attempt ends. Pure: the moment is an argument, the dates are values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

# An answer sent in the last second arrives a little later; so long it still counts.
GRACE = timedelta(seconds=60)


@dataclass(frozen=True)
class Window:
    """What one student's clock looks like: the same values are printed before the start and enforced after it."""

    opens: datetime
    due: datetime | None
    closes: datetime | None
    limit: timedelta | None

    def is_open(self, moment: datetime) -> bool:
        """Whether an attempt may start at `moment`."""
        return self.opens <= moment and (self.closes is None or moment < self.closes)

    def deadline(self, started_at: datetime) -> datetime | None:
        """When an attempt that started then ends: limit or closing time, whichever comes first; None: never."""
        ends = [self.closes] if self.closes else []
        if self.limit:
            ends.append(started_at + self.limit)
        return max(min(ends), started_at) if ends else None

    def is_shorter_than_its_limit(self) -> bool:
        """Whether nobody can use the whole time limit, of which the teacher is warned."""
        return bool(self.limit and self.closes and self.closes - self.opens < self.limit)


def effective_window(
    opens: datetime,
    due: datetime | None,
    closes: datetime | None,
    limit_minutes: int | None,
    time_factor: Fraction = Fraction(1),
) -> Window:
    """The window of one student: the assignment's dates, and its time limit times the student's factor.

    `time_factor` is 1 for everybody, 5/4 for a quarter more time; it lengthens the limit and never the closing time.
    """
    limit = timedelta(minutes=float(limit_minutes * time_factor)) if limit_minutes else None
    return Window(opens, due, closes, limit)


def is_over(deadline: datetime | None, moment: datetime, grace: timedelta = GRACE) -> bool:
    """Whether an answer that arrives at `moment` comes too late to count: later than the deadline and the grace."""
    return deadline is not None and moment > deadline + grace
