"""questions.yaml to rubrics and questions, and everything that is wrong with them. Asks no database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lessons.curriculum.entries import Document, Entries, Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import KEYABLE, Manuscript
from lessons.curriculum.shapes import Shape, anything, entries, one_of, text, texts, up_to, whole_number
from quizzes.kinds import BY_HAND, KEYLESS, KINDS, UNSCORED, SpecError
from quizzes.kinds.options import misconceptions

FILE = Shape("file of questions", required={"questions": entries}, optional={"rubrics": entries})
RUBRIC = Shape("rubric", required={"id": up_to(12), "title": up_to(120), "criteria": entries})
CRITERION = Shape("criterion", required={"id": text, "title": text, "levels": texts})
COMMON = {
    "required": {"id": up_to(16), "lesson": text, "kind": one_of(*KINDS), "prompt": text},
    "optional": {
        "claim": text,
        "section": text,
        "sources": texts,
        "points": whole_number,
        "tags": texts,
        "explanation": text,
        "rubric": text,
    },
}


@dataclass(frozen=True)
class ReadQuestion:
    """A question as its file tells it: what all kinds share, and the specification in its kind's own form.

    A suspended one has no specification: it rests until the claim it names is settled again or the question changed.
    """

    entry: Entry
    spec: dict[str, Any]
    suspended_for: str = ""


@dataclass
class QuestionFiles:
    """All rubrics and questions of the course, by id and in the order of the files; `named` counts faulty ones too."""

    course: Manuscript
    rubrics: dict[str, Entry] = field(default_factory=dict)
    questions: dict[str, ReadQuestion] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)


def read_questions(documents: Sequence[Document], course: Manuscript, faults: Faults) -> QuestionFiles:
    """Read every module's file; faults are collected, never raised."""
    files = QuestionFiles(course)
    sound = [one for one in documents if FILE.fits(one.data, faults, path=one.path)]
    for document in sound:
        for entry in _entries(document.data.get("rubrics")):
            if _is_rubric(entry, faults) and not _is_taken(entry, files.rubrics, "rubric", faults):
                files.rubrics[entry["id"]] = entry
    for document in sound:
        for entry in _entries(document.data["questions"]):
            files.named.add(str(entry.get("id")))
            read = _read_question(entry, files, faults)
            if read and not _is_taken(entry, files.questions, "question", faults):
                files.questions[entry["id"]] = read
    _check_lessons(files, faults)
    return files


def _entries(value: object) -> Iterator[Entry]:
    yield from value if isinstance(value, Entries) else ()


def _is_taken(entry: Entry, among: dict[str, Any], noun: str, faults: Faults) -> bool:
    if taken := entry["id"] in among:
        faults.error(entry.path, entry.line_of("id"), f"There is a {noun} {entry['id']} already.")
    return taken


def _is_rubric(entry: Entry, faults: Faults) -> bool:
    if not RUBRIC.fits(entry, faults):
        return False
    before = len(faults.errors)
    for criterion in entry["criteria"]:
        if CRITERION.fits(criterion, faults) and len(criterion["levels"]) < 2:
            faults.error(criterion.path, criterion.line_of("levels"), "A criterion has at least two levels.")
    return len(faults.errors) == before


def _read_question(entry: Entry, files: QuestionFiles, faults: Faults) -> ReadQuestion | None:
    own = {key: anything for key in entry if key not in COMMON["required"] and key not in COMMON["optional"]}
    if not Shape("question", COMMON["required"], COMMON["optional"] | own).fits(entry, faults):
        return None
    before = len(faults.errors)
    if unsettled := _unsettled_claim(entry, files.course):
        message = (
            f"{entry['id']} is suspended: claim {unsettled} has changed its status. Change the question or take it out."
        )
        faults.warning(entry.path, entry.line, message)
        return ReadQuestion(entry, {}, unsettled)
    _check_references(entry, files.course, faults)
    _check_points(entry, faults)
    _check_rubric(entry, files, faults)
    spec = _read_spec(entry, own, files.course, faults)
    return ReadQuestion(entry, spec) if spec is not None and len(faults.errors) == before else None


def _read_spec(entry: Entry, own: dict[str, Any], course: Manuscript, faults: Faults) -> dict[str, Any] | None:
    """The specification in the kind's form; a claim check takes its statement and its key from the claim."""
    data = {key: entry[key] for key in own}
    if entry["kind"] == "claimcheck":
        claim = course.claims.get(entry.get("claim", ""))
        if claim is None:
            faults.error(entry.path, entry.line, "A claim check names the claim to judge.")
            return None
        data |= {"statement": claim.get("claim"), "answer": claim.get("status")}
    try:
        spec = KINDS[entry["kind"]].read(data).write()
    except SpecError as error:
        for fault in error.faults:
            faults.error(entry.path, entry.line_of(fault.partition(" ")[0].rstrip(":")), f"This question {fault}")
        return None
    for code in misconceptions(spec):
        if course.claims.get(code, {}).get("status") != "inaccurate":
            faults.error(entry.path, entry.line, f"{code} is no inaccurate claim, so it is no misconception.")
    return spec


def _unsettled_claim(entry: Entry, course: Manuscript) -> str:
    """The claim by whose new status the question has lost its right answer, if there is one.

    The claim tells so itself: it has an earlier status ("earlier" in claims.yaml) on which the question could rest.
    """
    about = entry.get("claim", "")
    is_keyed = entry["kind"] not in KEYLESS
    if is_keyed and not course.is_keyable(about) and set(KEYABLE) & _earlier_statuses(about, course):
        return about
    for code in misconceptions(entry):
        is_wrong_now = course.claims.get(code, {}).get("status") == "inaccurate"
        if not is_wrong_now and "inaccurate" in _earlier_statuses(code, course):
            return code
    return ""


def _earlier_statuses(claim: str, course: Manuscript) -> set[str]:
    return {str(one.get("status")) for one in course.claims.get(claim, {}).get("earlier", ())}


def _check_references(entry: Entry, course: Manuscript, faults: Faults) -> None:
    claim, lesson = entry.get("claim"), course.lessons.get(entry["lesson"])
    if lesson is None:
        faults.error(entry.path, entry.line_of("lesson"), f"There is no lesson {entry['lesson']}.")
    elif entry.get("section") and entry["section"] not in lesson.anchors:
        faults.error(entry.path, entry.line_of("section"), f"Lesson {lesson.code} has no section {entry['section']}.")
    for source in entry.get("sources", ()):
        if source not in course.sources:
            faults.error(entry.path, entry.line_of("sources"), f"There is no source {source}.")
    if claim and claim not in course.claims:
        faults.error(entry.path, entry.line_of("claim"), f"There is no claim {claim}.")
    elif claim and entry["kind"] not in KEYLESS and not course.is_keyable(claim):
        message = (
            f"Claim {claim} is neither documented nor inaccurate, so no answer about it is right or wrong. "
            'If its status has changed, say so under "earlier" in claims.yaml.'
        )
        faults.error(entry.path, entry.line_of("claim"), message)


def _check_points(entry: Entry, faults: Faults) -> None:
    if entry["kind"] not in UNSCORED and entry.get("points", 1) < 1:
        faults.error(entry.path, entry.line_of("points"), "A question is worth at least one point.")
    elif entry["kind"] in UNSCORED and entry.get("points", 0):
        faults.error(entry.path, entry.line_of("points"), f"A {entry['kind']} is worth no points.")


def _check_rubric(entry: Entry, files: QuestionFiles, faults: Faults) -> None:
    rubric, kind = entry.get("rubric"), entry["kind"]
    if kind in BY_HAND and rubric not in files.rubrics:
        message = f"A question that is marked by hand ({kind}) names the rubric by which it is marked."
        faults.error(entry.path, entry.line_of("rubric"), message)
    elif kind not in BY_HAND and rubric:
        message = f"No rubric marks a question of the kind {kind}: only {', '.join(BY_HAND)} are marked by hand."
        faults.error(entry.path, entry.line_of("rubric"), message)


def _check_lessons(files: QuestionFiles, faults: Faults) -> None:
    """Every check question inside a lesson exists and can be judged at once."""
    for lesson in files.course.lessons.values():
        for code, line in lesson.checks.items():
            question = files.questions.get(code)
            if code not in files.named:
                faults.error(lesson.path, line, f"There is no question {code}.")
            elif question and question.entry["kind"] in KEYLESS:
                message = (
                    f"{code} has no right answer ({question.entry['kind']}): nothing can be said about it at once."
                )
                faults.error(lesson.path, line, message)
            elif question and question.entry["lesson"] != lesson.code:
                faults.error(lesson.path, line, f"{code} is a question of lesson {question.entry['lesson']}.")
