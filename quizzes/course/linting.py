"""What an editor should mend in the questions before a lesson is published. Pure."""

from collections.abc import Iterator
from typing import Any

from lessons.curriculum.faults import Faults
from lessons.curriculum.linting import is_chart_lesson
from lessons.curriculum.parts import Manuscript
from lessons.models import Claim
from quizzes.course.reading import QuestionFiles, ReadQuestion
from quizzes.kinds import BY_HAND, KEYLESS, KINDS

COUNTING = "counting"
"""The tag of a question that asks how a number was made."""

SAYS = {"options": "option", "evidence": "option", "cards": "card", "statements": "statement"}
"""Where a specification lists what carries feedback of its own, and what one of them is called."""

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
        if not any(read.entry["kind"] in BY_HAND for read in own):
            faults.warning(lesson.path, 1, f"No {' or '.join(BY_HAND)} belongs to this lesson.")
        asks = any(COUNTING in read.entry.get("tags", ()) for read in own)
        if is_chart_lesson(lesson) and not asks:
            message = f'The lesson shows a chart, and no question with the tag "{COUNTING}" asks how it was made.'
            faults.warning(lesson.path, 1, message)
    _every_kind(files, course, faults)


def _every_kind(files: QuestionFiles, course: Manuscript, faults: Faults) -> None:
    """Every module asks at least one question of each kind."""
    kinds: dict[str, set[str]] = {module: set() for module in course.modules}
    for read in files.questions.values():
        if lesson := course.lessons.get(read.entry["lesson"]):
            kinds[lesson.module].add(read.entry["kind"])
    for slug, module in course.modules.items():
        for missing in (kind for kind in KINDS if kind not in kinds[slug]):
            faults.warning(module.path, 1, f"Module {module['number']} asks no question of the kind {missing}.")


def _without_feedback(read: ReadQuestion) -> Iterator[str]:
    """What of the question has no feedback, in words."""
    spec: dict[str, Any] = read.spec
    kind = read.entry["kind"]
    if kind in KEYLESS:
        return
    for key, noun in SAYS.items():
        yield from (f"{noun} {part['id']}" for part in spec.get(key, ()) if not part.get("feedback"))
    if kind == "claimcheck":
        yield from (f"the status {status}" for status in Claim.Status.values if not spec["statuses"].get(status))
    elif kind not in ("single", "multiple", "panel"):
        sides = ("true", "false") if kind == "truefalse" else ("right", "wrong")
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
