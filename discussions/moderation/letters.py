"""How a text is typed: in capitals, under heaps of marks, or with its order of reading turned round. Pure.

None of this may trip over the writing of the region: Arabic sets up to four marks on a letter, N'Ko and Vietnamese
two, Bambara one; Arabic, N'Ko and Tifinagh know no capitals; and a mark of direction that is closed again is ordinary.
"""

import re
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _

from discussions.moderation.findings import Context, Finding, Verdict

WORD = re.compile(r"[^\W\d_]+")
LONG_WORD, FEWEST_SHOUTED, SHARE_SHOUTED = 5, 4, 0.6
MOST_MARKS = 5  # on one letter
MANY_MARKS, MOST_HEAPS = 4, 5  # of four or more, this many heaps
ISOLATES, EMBEDDINGS, OVERRIDES = "\u2066\u2067\u2068", "\u202a\u202b", "\u202d\u202e"
END_OF_ISOLATE, END_OF_EMBEDDING = "\u2069", "\u202c"


def shouting(context: Context) -> Iterable[Finding]:
    """Most of the long words are capitals. Short ones may be initials, and a few long ones too (MINUSMA)."""
    long_words = [
        word for word in WORD.findall(context.text) if len(word) >= LONG_WORD and word.lower() != word.upper()
    ]
    shouted = sum(word.isupper() for word in long_words)
    if shouted >= FEWEST_SHOUTED and shouted >= SHARE_SHOUTED * len(long_words):
        yield Finding("shouting-1", Verdict.NUDGE, _("Capitals read like shouting. Write it in ordinary letters."))


def marks(context: Context) -> Iterable[Finding]:
    """Heaps of combining marks, which spill over the lines above and below."""
    heaps = list(_heaps(context.text))
    tall = [heap for heap in heaps if heap[1] - heap[0] > MOST_MARKS]
    found = tall or (heaps if len(heaps) >= MOST_HEAPS else [])
    for heap in found[:1]:
        yield Finding("marks-1", Verdict.HOLD, _("Heaps of marks on letters: the text may be hard to read."), heap)


def direction(context: Context) -> Iterable[Finding]:
    """A control that turns the order of reading and is not closed in its paragraph, or that overrides it."""
    start = 0
    for line in context.text.split("\n"):
        yield from _turns(line, start)
        start += len(line) + 1


def _heaps(text: str) -> Iterable[tuple[int, int]]:
    start = None
    for place, character in enumerate(f"{text} "):
        if unicodedata.category(character) in {"Mn", "Me"}:
            start = place if start is None else start
        elif start is not None:
            if place - start >= MANY_MARKS:
                yield start, place
            start = None


def _turns(line: str, offset: int) -> Iterable[Finding]:
    """The faults of one paragraph."""
    opened: list[tuple[str, int]] = []
    unbalanced: list[int] = []
    for place, character in enumerate(line, start=offset):
        if character in OVERRIDES:
            message = _("Characters that show the text in another order than it was typed.")
            yield Finding("bidi-2", Verdict.HOLD, message, (place, place + 1))
        if character in ISOLATES + EMBEDDINGS + OVERRIDES:
            opened.append((character, place))
        elif character in {END_OF_ISOLATE, END_OF_EMBEDDING}:
            closes = ISOLATES if character == END_OF_ISOLATE else EMBEDDINGS + OVERRIDES
            if opened and opened[-1][0] in closes:
                opened.pop()
            else:
                unbalanced.append(place)
    for place in sorted([*unbalanced, *(place for _opened, place in opened)]):
        message = _("A character that turns the direction of reading and is not closed again.")
        yield Finding("bidi-1", Verdict.HOLD, message, (place, place + 1))
