"""What changed between two texts, word by word, as HTML for the moderator who reads a post again. Pure."""

import re
from collections import Counter
from difflib import SequenceMatcher
from html import escape

# A word keeps the space behind it: spaces alone would match everywhere and tear the rest to pieces.
WORD = re.compile(r"\s+|\S+\s*")
# How many pairs of equal words are compared. Prose of the longest post has a tenth of it; the same word a thousand
# times over has a million, and comparing them would take minutes.
MOST_PAIRS = 50_000


def changes(before: str, after: str) -> str:
    """`after` with what is new in <ins> and what has gone in <del>, everything escaped.

    >>> changes("all of them knew", "some of them knew")
    '<del>all </del><ins>some </ins>of them knew'
    """
    old, new = WORD.findall(before), WORD.findall(after)
    out = []
    for tag, a, b, c, d in _steps(old, new):
        if tag == "equal":
            out.append(escape("".join(new[c:d])))
            continue
        out += [f"<del>{escape(''.join(old[a:b]))}</del>"] if b > a else []
        out += [f"<ins>{escape(''.join(new[c:d]))}</ins>"] if d > c else []
    return "".join(out)


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from `old` to `new`, as difflib writes them; one step for texts that repeat themselves endlessly."""
    often = Counter(old)
    if sum(often[word] for word in new) > MOST_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
