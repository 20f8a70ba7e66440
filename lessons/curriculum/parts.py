"""What the checkers of a course's files share: the manuscript so far, and how an upper floor adds its own files."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from lessons.curriculum.entries import Document, Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.pieces import Piece

KEYABLE = ("documented", "inaccurate")


@dataclass
class LessonText:
    """A lesson's file: front matter, sections {anchor, title} and pieces in order, check questions with their lines."""

    path: str
    module: str
    front: Entry
    sha256: str
    sections: list[dict[str, str]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    checks: dict[str, int] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The lesson's number, such as "1.1"."""
        return self.front["lesson"]

    @property
    def anchors(self) -> set[str]:
        """The sections one can link to."""
        return {section["anchor"] for section in self.sections}


@dataclass
class Manuscript:
    """A course as its files tell it: entries by their id, over all modules. Nothing in it has been written yet."""

    course: Entry
    paragraphs: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, Entry] = field(default_factory=dict)
    modules: dict[str, Entry] = field(default_factory=dict)
    sources: dict[str, Entry] = field(default_factory=dict)
    claims: dict[str, Entry] = field(default_factory=dict)
    terms: dict[str, Entry] = field(default_factory=dict)
    events: dict[str, Entry] = field(default_factory=dict)
    lessons: dict[str, LessonText] = field(default_factory=dict)
    guides: dict[str, Entry] = field(default_factory=dict)

    def is_keyable(self, claim: str) -> bool:
        """Whether a question about this claim may have a right and a wrong answer."""
        return claim in self.claims and self.claims[claim].get("status") in KEYABLE


class CoursePart(Protocol):
    """A file of each module that belongs to an upper floor.

    `read` gets the file of every module that has one, after the course's own files have been read; it notes faults and
    returns whatever `write` will need. `write` runs inside the one transaction, after lessons and claims are written,
    and only when the whole course has no error; it returns the number of rows it added or changed.
    """

    filename: str

    def lint(self, parsed: Any, course: Manuscript, faults: Faults) -> None:
        """Warn of what can be loaded and should not be published; for `check_curriculum` alone."""

    def read(self, documents: Sequence[Document], course: Manuscript, faults: Faults) -> Any:
        """Check the files' entries against the course."""

    def write(self, parsed: Any) -> int:
        """Bring the database up to what was read."""
