"""An edition as its reader meets it: sections in order, each with its blocks and whether it has been read. Pure."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from lessons.models import Block, Edition


@dataclass
class Section:
    """One section of an edition on the page."""

    number: int
    anchor: str
    title: str
    is_read: bool
    is_current: bool = False
    is_left_out: bool = False
    blocks: list[Block] = field(default_factory=list)


def sections_of(edition: Edition, blocks: Iterable[Block], read: Set[str] = frozenset()) -> list[Section]:
    """The sections with their blocks; the first unread one is the current one."""
    sections = [
        Section(number, section["anchor"], section["title"], section["anchor"] in read)
        for number, section in enumerate(edition.sections, start=1)
    ]
    current = next((section for section in sections if not section.is_read), None)
    if current:
        current.is_current = True
    by_anchor = {section.anchor: section for section in sections}
    for block in blocks:
        by_anchor[block.section].blocks.append(block)
    return sections


def is_on_shorter_path(query: Mapping[str, str]) -> bool:
    """Whether a page is asked for as a class of 13 or 14 reads it: `?path=13-14`."""
    return query.get("path") == "13-14"


def for_younger(edition: Edition, sections: Iterable[Section]) -> list[Section]:
    """The sections as a class of 13 or 14 reads them: of what it leaves out only the note with the short version."""
    left_out = set(edition.younger_leave_out or ())
    shown = list(sections)
    for section in shown:
        if section.anchor in left_out:
            section.is_left_out = True
            section.blocks = [block for block in section.blocks if block.kind == Block.Kind.CONTENT_NOTE]
    return shown


def minutes_left(edition: Edition, sections: Sequence[Section]) -> int:
    """The reading time of the unread sections, by their share of the text; at least a minute while one is left."""
    weights = {section.anchor: 1 + sum(len(block.source) for block in section.blocks) for section in sections}
    unread = sum(weights[section.anchor] for section in sections if not section.is_read)
    if not unread:
        return 0
    return max(1, round(edition.minutes * unread / sum(weights.values())))
