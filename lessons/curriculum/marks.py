"""The marks in a lesson's text: [[claim C14|…]], [[source REU73|page 2]], [[term no-fly-zone|…]].

One markdown-it rule reads them for drawing; `find` reads them with their lines for checking.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARK = re.compile(r"\[\[(?P<kind>claim|source|term) (?P<id>[\w.-]+)(?:\|(?P<words>[^\[\]]+))?\]\]")
ANY_MARK = re.compile(r"\[\[[^\[\]]*\]?\]?")


@dataclass(frozen=True)
class Mark:
    """One mark and the line it starts on; `kind` is empty when it cannot be read."""

    kind: str
    id: str
    words: str
    line: int


def find(source: str, first_line: int) -> Iterator[Mark]:
    """All marks of a piece of text, in order."""
    for found in ANY_MARK.finditer(source):
        line = first_line + source.count("\n", 0, found.start())
        mark = MARK.match(source, found.start())
        if mark and (mark["kind"] == "source" or mark["words"]):
            yield Mark(mark["kind"], mark["id"], mark["words"] or "", line)
        else:
            yield Mark("", "", found.group(), line)


def marks(markdown: MarkdownIt) -> None:
    """A markdown-it plugin: marks become tokens of the types claim, source and term."""
    markdown.inline.ruler.before("link", "mark", _rule)


def _rule(state: StateInline, silent: bool) -> bool:
    if not (mark := MARK.match(state.src, state.pos)):
        return False
    if not silent:
        token = state.push(mark["kind"], "", 0)
        token.content = mark["words"] or ""
        token.meta = {"id": mark["id"]}
    state.pos = mark.end()
    return True
