"""A table of words: it is its own picture."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lessons.curriculum.entries import Entry
from lessons.curriculum.figures.frame import Figure, data_table, required
from lessons.curriculum.markdown import render_inline
from lessons.curriculum.shapes import Shape


def _cells(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(isinstance(cell, str | int) for cell in value)


def _columns(value: object) -> str:
    return "" if _cells(value) else "a list of heads"


def _rows(value: object) -> str:
    return "" if isinstance(value, list) and value and all(map(_cells, value)) else "a list of rows, each a list"


SHAPE = Shape("table", required=required("table", columns=_columns, rows=_rows))


def faults(figure: Entry) -> list[str]:
    """Every row is as long as the head."""
    width = len(figure["columns"])
    return [
        f'The row "{row[0]}" has {len(row)} cells for {width} columns.' for row in figure["rows"] if len(row) != width
    ]


def draw(figure: Figure) -> SafeString:
    """The table, which scrolls by itself where it is too wide."""
    rows = [[render_inline(str(cell)) for cell in row] for row in figure.data["rows"]]
    title = str(figure.data["title"])
    return format_html(
        '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">{}</div>',
        _("Table: %(title)s") % {"title": title},
        data_table("", figure.data["columns"], rows),
    )


def table(figure: Figure) -> SafeString:
    """Nothing: the picture is the table."""
    return mark_safe("")
