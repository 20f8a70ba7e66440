"""What changed between two texts, word by word, as HTML for the moderator who reads a post again. Pure."""

import re
from difflib import SequenceMatcher
from html import escape

# A word keeps the space behind it: spaces alone would match everywhere and tear the rest to pieces.
WORD = re.compile(r"\s+|\S+\s*")


def changes(before: str, after: str) -> str:
    """`after` with what is new in <ins> and what has gone in <del>, everything escaped.

    >>> changes("all of them knew", "some of them knew")
    '<del>all </del><ins>some </ins>of them knew'
    """
    old, new = WORD.findall(before), WORD.findall(after)
    out = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(escape("".join(new[c:d])))
            continue
        out += [f"<del>{escape(''.join(old[a:b]))}</del>"] if b > a else []
        out += [f"<ins>{escape(''.join(new[c:d]))}</ins>"] if d > c else []
    return "".join(out)
