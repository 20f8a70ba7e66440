"""What an editor should mend before a lesson is published, though it could be loaded: `manage.py check_curriculum`.

Each rule is one function that takes a lesson and notes warnings. The upper floors have rules of their own
(`CoursePart.lint`).
"""

import re

from lessons.curriculum import figures, marks
from lessons.curriculum.checking import CheckedCourse
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import LessonText, Manuscript
from lessons.curriculum.pieces import split_content_note
from lessons.curriculum.prose import count_words, reading_ease, shared_runs
from lessons.curriculum.reading import read_yaml

WORDS = (900, 1200)
EASE = 50
READINGS = "readings"
READING = re.compile(r"(?m)^- \*\*.+?\*\*")
DOCUMENTS = re.compile(r"(?m)^###? Documents to read\s*\n+- ")
PLAIN = ("claim", "short", "why", "would_change", "one_group", "caution")
EXIT_CHECK = re.compile(r"(?im)^#{2,3} .*exit check")


def lint(checked: CheckedCourse, faults: Faults) -> None:
    """Every rule of every floor, over a course that has been checked."""
    course = checked.manuscript
    for lesson in course.lessons.values():
        for rule in RULES:
            rule(lesson, course, faults)
    _sentences_of_its_own(course, faults)
    for part, parsed in checked.parts:
        part.lint(parsed, course, faults)


def text_of(lesson: LessonText) -> str:
    """The lesson's running text: without content notes and figures."""
    return "\n\n".join(piece.source for piece in lesson.pieces if piece.kind == "text")


def is_chart_lesson(lesson: LessonText) -> bool:
    """Whether the lesson shows a chart of numbers."""
    drawn = (read_yaml(piece.source, lesson.path, Faults()) for piece in lesson.pieces if piece.kind == "figure")
    return any(isinstance(figure, dict) and figure.get("kind") in figures.CHARTS for figure in drawn)


def _length(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    fewest, most = WORDS
    if not fewest <= (words := count_words(text_of(lesson))) <= most:
        faults.warning(lesson.path, 1, f"The lesson has {words} words; it should have {fewest} to {most}.")


def _ease(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    if (ease := reading_ease(text_of(lesson))) < EASE:
        faults.warning(lesson.path, 1, f"The lesson reads hard: its reading ease is {ease:.0f}, not {EASE} or more.")


def _readings(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    named = "\n".join(piece.source for piece in lesson.pieces if piece.section == READINGS)
    if len(READING.findall(named)) < 2:
        message = 'There is no section {#readings} with a list of at least two readings, such as "- **Rescue.** …".'
        faults.warning(lesson.path, 1, message)


def _documents(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    if not DOCUMENTS.search(text_of(lesson)):
        faults.warning(lesson.path, 1, 'There is no list under a head "### Documents to read".')


def _exit_check(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    last = lesson.sections[-1] if lesson.sections else {"title": ""}
    if not EXIT_CHECK.search(f"## {last['title']}\n{text_of(lesson)}"):
        faults.warning(lesson.path, 1, "There is no exit check.")


def _claims(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    marked = {mark.id for mark in marks.find(text_of(lesson), 1) if mark.kind == "claim"}
    for code, claim in course.claims.items():
        if claim["lesson"] == lesson.code and code not in marked:
            faults.warning(claim.path, claim.line, f"{code} belongs to lesson {lesson.code}, which does not mark it.")


def _no_emphasis(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    for claim in course.claims.values():
        if claim["lesson"] == lesson.code and any("*" in claim.get(key, "") for key in PLAIN):
            faults.warning(claim.path, claim.line, f"{claim['id']} has a * where no emphasis is drawn.")


def _short_versions(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    for piece in lesson.pieces:
        if piece.kind == "content_note" and not split_content_note(piece.source)[1]:
            faults.warning(lesson.path, piece.line, "This content note offers no alternative after +++.")


def _guide(lesson: LessonText, course: Manuscript, faults: Faults) -> None:
    if lesson.code not in course.guides:
        faults.warning(lesson.path, 1, "The teacher's page is missing: no guide.yaml has this lesson.")


def _sentences_of_its_own(course: Manuscript, faults: Faults) -> None:
    texts = {lesson.path: text_of(lesson) for lesson in course.lessons.values()}
    for later, earlier, words in shared_runs(texts):
        faults.warning(later, 1, f'These words stand in {earlier} too: "{words}".')


RULES = (_length, _ease, _readings, _documents, _exit_check, _claims, _no_emphasis, _short_versions, _guide)
