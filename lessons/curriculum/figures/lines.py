"""Lines over years: one for each series, broken where nobody has counted; each has its own stroke and mark."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lessons.curriculum.entries import Entry
from lessons.curriculum.figures.axes import Plot, is_year, scale_lines
from lessons.curriculum.figures.frame import Figure, data_table, figures, numbered_legend, required
from lessons.curriculum.shapes import Shape, entries, number, text
from lessons.svg import joined, numbered_disc, px, svg

STYLES = ("first", "second", "third")
"""The style sheet draws the series so: solid with discs, dashed with squares, dotted with diamonds."""


def _years(value: object) -> str:
    good = isinstance(value, list) and len(value) > 1 and all(map(is_year, value)) and value == sorted(set(value))
    return "" if good else "years in order, such as [2011, 2012]"


def _marks(value: object) -> str:
    good = isinstance(value, list) and all(
        isinstance(mark, list) and len(mark) == 2 and is_year(mark[0]) and not text(mark[1]) for mark in value
    )
    return "" if good else 'marks such as [[2013, "Serval begins"]]'


SHAPE = Shape(
    "figure of lines", required=required("lines", unit=text, years=_years, series=entries), optional={"marks": _marks}
)


def faults(figure: Entry) -> list[str]:
    """A series has a name, and a number from nought up or null for each year; a mark lies between the years."""
    found = []
    if len(figure["series"]) > len(STYLES):
        found.append(f"A figure of lines has {len(STYLES)} series at most.")
    for series in figure["series"]:
        values = series.get("values")
        known = [value for value in values if value is not None] if isinstance(values, list) else []
        good = known and all(not number(value) and value >= 0 for value in known)
        if set(series) != {"name", "values"} or text(series["name"]) or not good:
            found.append('A series is such as {name: "Refugees", values: [4289, null]}.')
        elif len(values) != len(figure["years"]):
            found.append(f"{series['name']} has {len(values)} values for {len(figure['years'])} years.")
    first, last = figure["years"][0], figure["years"][-1]
    lost = [year for year, _words in figure.get("marks", ()) if not first <= year <= last]
    return found + [f"The mark {year} is not between {first} and {last}." for year in lost]


def draw(figure: Figure) -> SafeString:
    """Axes, marks, a line for each series, and what the lines are."""
    years, series = figure.data["years"], figure.data["series"]
    plot = Plot(years[0], years[-1], max(value for one in series for value in one["values"] if value is not None))
    marks = figure.data.get("marks", [])
    drawn = [
        scale_lines(plot, years),
        *(_mark(plot, at, year) for at, (year, _words) in enumerate(marks, start=1)),
        *(_line(plot, years, one["values"], style) for one, style in zip(series, STYLES, strict=False)),
    ]
    return format_html(
        "{}{}{}",
        _keys([one["name"] for one in series], figure.unit),
        svg(plot.height, joined(drawn), str(figure.data["title"])),
        numbered_legend(f"{year}: {words}" for year, words in marks) if marks else "",
    )


def table(figure: Figure) -> SafeString:
    """A row for each year, a column for each series."""
    series = figure.data["series"]
    head = ["", *(f"{one['name']}, {figure.unit}" for one in series)]
    rows = [(year, *(figures(one["values"][at]) for one in series)) for at, year in enumerate(figure.data["years"])]
    return data_table(str(figure.data["title"]), head, rows, numbers=len(series))


def _keys(names: list[str], unit: str) -> SafeString:
    key = (
        '<li><svg class="line-key series-{0}" viewBox="0 0 28 10" aria-hidden="true">'
        '<path class="series-line" d="M0 5h28"/><path class="series-dot" d="{1}"/></svg> {2}</li>'
    )
    dots = (_dot(style, 14, 5) for style in STYLES)
    drawn = format_html_join("", key, zip(STYLES, dots, names, strict=False))
    return format_html('<ul class="figure-keys">{}<li class="meta">{}</li></ul>', drawn, unit)


def _line(plot: Plot, years: list[int], values: list[float | None], style: str) -> SafeString:
    known = [
        (plot.x(year), plot.y(value)) if value is not None else None for year, value in zip(years, values, strict=True)
    ]
    path, begins = [], True
    for point in known:
        if point:
            path.append(f"{'M' if begins else 'L'}{px(point[0])} {px(point[1])}")
        begins = point is None
    dots = " ".join(_dot(style, *point) for point in known if point)
    return format_html(
        '<g class="series-{}"><path class="series-line" d="{}"/><path class="series-dot" d="{}"/></g>',
        style,
        "".join(path),
        dots,
    )


def _dot(style: str, x: float, y: float) -> str:
    """A disc, a square or a diamond as path data."""
    left, top = px(x - 4), px(y - 4)
    return {
        "first": f"M{left} {px(y)}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        "second": f"M{left} {top}h8v8h-8z",
        "third": f"M{px(x)} {px(y - 5)}l5 5l-5 5l-5-5z",
    }[style]


def _mark(plot: Plot, number_: int, year: float) -> SafeString:
    x = plot.x(year)
    return format_html(
        '<path class="year-mark" d="M{0} {1}V{2}"/>{3}',
        px(x),
        px(plot.top),
        px(plot.bottom),
        numbered_disc(number_, x, plot.top - 13),
    )
