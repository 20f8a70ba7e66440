"""Whether the words that a student quotes are those that the course itself has of the source. Pure.

The course has only a few words of most sources, so the answer is careful: what it cannot tell, it calls unknown.
"""

import re
from collections import Counter
from collections.abc import Sequence

from discussions.searching import words_of

FOUND, DIFFERS, UNKNOWN = "found", "differs", "unknown"

LEFT_OUT = re.compile(r"…|\.(?:[ \u00a0]?\.){2,}")
GAP = "…"  # no word: words_of never returns it
FEWEST_WORDS = 3
NEAR = 0.6
"""The share of the quote's words that stand in an excerpt, in their order, when it is nearly the same."""
NEAR_IN_LETTERS = 0.5
"""And of its letters, so that "of the people" is not near to "of the north" for two small words."""


def compare(quote: str, excerpts: Sequence[str]) -> str:
    """Say whether `quote` is "found" among the excerpts of its source, "differs" from them, or is "unknown".

    Both are compared word by word, whatever their case, accents, punctuation and kind of quotation marks. An ellipsis
    in the quote ("…", "..." or "[...]") stands for words left out: its pieces must stand in one excerpt, in that order.

    - "found": all of it stands in one excerpt.
    - "differs": it does not, but it has at least three words, and nearly the same run of words stands in an excerpt:
      at least 0.6 of its words in their order, with half of its letters. Somebody changed, left out or added a word.
    - "unknown": else. The course has too little of the source to tell; so it is for a quote without words, without
      excerpts, and when the quote only goes on where an excerpt begins or ends, for there the source may go on too.

    >>> words = ["to take all necessary measures to protect civilians"]
    >>> compare("All necessary measures … civilians", words), compare("all needed measures to protect", words)
    ('found', 'differs')
    >>> compare("excluding a foreign occupation force", words), compare("", words), compare("all necessary", [])
    ('unknown', 'unknown', 'unknown')
    """
    pieces = [piece for part in LEFT_OUT.split(quote) if (piece := words_of(part))]
    if not pieces:
        return UNKNOWN
    known = [_with_gaps(excerpt) for excerpt in excerpts]
    if any(_stands_in(pieces, words) for words in known):
        return FOUND
    quoted = [word for piece in pieces for word in piece]
    near = len(quoted) >= FEWEST_WORDS and any(_is_near(quoted, words) for words in known)
    return DIFFERS if near else UNKNOWN


def _with_gaps(excerpt: str) -> list[str]:
    """Its words, with a gap wherever it leaves words out itself: no run of words crosses one.

    >>> _with_gaps("The Council … decides")
    ['the', 'council', '…', 'decides']
    """
    first, *rest = (words_of(part) for part in LEFT_OUT.split(excerpt))
    return [*first, *(word for part in rest for word in (GAP, *part))]


def _stands_in(pieces: Sequence[Sequence[str]], words: Sequence[str]) -> bool:
    """Whether the pieces stand among the words, each whole and one after the other."""
    line, at = _line(words), 0
    for piece in map(_line, pieces):
        found = line.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece) - 1  # the space behind a piece is the one before the next
    return True


def _is_near(quoted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether nearly the same words stand in the excerpt in the same order, and not only at its edge."""
    shared = Counter(quoted) & Counter(words)
    letters = sum(len(word) * times for word, times in shared.items())
    fewest = max(NEAR * len(quoted), _at_the_edge(quoted, words) + 1)
    return letters >= NEAR_IN_LETTERS * sum(map(len, quoted)) and _in_order(quoted, words) >= fewest


def _at_the_edge(quoted: Sequence[str], words: Sequence[str]) -> int:
    """How many words are the same where the quote goes on before the excerpt's first word or after its last.

    >>> _at_the_edge(["take", "all", "measures"], ["all", "measures", "to", "protect"])
    2
    """
    if _line(words) in _line(quoted):
        return len(words)
    longest = min(len(quoted), len(words)) - 1
    same = (k for k in range(longest, 0, -1) if quoted[:k] == words[-k:] or quoted[-k:] == words[:k])
    return next(same, 0)


def _in_order(first: Sequence[str], second: Sequence[str]) -> int:
    """How many words both have in the same order: the length of their longest common subsequence.

    >>> _in_order(["all", "needed", "measures"], ["all", "necessary", "measures"])
    2
    """
    row = [0] * (len(second) + 1)
    for word in first:
        before = 0
        for place, other in enumerate(second, start=1):
            above = row[place]
            row[place] = before + 1 if word == other else max(above, row[place - 1])
            before = above
    return row[-1]


def _line(words: Sequence[str]) -> str:
    """The words in one line with a space on both sides of each, so that only whole words are found in it."""
    return f" {' '.join(words)} " if words else " "
