"""Dated counts that are no series: numbered discs over time, not joined, because nobody counted in between."""

import math
from itertools import count

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lessons.curriculum.entries import Entry
from lessons.curriculum.figures.axes import Plot, scale_lines, year_with_part
from lessons.curriculum.figures.frame import Figure, data_table, figures, numbered_legend, required
from lessons.curriculum.shapes import Shape, number, text
from lessons.dates import in_words
from lessons.svg import WIDTH, joined, numbered_disc, px, svg

APART = 23
"""How far apart two discs must stand, so that both numbers can be read."""


def _points(value: object) -> str:
    good = isinstance(value, list) and value and all(_is_point(point) for point in value)
    return "" if good else 'points such as ["2014-08", 3000, "in five states"]'


def _is_point(point: object) -> bool:
    if not isinstance(point, list) or len(point) not in {3, 4} or any(text(word) for word in point[2:]):
        return False
    dated = isinstance(point[0], str) and year_with_part(point[0]) is not None
    return dated and not number(point[1]) and point[1] >= 0


SHAPE = Shape("figure of points", required=required("points", unit=text, points=_points))


def faults(figure: Entry) -> list[str]:
    """The points stand in order of time, as the legend reads them."""
    moments = [year_with_part(point[0]) for point in figure["points"]]
    return [] if moments == sorted(moments) else ["The points of a figure stand in order of time."]


def draw(figure: Figure) -> SafeString:
    """The discs on their plane, and a line of legend for each."""
    points = figure.data["points"]
    moments = [year_with_part(point[0]) for point in points]
    first, last = math.floor(moments[0]), math.ceil(moments[-1] + 0.01)
    plot = Plot(first, last, max(point[1] for point in points), padding=16)
    drawn, taken = [scale_lines(plot, range(first, last + 1))], []
    for at, (moment, point) in enumerate(zip(moments, points, strict=True), start=1):
        x, y = _free(plot.x(moment), plot.y(point[1]), taken)
        taken.append((x, y))
        drawn.append(format_html('<path class="stem" d="M{0} {1}V{2}"/>', px(x), px(y), px(plot.bottom)))
        drawn.append(numbered_disc(at, x, y))
    said = (
        format_html("<b>{}</b> {}, {}", figures(count), in_words(date), label)
        for date, count, label in (point[:3] for point in points)
    )
    return format_html(
        '<ul class="figure-keys"><li class="meta">{}</li></ul>{}{}',
        figure.unit,
        svg(plot.height, joined(drawn), str(figure.data["title"])),
        numbered_legend(said),
    )


def table(figure: Figure) -> SafeString:
    """A row for each point."""
    rows = [(in_words(date), label, figures(count)) for date, count, label, *_own in figure.data["points"]]
    return data_table(str(figure.data["title"]), [_("When"), _("What is counted"), figure.unit], rows, numbers=1)


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """The nearest place aside where the disc covers no other and is not cut off."""
    tries = (x + far * way for far in count(0, 2) for way in (1, -1))
    free = (there for there in tries if all(math.hypot(there - other, y - height) >= APART for other, height in taken))
    return next(there for there in free if there <= WIDTH - APART / 2), y
