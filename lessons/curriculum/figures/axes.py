"""The plane that lines and points are drawn on: years to the end, numbers up. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lessons.curriculum.figures.frame import figures, steps_up_to
from lessons.svg import WIDTH, joined, px


@dataclass(frozen=True)
class Plot:
    """From the first year to the last, and from nought to `most`, inside the picture's margins."""

    first: float
    last: float
    most: float
    start: float = 100
    end: float = WIDTH - 18
    top: float = 30
    bottom: float = 262
    height: float = 300
    padding: float = 8

    def x(self, year: float) -> float:
        """How far to the side a year lies."""
        start, end = self.start + self.padding, self.end - self.padding
        return start + (year - self.first) / ((self.last - self.first) or 1) * (end - start)

    def y(self, value: float) -> float:
        """How far down a number lies."""
        return self.bottom - value / self.steps[-1] * (self.bottom - self.top)

    @property
    def steps(self) -> list[float]:
        """The numbers at the lines behind the chart."""
        return steps_up_to(self.most)


def scale_lines(plot: Plot, years: Iterable[int]) -> SafeString:
    """A line and its number at each step, and the years below: every one on a wide screen, the odd ones on a phone."""
    across = [
        format_html(
            '<path class="grid-line" d="M{0} {1}H{2}"/><text class="step" x="{3}" y="{1}" dy=".35em">{4}</text>',
            px(plot.start),
            px(plot.y(step)),
            px(plot.end),
            px(plot.start - 8),
            figures(step),
        )
        for step in plot.steps
    ]
    known = list(years)
    every = 1 + len(known) // 9
    below = [
        format_html('<text class="year" x="{}" y="{}">{}</text>', px(plot.x(year)), px(plot.bottom + 26), year)
        for year in known[::-every]
    ]
    return joined([*across, *below])


def is_year(value: object) -> bool:
    """Whether it is a year of the timeline, as a number."""
    return isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2100


def year_with_part(date: str) -> float | None:
    """A date as a number of years: "2014", "2014-07" and "2014-07-01" are 2014, 2014.5 and 2014.5; None for no date.

    >>> year_with_part("2014-07"), year_with_part("2014-13")
    (2014.5, None)
    """
    parts = date.split("-")
    if not all(part.isdecimal() for part in parts) or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
        return None
    try:
        day = datetime.date(*(*map(int, parts), 1, 1)[:3])
    except ValueError:
        return None
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 365
