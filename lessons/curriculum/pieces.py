"""A lesson's body, cut into sections and into the pieces that become blocks. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lessons.curriculum.faults import Faults

SECTION = re.compile(r"##\s+(?P<title>.+?)\s*\{#(?P<anchor>[a-z0-9]+(?:-[a-z0-9]+)*)\}\s*")
CHECK = re.compile(r"\[\[check (?P<id>\S+?)\]\]")
FENCE = ":::"
FENCED = {"content-note": "content_note", "figure": "figure"}
SHORT_VERSION = "+++"


@dataclass(frozen=True)
class Piece:
    """What becomes one block: its kind, its text as written, and the line where that text starts."""

    kind: str
    section: str
    source: str
    line: int


@dataclass
class Body:
    """A lesson's sections in order, {anchor, title}, and its pieces in order."""

    sections: list[dict[str, str]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


class Cutter:
    """Goes through a body line by line. One per lesson."""

    def __init__(self, path: str, first_line: int, faults: Faults) -> None:
        self.path = path
        self.first_line = first_line
        self.faults = faults
        self.body = Body()
        self.text: list[str] = []
        self.text_line = first_line

    def cut(self, text: str) -> Body:
        """The body's sections and pieces; what cannot be placed is noted as a fault."""
        lines = enumerate(text.split("\n"), start=self.first_line)
        for number, line in lines:
            if line.startswith("#"):
                self._head(number, line)
            elif line.startswith(FENCE):
                self._fenced(number, line.removeprefix(FENCE).strip(), lines)
            elif check := CHECK.fullmatch(line.strip()):
                self._place("check", check["id"], number)
            else:
                self._line(number, line)
        self._end_text()
        return self.body

    def _head(self, number: int, line: str) -> None:
        if line.startswith("###"):
            self._line(number, line)
            return
        self._end_text()
        if not (section := SECTION.fullmatch(line)):
            self.faults.error(self.path, number, "A section's head looks like this: ## The vote {#the-vote}")
            return
        if any(known["anchor"] == section["anchor"] for known in self.body.sections):
            self.faults.error(self.path, number, f'The anchor "{section["anchor"]}" stands here twice.')
        self.body.sections.append({"anchor": section["anchor"], "title": section["title"]})

    def _fenced(self, start: int, name: str, lines: Iterator[tuple[int, str]]) -> None:
        inside = []
        for _, line in lines:
            if line.strip() == FENCE:
                break
            inside.append(line)
        else:
            self.faults.error(self.path, start, f"This {FENCE} is never closed by a line of {FENCE} alone.")
        if kind := FENCED.get(name):
            self._place(kind, "\n".join(inside), start + 1)
        else:
            self.faults.error(self.path, start, f'There is no block "{name}"; there is {" and ".join(FENCED)}.')

    def _line(self, number: int, line: str) -> None:
        if not self.text and line.strip():
            self.text_line = number
        if self.text or line.strip():
            self.text.append(line)

    def _end_text(self) -> None:
        if self.text:
            text, self.text = "\n".join(self.text).rstrip(), []
            self._place("text", text, self.text_line)

    def _place(self, kind: str, source: str, line: int) -> None:
        self._end_text()
        if not self.body.sections:
            self.faults.error(self.path, line, "A lesson's text starts with the head of a section.")
            return
        self.body.pieces.append(Piece(kind, self.body.sections[-1]["anchor"], source, line))


def split_content_note(source: str) -> tuple[str, str]:
    """A content note's warning and its short version (which may be missing)."""
    warning, _, short = f"\n{source}\n".partition(f"\n{SHORT_VERSION}\n")
    return warning.strip(), short.strip()
