"""What a lesson's file may hold: front matter, sections, marks, figures, content notes. Pure."""

import hashlib
import re

from lessons.curriculum import figures, marks
from lessons.curriculum.entries import Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import LessonText, Manuscript
from lessons.curriculum.pieces import Cutter, Piece, split_content_note
from lessons.curriculum.reading import read_yaml, split_front_matter
from lessons.curriculum.records import SLUG, all_known, place_of
from lessons.curriculum.shapes import Shape, day, text, texts, up_to, whole_number
from lessons.maps import Window

CODE = re.compile(r"(?P<module>\d+)\.(?P<position>\d+)")
HTML_OR_IMAGE = re.compile(r"</?[a-zA-Z][^>]*>|!\[")
PARAGRAPH = re.compile(r"\n\s*\n")


def _slug(value: object) -> str:
    return "" if isinstance(value, str) and SLUG.fullmatch(value) else "small letters, digits and hyphens"


def _code(value: object) -> str:
    return "" if isinstance(value, str) and CODE.fullmatch(value) else 'a number in quotation marks, such as "1.1"'


def _younger(value: object) -> str:
    return "" if value in ("all", "none") or not texts(value) else "all, none, or a list of the sections left out"


FRONT_MATTER = Shape(
    "lesson",
    required={
        "lesson": _code,
        "slug": _slug,
        "title": up_to(120),
        "summary": text,
        "minutes": whole_number,
        "checked": day,
        "objectives": texts,
        "questions": texts,
        "younger": _younger,
    },
    optional={"subtitle": up_to(200), "content_note": up_to(300)},
)


def read_lesson(written: str, path: str, module: Entry, faults: Faults) -> LessonText | None:
    """A lesson with its pieces, or nothing when its front matter cannot be used."""
    front, body, first_line = split_front_matter(written, path, faults)
    if front is None or not FRONT_MATTER.fits(front, faults):
        return None
    if CODE.fullmatch(front["lesson"])["module"] != str(module.get("number")):
        message = f"Lesson {front['lesson']} does not belong in module {module.get('number')}."
        faults.error(path, front.line_of("lesson"), message)
    cut = Cutter(path, first_line, faults).cut(body)
    if not cut.sections:
        faults.error(path, first_line, "A lesson has at least one section.")
    checks = {piece.source: piece.line for piece in cut.pieces if piece.kind == "check"}
    sha256 = hashlib.sha256(written.encode()).hexdigest()
    return LessonText(path, module["slug"], front, sha256, cut.sections, cut.pieces, checks)


def check_lesson(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    """Everything the text names is there, and every piece can be drawn."""
    if isinstance(lesson.front["younger"], list):
        all_known(lesson.front, "younger", dict.fromkeys(lesson.anchors), "section", faults)
    for piece in lesson.pieces:
        _CHECKS[piece.kind](piece, lesson.path, course, faults)


def read_figure(source: str, path: str, line: int, faults: Faults) -> Entry | None:
    """A figure's entry, when it can be drawn."""
    figure = read_yaml(source, path, faults, first_line=line)
    return figure if figure is not None and figures.fits(figure, faults, path=path, line=line) else None


def _check_text(piece: Piece, path: str, course: Manuscript, faults: Faults) -> None:
    for mark in marks.find(piece.source, piece.line):
        among = {"claim": course.claims, "source": course.sources, "term": course.terms}.get(mark.kind)
        if among is None:
            faults.error(path, mark.line, f"{mark.words} is no mark for a claim, a source or a term.")
        elif mark.id not in among:
            faults.error(path, mark.line, f"There is no {mark.kind} {mark.id}.")
    _check_plain(piece.source, path, piece.line, faults)
    _check_claims_per_paragraph(piece, path, faults)


def _check_claims_per_paragraph(piece: Piece, path: str, faults: Faults) -> None:
    line = piece.line
    for paragraph in PARAGRAPH.split(piece.source):
        if paragraph.count("[[claim ") > 1:
            faults.warning(path, line, "Two claims are marked in one paragraph: their notes crowd the margin.")
        line += paragraph.count("\n") + 2


def _check_plain(text: str, path: str, first_line: int, faults: Faults) -> None:
    for number, line in enumerate(text.split("\n"), start=first_line):
        if HTML_OR_IMAGE.search(line):
            faults.error(path, number, "A lesson holds no HTML and no images.")


def _check_content_note(piece: Piece, path: str, course: Manuscript, faults: Faults) -> None:
    warning, _short = split_content_note(piece.source)
    if not warning:
        faults.error(path, piece.line, "A content note says what is coming.")
    if "[[" in piece.source:
        faults.error(path, piece.line, "A content note holds no marks.")
    _check_plain(piece.source, path, piece.line, faults)


def _check_figure(piece: Piece, path: str, course: Manuscript, faults: Faults) -> None:
    if figure := read_figure(piece.source, path, piece.line, faults):
        for noun, among, names in (
            ("source", course.sources, figures.sources_of(figure)),
            ("place", course.places, figures.places_of(figure)),
        ):
            for name in names:
                if name not in among:
                    faults.error(figure.path, figure.line, f"There is no {noun} {name}.")
        if figure["kind"] == "map":
            _check_map(figure, course, faults)


def _check_map(figure: Entry, course: Manuscript, faults: Faults) -> None:
    """Every place lies inside the window that the map shows."""
    window = Window(figure["area"])
    for name in figures.places_of(figure):
        place = course.places.get(name)
        if place and not window.shows(place_of(place)):
            faults.error(figure.path, figure.line, f"{place['name']} lies outside the area {figure['area']}.")


def _check_nothing(piece: Piece, path: str, course: Manuscript, faults: Faults) -> None:
    """Whether the question exists is for quizzes to say, which reads LessonText.checks."""


_CHECKS = {
    "text": _check_text,
    "content_note": _check_content_note,
    "figure": _check_figure,
    "check": _check_nothing,
}
