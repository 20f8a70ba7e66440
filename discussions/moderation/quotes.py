"""Whether a quotation has the words of its source, as far as the course knows them. Pure.

The course has no whole texts of others, only the few words of a source that it quotes itself (`Source.excerpts`). So
there are three answers: the words are found there, nearly the same words stand there, or there is too little to tell.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from discussions.searching import words_of

ELLIPSIS = re.compile(r"\[?\s*(?:…|\.{3,})\s*\]?")
NEARLY = 0.6
"""The share of a quotation's words that stand in the source in this order, from which on it is the same passage."""
SHORTEST = 3
"""Of fewer words nobody can tell whether they are meant to be the same passage."""


def compare(quote: str, excerpts: Sequence[str]) -> str:
    """What `Citation.QuoteCheck` says of a quotation, word by word, whatever the case, accents and punctuation.

    An ellipsis stands for words left out: the pieces around it must follow on one another in one excerpt.

    >>> compare("ALL necessary … to protect", ["to take all necessary measures to protect civilians"])
    'found'
    >>> compare("all the necessary measures", ["to take all necessary measures to protect civilians"])
    'differs'
    >>> compare("a no-fly zone", ["to take all necessary measures to protect civilians"])
    'unknown'
    """
    pieces = [words for piece in ELLIPSIS.split(quote) if (words := words_of(piece))]
    sources = [words_of(excerpt) for excerpt in excerpts]
    if pieces and any(_stand_in(pieces, words) for words in sources):
        return "found"
    quoted = [word for piece in pieces for word in piece]
    is_near = len(quoted) >= SHORTEST and any(_share(quoted, words) >= NEARLY for words in sources)
    return "differs" if is_near else "unknown"


def _stand_in(pieces: list[list[str]], words: list[str]) -> bool:
    """Whether the pieces follow on one another in `words`. Each is taken where it comes first, which
    leaves most for the rest.
    """
    start = 0
    for piece in pieces:
        ends = range(start + len(piece), len(words) + 1)
        end = next((end for end in ends if words[end - len(piece) : end] == piece), None)
        if end is None:
            return False
        start = end
    return True


def _share(quoted: list[str], words: list[str]) -> float:
    """How many of the quoted words stand in `words` in the same order, as a share of the quoted ones."""
    matching = SequenceMatcher(None, quoted, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matching) / len(quoted)
