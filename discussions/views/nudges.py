"""What the checks say to whoever is writing: each finding with the rule of the class that it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classrooms.models import Norm
from discussions.moderation.findings import Finding

ABOUT = {
    "words-1": Norm.About.PEOPLES,
    "cite-1": Norm.About.SOURCES,
    "quote-1": Norm.About.SOURCES,
    "shouting-1": Norm.About.TONE,
    "length-2": Norm.About.TONE,
}
"""By rule of a check."""


@dataclass(frozen=True)
class Note:
    """A finding's words, and the rule's, where the class has one about it."""

    message: str
    norm: str = ""


def notes_of(findings: Iterable[Finding], norms: Sequence[Norm]) -> list[Note]:
    """Each finding with the first of the norms about what it found, named once however often it applies."""
    about = {norm.about: norm.text for norm in reversed(norms) if norm.about}
    notes, named = [], set()
    for finding in findings:
        norm = about.get(ABOUT.get(finding.rule, ""), "")
        notes.append(Note(finding.message, "" if norm in named else norm))
        named.add(norm)
    return notes
