"""What an editor should mend in the questions before a lesson is published. Pure."""

from collections.abc import Iterator
from typing import Any

from lessons.curriculum.faults import Faults
from lessons.curriculum.linting import is_chart_lesson
from lessons.curriculum.parts import Manuscript
from lessons.models import Claim
from quizzes.course.reading import QuestionFiles, ReadQuestion

COUNTING = "counting"
"""The tag of a question that asks how a number was made."""

NAMES_MISCONCEPTIONS = ("single", "multiple", "truefalse")


def lint_questions(files: QuestionFiles, course: Manuscript, faults: Faults) -> None:
    """Every rule, over all questions that could be read."""
    for code, read in files.questions.items():
        if read.suspended_for:
            continue
        for silent in _without_feedback(read):
            faults.warning(read.entry.path, read.entry.line, f"{code} says nothing about {silent}.")
        _misconception(code, read, course, faults)
        if any("*" in words for words in _plain_words(read.spec)):
            faults.warning(
                read.entry.path, read.entry.line, f"{code} has a * in an option or in feedback: no emphasis is drawn."
            )
    for lesson in course.lessons.values():
        own = [read for read in files.questions.values() if read.entry["lesson"] == lesson.code]
        if not any(read.entry["kind"] == "essay" for read in own):
            faults.warning(lesson.path, 1, "No essay belongs to this lesson.")
        asks = any(COUNTING in read.entry.get("tags", ()) for read in own)
        if is_chart_lesson(lesson) and not asks:
            message = f'The lesson shows a chart, and no question with the tag "{COUNTING}" asks how it was made.'
            faults.warning(lesson.path, 1, message)


def _without_feedback(read: ReadQuestion) -> Iterator[str]:
    """What of the question has no feedback, in words."""
    spec: dict[str, Any] = read.spec
    for part in (*spec.get("options", ()), *spec.get("evidence", ())):
        if not part.get("feedback"):
            yield f"option {part['id']}"
    if read.entry["kind"] == "claimcheck":
        yield from (f"the status {status}" for status in Claim.Status.values if not spec["statuses"].get(status))
    elif read.entry["kind"] not in ("single", "multiple", "essay"):
        sides = ("true", "false") if read.entry["kind"] == "truefalse" else ("right", "wrong")
        yield from (f'the answer "{side}"' for side in sides if not (spec.get("feedback") or {}).get(side))


def _plain_words(value: Any) -> Iterator[str]:
    """Every text of the specification but the accepted answers, in which * stands for anything."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key != "accepted":
                yield from _plain_words(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _plain_words(inside)
    elif isinstance(value, str):
        yield value


def _misconception(code: str, read: ReadQuestion, course: Manuscript, faults: Faults) -> None:
    """A question on an inaccurate claim names the misconception, so that a teacher reads it by its name."""
    claim, spec = read.entry.get("claim"), read.spec
    if read.entry["kind"] not in NAMES_MISCONCEPTIONS or course.claims.get(claim, {}).get("status") != "inaccurate":
        return
    if not any(option.get("misconception") for option in (spec, *spec.get("options", ()))):
        faults.warning(read.entry.path, read.entry.line, f"No wrong option of {code} names the misconception {claim}.")
