"""What is different between two editions of a lesson, section by section, word by word. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lessons.curriculum.marks import MARK
from lessons.models import Block, Edition

WORDS = re.compile(r"\s+|[^\s]+")
PARAGRAPHS = re.compile(r"\n\s*\n")

Change = tuple[str, str]
"""("same" | "gone" | "new", the words)"""


@dataclass(frozen=True)
class SectionDifference:
    """A section that is not the same in both editions; each paragraph is a list of changes."""

    title: str
    paragraphs: list[list[Change]]


def differences(old: Edition, new: Edition) -> list[SectionDifference]:
    """The sections that differ, in the order of the new edition, then those that are gone."""
    before, after = _texts(old), _texts(new)
    titles = {section["anchor"]: section["title"] for section in [*old.sections, *new.sections]}
    order = [*after, *(anchor for anchor in before if anchor not in after)]
    return [
        SectionDifference(titles[anchor], list(_paragraphs(before.get(anchor, []), after.get(anchor, []))))
        for anchor in order
        if before.get(anchor) != after.get(anchor)
    ]


def _texts(edition: Edition) -> dict[str, list[str]]:
    """The paragraphs of each section as a reader knows them; the title counts as the first."""
    texts = {section["anchor"]: [section["title"]] for section in edition.sections}
    for block in edition.blocks.all():
        texts[block.section] += [text for text in map(_readable, _pieces(block)) if text]
    return texts


def _pieces(block: Block) -> Iterable[str]:
    if block.kind == Block.Kind.CHECK:
        return [f"Check question {block.source}"]
    return PARAGRAPHS.split(block.source)


def _readable(source: str) -> str:
    """The words without the marks around them."""
    return " ".join(MARK.sub(lambda mark: "" if mark["kind"] == "source" else mark["words"] or "", source).split())


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Change]]:
    """Changed paragraphs only; those that were replaced are compared word by word, in pairs."""
    for change, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            continue
        gone, new = before[i1:i2], after[j1:j2]
        pairs = min(len(gone), len(new))
        for old_text, new_text in zip(gone[:pairs], new[:pairs], strict=True):
            yield _words(old_text, new_text)
        yield from ([("gone", text)] for text in gone[pairs:])
        yield from ([("new", text)] for text in new[pairs:])


def _words(before: str, after: str) -> list[Change]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    changes: list[Change] = []
    for change, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            changes.append(("same", "".join(old[i1:i2])))
            continue
        if i1 < i2:
            changes.append(("gone", "".join(old[i1:i2])))
        if j1 < j2:
            changes.append(("new", "".join(new[j1:j2])))
    return changes
