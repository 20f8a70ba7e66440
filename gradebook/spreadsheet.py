"""The gradebook as a CSV file. Pure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from gradebook.table import Column, Row, State
from sahel.spreadsheet import csv_lines


def as_csv(table: Sequence[Row], columns: Sequence[Column]) -> str:
    """One line a student: name, then points and state of each assignment, then the share in per cent."""
    return "".join(csv_lines(_rows(table, columns)))


def _rows(table: Sequence[Row], columns: Sequence[Column]) -> Iterator[list[str]]:
    header = [_("Student")]
    for column in columns:
        of = f" /{column.possible:f}" if column.possible is not None else ""
        code, title = column.code, column.title
        if column.is_participation:
            code, title = _("%s participation") % code, f"{title}: {_('participation')}"
        header += [f"{column.code} {title}{of}", _("%s: state") % code]
    yield [*header, _("So far, in per cent")]
    for row in table:
        line = [row.name]
        for cell in row.cells:
            line += [_number(cell.points), "" if cell.state == State.NOT_GIVEN else cell.state.value]
        yield [*line, "" if row.share is None else f"{row.share * 100:.0f}"]


def _number(points: Decimal | None) -> str:
    return "" if points is None else f"{points.normalize():f}"
