"""prompts.yaml, the part of the course that belongs to discussions: checked with the course, written with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from discussions.models import Prompt
from discussions.moderation.text import to_html
from lessons.curriculum.entries import Document, Entries, Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import Manuscript
from lessons.curriculum.shapes import Shape, text
from lessons.models import Claim, Lesson

PROMPT = Shape(
    "prompt",
    required={"id": text, "lesson": text, "title": text, "text": text, "steelman": text, "statement": text},
    optional={"claim": text},
)
PER_LESSON = 2
LONGEST = {"id": 12, "title": 120, "statement": 200}


@dataclass(frozen=True)
class PromptsFile:
    """The course part `prompts.yaml`."""

    filename: str = "prompts.yaml"

    def read(self, documents: Sequence[Document], course: Manuscript, faults: Faults) -> list[Entry]:
        """Check every prompt against the course; return those that can be written, in their order."""
        found: dict[str, Entry] = {}
        for document in documents:
            if not isinstance(document.data, Entries):
                faults.error(document.path, 1, "prompts.yaml is a list of prompts.")
                continue
            for index, entry in enumerate(document.data):
                line = document.data.line_of(index)
                if PROMPT.fits(entry, faults, path=document.path, line=line) and _refers(entry, course, found, faults):
                    found[entry["id"]] = entry
        return list(found.values())

    def lint(self, parsed: list[Entry], course: Manuscript, faults: Faults) -> None:
        """Warn of a lesson that gives too little to discuss."""
        for lesson in course.lessons.values():
            if sum(entry["lesson"] == lesson.code for entry in parsed) < PER_LESSON:
                faults.warning(lesson.path, 1, f"The lesson has fewer than {PER_LESSON} discussion prompts.")

    def write(self, parsed: list[Entry]) -> int:
        """Add and change prompts; one that the course dropped stays for its threads and starts no new one."""
        lessons = dict(Lesson.objects.values_list("code", "pk"))
        claims = dict(Claim.objects.values_list("code", "pk"))
        standing = {prompt.code: prompt for prompt in Prompt.objects.all()}
        changed = Prompt.objects.filter(is_current=True).exclude(code__in=[entry["id"] for entry in parsed])
        written = changed.update(is_current=False)
        for position, entry in enumerate(parsed):
            prompt = standing.get(entry["id"], Prompt(code=entry["id"]))
            values = _values(entry, position, lessons[entry["lesson"]], claims.get(entry.get("claim", "")))
            if prompt.pk is None or any(getattr(prompt, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(prompt, name, value)
                prompt.save()
                written += 1
        return written


def _refers(entry: Entry, course: Manuscript, found: dict[str, Entry], faults: Faults) -> bool:
    before = len(faults.errors)
    if entry["id"] in found:
        faults.error(entry.path, entry.line_of("id"), f"There is another prompt {entry['id']}.")
    if entry["lesson"] not in course.lessons:
        faults.error(entry.path, entry.line_of("lesson"), f"There is no lesson {entry['lesson']}.")
    if "claim" in entry and entry["claim"] not in course.claims:
        faults.error(entry.path, entry.line_of("claim"), f"There is no claim {entry['claim']}.")
    for key, longest in LONGEST.items():
        if len(entry[key]) > longest:
            faults.error(entry.path, entry.line_of(key), f'"{key}" has more than {longest} characters.')
    return len(faults.errors) == before


def _values(entry: Entry, position: int, lesson: int, claim: int | None) -> dict[str, object]:
    return {
        "lesson_id": lesson,
        "claim_id": claim,
        "position": position,
        "title": entry["title"].strip(),
        "text_html": to_html(entry["text"]),
        "steelman": entry["steelman"].strip(),
        "statement": entry["statement"].strip(),
        "is_current": True,
    }
