"""What the answers of many students say about a question and a quiz. Pure; the standard library alone.

Small classes give numbers that look exact and say nothing. So every function has a least number of answers, and below
it the value is None, never a number:

| from   | there is                                                                    |
|--------|-----------------------------------------------------------------------------|
| n = 5  | facility, how often each option was chosen, median time, calibration         |
| n = 20 | discrimination with its 95 % band, an option's correlation, Cronbach's alpha |

Sources: Crocker & Algina, "Introduction to Classical and Modern Test Theory" (1986), chapters 7 and 14; Cronbach,
"Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951); Kuder & Richardson, "The theory of the
estimation of test reliability", Psychometrika 2 (1937); Fisher, "On the probable error of a coefficient of
correlation", Metron 1 (1921); Gardner-Medwin, "Confidence assessment in the teaching of basic science", ALT-J 3 (1995).
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import atanh, fsum, sqrt, tanh

FEW = 5
"""From so many answers on there are averages and shares."""

MANY = 20
"""From so many answers on there are correlations, and what is made of them."""

QUANTILE = 1.959963984540054
"""Within so many standard errors on either side lie 95 % of a normal distribution."""

Number = float | Fraction


@dataclass(frozen=True)
class Discrimination:
    """How an item goes with the rest of the quiz: a correlation between -1 and 1, and its 95 % band."""

    value: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether the band lies on one side of nought; otherwise chance alone may have made the value."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Calibration:
    """How often those were right who said that they were so certain. `share` is None while there are too few.

    Who follows the points says 1 below `least`, and so on: the share should lie between `least` and `most`.
    """

    certainty: int
    n: int
    right: int
    share: float | None
    least: float
    most: float

    @property
    def verdict(self) -> str:
        """Too sure, as sure as they should be, or surer than they said; "" while there are too few."""
        if self.share is None:
            return ""
        if self.share < self.least:
            return "too sure"
        return "surer" if self.share > self.most else "fitting"


# By the points in quizzes/behaviour.py, of somebody who is right with chance p, level 1 pays p, level 2 pays 4p - 2 and
# level 3 pays 9p - 6 on average: 2 pays more than 1 from p = 2/3 on, and 3 more than 2 from p = 0.8 on.
CERTAINTY_RANGES: Mapping[int, tuple[float, float]] = {1: (0, 2 / 3), 2: (2 / 3, 0.8), 3: (0.8, 1)}


def facility(shares: Sequence[Number]) -> float | None:
    """How much of an item's points the class earned on average: mean over maximum, from 0 (hard) to 1 (easy).

    x̄ / X, where each of `shares` is x / X already, from 0 to 1 (Crocker & Algina, chapter 14: item difficulty).

    >>> facility([1, 0, Fraction(1, 2), 1, 0])
    0.5
    >>> facility([1, 0, 1, 1]) is None
    True
    """
    return fsum(shares) / len(shares) if len(shares) >= FEW else None


def median(values: Sequence[Number]) -> float | None:
    """The middle of the values, in their own unit.

    >>> median([31, 12, 600, 20, 24])
    24.0
    """
    return float(statistics.median(values)) if len(values) >= FEW else None


def variance(values: Sequence[Number]) -> float:
    """The sample variance, sum of (x - x̄)² over n - 1; needs two values.

    >>> variance([1, 2, 3, 4])
    1.6666666666666667
    """
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def correlation(xs: Sequence[Number], ys: Sequence[Number]) -> float | None:
    """Pearson's r, cov(x, y) / √(var(x) · var(y)) with sample variances; None where one of the two never varies.

    >>> correlation([0, 0, 1, 1], [1, 2, 3, 4])
    0.8944271909999159
    >>> correlation([1, 1, 1], [1, 2, 3]) is None
    True
    """
    mean_x, mean_y = fsum(xs) / len(xs), fsum(ys) / len(ys)
    apart_x, apart_y = [x - mean_x for x in xs], [y - mean_y for y in ys]
    squares_x, squares_y = fsum(x * x for x in apart_x), fsum(y * y for y in apart_y)
    # Numbers that are equal up to the last digit of a float do not vary.
    if squares_x < 1e-18 * len(xs) or squares_y < 1e-18 * len(ys):
        return None
    together = fsum(x * y for x, y in zip(apart_x, apart_y, strict=True))
    return max(-1.0, min(1.0, together / sqrt(squares_x) / sqrt(squares_y)))


def band(r: float, n: int) -> tuple[float, float]:
    """Where 95 % of such bands hold the true correlation: tanh(artanh(r) ± 1.96 / √(n - 3)), for n > 3 (Fisher 1921).

    >>> low, high = band(0.41, 22)
    >>> round(low, 2), round(high, 2)
    (-0.01, 0.71)
    """
    if abs(r) >= 1:
        return r, r
    half = QUANTILE / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)


def discrimination(item: Sequence[Number], rest: Sequence[Number]) -> Discrimination | None:
    """The corrected item-rest correlation r(x, T - x), with its band.

    `item` is what each student earned for the item, `rest` what the same student earned for all the others: with the
    item itself in the total, every item would seem to go with it (Crocker & Algina, chapter 14).

    None under 20 students, and where everybody earned the same.

    >>> good = discrimination([0] * 10 + [1] * 10, range(20))
    >>> round(good.value, 3), round(good.low, 3), round(good.high, 3)
    (0.867, 0.689, 0.946)
    """
    r = option_rest(item, rest)
    return None if r is None else Discrimination(r, *band(r, len(item)))


def option_rest(chosen: Sequence[Number], rest: Sequence[Number]) -> float | None:
    """The point-biserial correlation of having chosen an option (1 or 0) with what was earned for the other items.

    It is Pearson's r of the two. A wrong option should attract those who know less: a value below 0.

    >>> round(option_rest([1] * 10 + [0] * 10, range(20)), 3)
    -0.867
    """
    return correlation(chosen, rest) if len(chosen) >= MANY else None


def alpha(rows: Sequence[Sequence[Number]]) -> float | None:
    """Cronbach's alpha, p/(p - 1) · (1 - Σ var(x_j) / var(T)): how far the items of a quiz measure one thing.

    A row holds the points of one student for each of the p items. Where all items are 0 or 1 it is KR-20 (with sample
    variances on both sides, so the n - 1 cancels). At most 1; below 0 where items work against each other.

    None under 20 students or two items, and where everybody reached the same total.

    >>> alpha([(0, 0, 0)] * 10 + [(1, 1, 1)] * 10)
    1.0
    """
    items = len(rows[0]) if rows else 0
    if len(rows) < MANY or items < 2:
        return None
    total = variance([fsum(row) for row in rows])
    if total < 1e-18:
        return None
    each = fsum(variance(column) for column in zip(*rows, strict=True))
    return items / (items - 1) * (1 - each / total)


def is_better_than_key(option: Sequence[int], key: Sequence[int], rest: Sequence[Number]) -> bool:
    """Whether a wrong option goes better with the rest of the quiz than the key: is the key wrong?

    `option` and `key` are 1 for those who chose it. A correlation below 0 is as it should be, and no better than any
    key. Never on the word of fewer than five who chose the option.

    >>> is_better_than_key([0] * 10 + [1] * 10, [1] * 10 + [0] * 10, range(20))
    True
    """
    if sum(option) < FEW:
        return False
    distractor, right = option_rest(option, rest), option_rest(key, rest)
    return distractor is not None and distractor > max(0, right or 0)


def calibration(answers: Iterable[tuple[int, bool]]) -> list[Calibration]:
    """For each level of certainty, how many said it and how many of them were right.

    >>> [(one.n, one.right, one.share) for one in calibration([(3, True)] * 4 + [(3, False)] + [(1, True)])]
    [(1, 1, None), (0, 0, None), (5, 4, 0.8)]
    """
    given = list(answers)
    levels = []
    for certainty, (least, most) in CERTAINTY_RANGES.items():
        said = [is_right for level, is_right in given if level == certainty]
        right, share = sum(said), facility([int(one) for one in said])
        levels.append(Calibration(certainty, len(said), right, share, least, most))
    return levels
