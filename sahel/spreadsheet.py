"""Tables as CSV files that open in any spreadsheet and run no formula there. Pure."""

import csv
from collections.abc import Iterable, Iterator, Sequence

# A cell that begins with one of these is a formula to some spreadsheet (OWASP, "CSV Injection"); the last four are the
# full-width forms of the first, which some take for the same.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The file, line by line, so that a long one can be sent while it is read; every text in it is made harmless.

    Begins with a byte-order mark: without it Excel reads the file in the wrong encoding.

    >>> list(csv_lines([["Name", "Points"], ["@awa", 2]]))
    ['\\ufeffName,Points\\r\\n', "'@awa,2\\r\\n"]
    """
    writer, mark = csv.writer(_Echo()), "\ufeff"
    for row in rows:
        yield mark + writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
        mark = ""


class _Echo:
    """A file for the writer that gives each line back."""

    def write(self, line: str) -> str:
        """Return what was written."""
        return line
