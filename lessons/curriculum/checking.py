"""A course's folder to a Manuscript and its faults. Reads files, writes nothing, asks no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lessons.curriculum import records
from lessons.curriculum.entries import Document, Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.guides import GUIDE, check_guide
from lessons.curriculum.lesson_texts import check_lesson, read_lesson
from lessons.curriculum.parts import CoursePart, Manuscript
from lessons.curriculum.reading import read_text, read_yaml
from lessons.curriculum.shapes import Shape, mapping, text, up_to, whole_number

COURSE = Shape("course", required={"title": up_to(120), "summary": text, "article": mapping})
ARTICLE = Shape(
    "article",
    required={"title": up_to(200), "author": up_to(120), "publication": up_to(120), "published": up_to(60)},
    optional={"url": up_to(500)},
)
MODULE = Shape("module", required={"number": whole_number, "slug": up_to(50), "title": up_to(120), "summary": text})
COURSE_RECORDS = {
    "article.yaml": ("paragraphs", records.PARAGRAPH, "id"),
    "places.yaml": ("places", records.PLACE, "id"),
}
MODULE_RECORDS = {
    "sources.yaml": ("sources", records.SOURCE, "id"),
    "claims.yaml": ("claims", records.CLAIM, "id"),
    "terms.yaml": ("terms", records.TERM, "id"),
    "events.yaml": ("events", records.EVENT, "id"),
    "guide.yaml": ("guides", GUIDE, "lesson"),
}
RECORDS = COURSE_RECORDS | MODULE_RECORDS


@dataclass
class CheckedCourse:
    """What was read: the manuscript, the files of the upper floors, and everything that is wrong."""

    manuscript: Manuscript
    faults: Faults
    parts: list[tuple[CoursePart, Any]] = field(default_factory=list)


def check_course(folder: Path, parts: Sequence[CoursePart]) -> CheckedCourse:
    """Read and check the whole course; faults are collected, never raised."""
    faults = Faults()
    reader = _Reader(folder, faults, {part.filename for part in parts})
    checked = CheckedCourse(reader.read(), faults)
    _check_references(checked.manuscript, faults)
    for part in parts:
        parsed = part.read(reader.documents.get(part.filename, []), checked.manuscript, faults)
        checked.parts.append((part, parsed))
    return checked


def _check_references(course: Manuscript, faults: Faults) -> None:
    for claim in course.claims.values():
        records.known(claim, "lesson", course.lessons, "lesson", faults)
        records.check_claim(claim, course, faults)
    for term in course.terms.values():
        records.check_term(term, course, faults)
    for event in course.events.values():
        records.check_event(event, course, faults)
    for guide in course.guides.values():
        check_guide(guide, course, faults)
    slugs: dict[str, str] = {}
    for lesson in course.lessons.values():
        if slugs.setdefault(lesson.front["slug"], lesson.code) != lesson.code:
            message = f'Lesson {slugs[lesson.front["slug"]]} has the slug "{lesson.front["slug"]}" already.'
            faults.error(lesson.path, lesson.front.line_of("slug"), message)
        check_lesson(lesson, course, faults)


class _Reader:
    """Walks the folder once. Every id is taken by the first entry that claims it."""

    def __init__(self, folder: Path, faults: Faults, part_files: set[str]) -> None:
        self.folder = folder
        self.faults = faults
        self.documents: dict[str, list[Document]] = {name: [] for name in part_files}

    def read(self) -> Manuscript:
        course = self._yaml(self.folder / "course.yaml")
        if COURSE.fits(course, self.faults, path="course.yaml"):
            ARTICLE.fits(course["article"], self.faults)
        self.manuscript = Manuscript(course if isinstance(course, Entry) else Entry("course.yaml", 1))
        for name in COURSE_RECORDS:
            self._records(self.folder / name)
        for folder in sorted(self.folder.iterdir()):
            if folder.is_dir() and not folder.name.startswith("."):
                self._module(folder)
        return self.manuscript

    def _module(self, folder: Path) -> None:
        module = self._yaml(folder / "module.yaml")
        path = self._path(folder / "module.yaml")
        if not MODULE.fits(module, self.faults, path=path):
            return
        self._take(self.manuscript.modules, module["slug"], module, "module", module.line_of("slug"))
        for file in sorted(folder.iterdir()):
            if file.suffix == ".md":
                self._lesson(file, module)
            elif file.name in MODULE_RECORDS:
                self._records(file)
            elif file.name in self.documents:
                self.documents[file.name].append(Document(self._path(file), module["slug"], self._yaml(file)))
            elif file.name != "module.yaml":
                self.faults.error(self._path(file), 1, "Nobody reads a file of this name.")

    def _records(self, file: Path) -> None:
        kind, shape, key = RECORDS[file.name]
        entries = self._yaml(file)
        if entries is None:
            return
        if not isinstance(entries, list):
            self.faults.error(self._path(file), 1, f"This file is a list of {kind}, each starting with a hyphen.")
            return
        for entry, line in zip(entries, entries.lines, strict=True):
            if shape.fits(entry, self.faults, path=self._path(file), line=line):
                self._take(getattr(self.manuscript, kind), entry[key], entry, shape.noun, line)

    def _lesson(self, file: Path, module: Entry) -> None:
        path = self._path(file)
        lesson = read_lesson(read_text(file, path, self.faults), path, module, self.faults)
        if lesson:
            line = lesson.front.line_of("lesson")
            self._take(self.manuscript.lessons, lesson.code, lesson, "lesson", line, path=path)

    def _take(self, among: dict, name: str, entry: Any, noun: str, line: int, *, path: str = "") -> None:
        if name in among:
            first = f"{among[name].path}"
            self.faults.error(path or entry.path, line, f"There is a {noun} {name} already, in {first}.")
        else:
            among[name] = entry

    def _yaml(self, file: Path) -> object:
        if not file.is_file():
            self.faults.error(self._path(file), 1, "This file is missing.")
            return None
        return read_yaml(read_text(file, self._path(file), self.faults), self._path(file), self.faults)

    def _path(self, file: Path) -> str:
        return file.relative_to(self.folder).as_posix()
