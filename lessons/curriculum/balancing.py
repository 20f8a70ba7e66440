"""The balance of a lesson's sources, read off the files. Pure."""

from collections.abc import Iterator

from lessons.balance import Balance, Voice, balance_of
from lessons.curriculum import figures, marks
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import LessonText, Manuscript
from lessons.curriculum.reading import read_yaml
from lessons.curriculum.records import STANDPOINTS, TYPES


def balance_in(lesson: LessonText, course: Manuscript) -> Balance:
    """What the lesson rests on: the sources of its text, of its figures and of the evidence on its claims."""
    sources = (course.sources[key] for key in dict.fromkeys(_keys(lesson, course)))
    return balance_of(
        (Voice(source["type"], source["language"], source["standpoint"]) for source in sources),
        types=TYPES,
        standpoints=[one for one in STANDPOINTS if one != "other"],
    )


def _keys(lesson: LessonText, course: Manuscript) -> Iterator[str]:
    for piece in lesson.pieces:
        if piece.kind == "figure":
            yield from figures.sources_of(read_yaml(piece.source, lesson.path, Faults()))
        elif piece.kind == "text":
            for mark in marks.find(piece.source, piece.line):
                if mark.kind == "source":
                    yield mark.id
                elif mark.kind == "claim":
                    yield from (evidence["source"] for evidence in course.claims[mark.id]["evidence"])
