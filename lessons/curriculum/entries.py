"""Values out of a YAML file that remember where they stood."""

from dataclasses import dataclass
from typing import Any


class Entry(dict):
    """A YAML mapping: an ordinary dict that knows its file and its lines."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__()
        self.path = path
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line of one key, or of the entry itself when the key is absent."""
        return self.lines.get(key, self.line)


class Entries(list):
    """A YAML list: an ordinary list that knows its file and the line of each item."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__()
        self.path = path
        self.line = line
        self.lines: list[int] = []

    def line_of(self, index: int) -> int:
        """The line of one item, counted from 0."""
        return self.lines[index]


@dataclass(frozen=True)
class Document:
    """One YAML file: its path below the course's folder, its module's folder, and what it holds."""

    path: str
    module: str
    data: Any
