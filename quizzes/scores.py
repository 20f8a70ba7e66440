"""What an attempt adds up to. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Score:
    """Points reached so far; `open_points` wait for somebody to mark them."""

    reached: Decimal
    possible: Decimal
    open_points: Decimal

    @property
    def is_provisional(self) -> bool:
        """Whether something is still to be marked."""
        return self.open_points > 0

    @property
    def open_count(self) -> int:
        """The same as a whole number, which questions' points are: for "1 point" and "2 points"."""
        return int(self.open_points)

    @property
    def marked(self) -> Decimal:
        """What could be reached in the part that is marked."""
        return self.possible - self.open_points

    @property
    def reachable(self) -> Decimal:
        """What the score becomes if everything open earns all its points."""
        return self.reached + self.open_points


def score_of(parts: Iterable[tuple[int, Decimal | None]]) -> Score:
    """Add up pairs of points and the fraction of them that was earned; None: not marked yet.

    >>> score_of([(2, Decimal("0.5")), (1, Decimal(1)), (12, None)])
    Score(reached=Decimal('2.00'), possible=Decimal('15.00'), open_points=Decimal('12.00'))
    """
    parts = list(parts)
    reached = sum((points * fraction for points, fraction in parts if fraction is not None), Decimal(0))
    open_points = sum(points for points, fraction in parts if fraction is None)
    possible = sum(points for points, _ in parts)
    return Score(_cents(reached), _cents(Decimal(possible)), _cents(Decimal(open_points)))


def _cents(points: Decimal) -> Decimal:
    return points.quantize(CENT, ROUND_HALF_UP)
