"""How long posts waited. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from statistics import median_low

FEWEST = 3
"""Of one or two posts a middle says nothing about the others."""


def middle(waits: Iterable[timedelta]) -> timedelta | None:
    """The wait that half of the posts did not exceed; None for fewer than three.

    >>> middle([timedelta(hours=1), timedelta(hours=30), timedelta(hours=4)])
    datetime.timedelta(seconds=14400)
    """
    found = list(waits)
    return median_low(found) if len(found) >= FEWEST else None
