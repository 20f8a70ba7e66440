"""The gradebook as a CSV file that opens in any spreadsheet and runs no formula there. Pure."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from gradebook.table import Column, Row, State

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, "CSV Injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(table: Sequence[Row], columns: Sequence[Column]) -> str:
    """One line a student: name, then points and state of each assignment, then the share in per cent.

    Begins with a byte-order mark: without it Excel reads the file in the wrong encoding.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    header = [_("Student")]
    for column in columns:
        of = f" /{column.possible:f}" if column.possible is not None else ""
        header += [harmless(f"{column.code} {column.title}{of}"), harmless(_("%s: state") % column.code)]
    writer.writerow([*header, _("So far, in per cent")])
    for row in table:
        line = [harmless(row.name)]
        for cell in row.cells:
            line += [_number(cell.points), "" if cell.state == State.NOT_GIVEN else cell.state.value]
        writer.writerow([*line, "" if row.share is None else f"{row.share * 100:.0f}"])
    return "\ufeff" + out.getvalue()


def _number(points: Decimal | None) -> str:
    return "" if points is None else f"{points.normalize():f}"
