"""Horizontal bars: one row each of label, number and, where given, who or what is counted.

The words are HTML and the bars SVG, so that text keeps its size on a phone.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lessons.curriculum.entries import Entry
from lessons.curriculum.figures.frame import Figure, data_table, figures, required
from lessons.curriculum.shapes import Shape, number, text
from lessons.svg import WIDTH, joined

HEIGHT = 14


def _rows(value: object) -> str:
    good = isinstance(value, list) and value and all(_is_row(row) for row in value)
    return "" if good else 'rows such as ["In favour", 10, "who they were"]'


def _is_row(row: object) -> bool:
    if not isinstance(row, list) or len(row) not in {2, 3} or any(text(cell) and cell != "" for cell in row[2:]):
        return False
    return not text(row[0]) and not number(row[1]) and row[1] >= 0


SHAPE = Shape("figure of bars", required=required("bars", unit=text, rows=_rows))


def faults(figure: Entry) -> list[str]:
    """Nothing beyond the shape."""
    return []


def draw(figure: Figure) -> SafeString:
    """A list of rows, each with its bar."""
    rows = figure.data["rows"]
    longest = max(row[1] for row in rows) or 1
    return format_html(
        '<ul class="bar-rows">{}</ul>', joined(_bar(*row, longest=longest, unit=figure.unit) for row in rows)
    )


def table(figure: Figure) -> SafeString:
    """Label, number and, where one row has it, what is counted."""
    rows = [(row[0], figures(row[1]), *row[2:]) for row in figure.data["rows"]]
    title = str(figure.data["title"])
    if not any(len(row) > 2 and row[2] for row in rows):
        return data_table(title, ["", figure.unit], [row[:2] for row in rows], numbers=1)
    notes = [(label, which[0] if which else "", count) for label, count, *which in rows]
    return data_table(title, ["", "", figure.unit], notes, numbers=1)


def _bar(label: str, count: float, note: str = "", *, longest: float, unit: str) -> SafeString:
    return format_html(
        '<li><span>{label}{note}</span> <b class="num">{count} <span class="visually-hidden">{unit}</span></b>'
        '<svg class="bar" viewBox="0 0 {width} {height}" aria-hidden="true">'
        '<rect class="fill-action" width="{filled}" height="{height}"/></svg></li>',
        label=label,
        note=format_html('<span class="meta">: {}</span>', note) if note else "",
        count=figures(count),
        unit=unit,
        width=WIDTH,
        height=HEIGHT,
        filled=round(WIDTH * count / longest),
    )
