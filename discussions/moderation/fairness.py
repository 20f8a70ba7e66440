"""The arithmetic of the transparency report: medians, shares, and how far a share may be chance. Pure.

The interval is Wilson's score interval: Edwin B. Wilson, "Probable inference, the law of succession, and statistical
inference", Journal of the American Statistical Association 22 (1927), 209-212. It keeps its promise for small groups
and for shares near nought and one, where "p plus or minus two standard errors" does not (Brown, Cai & DasGupta,
"Interval estimation for a binomial proportion", Statistical Science 16 (2001), 101-133).
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

QUANTILE = 1.959963984540054
"""Within so many standard errors on either side lie 95 % of a normal distribution."""

FEWEST_POSTS = 20
"""A return rate of fewer posts is chance, and is not shown."""

FEWEST_AUTHORS = 5
"""A group of fewer people than these would tell where somebody stands."""

FEW = 5
"""To the class, a smaller number than this is only "fewer than five": everybody knows whose one post was removed."""


def median(waits: Sequence[timedelta]) -> timedelta | None:
    """The wait that half of them were not longer than; None without any.

    >>> median([timedelta(minutes=1), timedelta(minutes=9), timedelta(minutes=3)])
    datetime.timedelta(seconds=180)
    """
    return timedelta(seconds=statistics.median(wait.total_seconds() for wait in waits)) if waits else None


def share(part: int, whole: int) -> float | None:
    """`part` of `whole`, from 0 to 1; None of nothing.

    >>> share(3, 4), share(0, 0)
    (0.75, None)
    """
    return part / whole if whole else None


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval, from 0 to 1, of the share that `part` of `whole` is; everything, where there is nothing.

    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n), with p = part/whole, n = whole and z = QUANTILE.

    >>> [round(end, 3) for end in wilson(10, 20)]
    [0.299, 0.701]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not whole:
        return 0.0, 1.0
    n, p, z2 = whole, part / whole, QUANTILE**2
    centre = p + z2 / (2 * n)
    reach = QUANTILE * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    low, high = (centre - reach) / (1 + z2 / n), (centre + reach) / (1 + z2 / n)
    return (0.0 if part == 0 else low), (1.0 if part == whole else high)


@dataclass(frozen=True)
class Group:
    """The posts of those who took one side before the discussion: decided about, returned, and by how many written."""

    side: str
    posts: int
    returned: int
    authors: int

    @property
    def is_shown(self) -> bool:
        """Whether it is large enough to say something, and to say it of nobody.

        >>> Group("agree", 20, 5, 5).is_shown, Group("agree", 19, 5, 9).is_shown, Group("agree", 40, 5, 4).is_shown
        (True, False, False)
        """
        return self.posts >= FEWEST_POSTS and self.authors >= FEWEST_AUTHORS

    @property
    def about(self) -> int:
        """How many posts, in whole tens: from two exact numbers a day apart one could tell whose post it was.

        >>> Group("agree", 47, 5, 9).about
        40
        """
        return self.posts // 10 * 10

    @property
    def rate(self) -> float:
        """The share that was returned."""
        return self.returned / self.posts

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share may lie that a longer look would find."""
        return wilson(self.returned, self.posts)


def differ(groups: Sequence[Group]) -> bool | None:
    """Whether two shown groups have intervals that do not touch; None where fewer than two are shown.

    >>> differ([Group("agree", 100, 60, 9), Group("disagree", 100, 20, 9)])
    True
    >>> differ([Group("agree", 100, 60, 9), Group("disagree", 8, 2, 3)]) is None
    True
    """
    shown = [group.interval for group in groups if group.is_shown]
    if len(shown) < 2:
        return None
    return max(low for low, _ in shown) > min(high for _, high in shown)


def in_fives(number: int) -> int | None:
    """The number as the class may read it, rounded down to fives; None stands for "fewer than five".

    Nothing is nobody's, and is said. The others are rounded so that no small number follows from a sum less the rest.

    >>> [in_fives(number) for number in (0, 1, 4, 5, 14)]
    [0, None, None, 5, 10]
    """
    return None if 0 < number < FEW else number // FEW * FEW
