"""The words by which posts are found, and what one types to find them. Pure.

Posts and questions are cut into words here, in one way, so that both databases only compare: "etat" finds "État", and
a word in Arabic, N'Ko, Tifinagh or Adlam is found however it is pointed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from discussions.moderation.keys import key_of
from discussions.moderation.text import Span, highlighted

WORD = re.compile(r"[^\W_]+")
BETWEEN = r"[\W_]+"
QUOTED = re.compile(r'["“”«»]')
LONGEST_WORD = 60  # PostgreSQL keeps no word of 2 KB; nobody types more than this to find one
LONGEST_QUERY = 200
AROUND = 110


@dataclass(frozen=True)
class Term:
    """Words that follow one another in a text; `is_begun`: the last of them may go on."""

    words: tuple[str, ...]
    is_begun: bool = False

    @property
    def pattern(self) -> str:
        """Finds the term in a key."""
        end = "" if self.is_begun else r"(?![^\W_])"
        return rf"(?<![^\W_]){BETWEEN.join(self.words)}{end}"


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared.

    >>> words_of("L’État d'alors: 53%")
    ['l', 'etat', 'd', 'alors', '53']
    """
    return [word[:LONGEST_WORD] for word in WORD.findall(key_of(text).text)]


def terms_of(query: str) -> list[Term]:
    """What must all occur: single words, and phrases in quotation marks; the last word may be typed in part.

    Whatever else stands there is no syntax and is passed over; a quotation mark that is never closed closes at the end.

    >>> [(term.words, term.is_begun) for term in terms_of('vote "la paix" mal')]
    [(('vote',), False), (('la', 'paix'), False), (('mal',), True)]
    """
    parts = QUOTED.split(query[:LONGEST_QUERY])
    terms: list[Term] = []
    for place, part in enumerate(parts):
        words = words_of(part)
        if place % 2:
            terms += [Term(tuple(words))] if words else []
            continue
        terms += [Term((word,)) for word in words]
        if words and place == len(parts) - 1:
            terms[-1] = Term(terms[-1].words, is_begun=True)
    return list(dict.fromkeys(terms))


def for_sqlite(terms: Sequence[Term]) -> str:
    """The terms in the words of FTS5.

    >>> for_sqlite([Term(("la", "paix")), Term(("mal",), is_begun=True)])
    '"la paix" AND "mal"*'
    """
    return " AND ".join(f'"{" ".join(term.words)}"{"*" if term.is_begun else ""}' for term in terms)


def for_postgresql(terms: Sequence[Term]) -> str:
    """The terms as a tsquery.

    >>> for_postgresql([Term(("la", "paix")), Term(("mal",), is_begun=True)])
    "('la' <-> 'paix') & ('mal':*)"
    """
    written = []
    for term in terms:
        words = [f"'{word}'" for word in term.words]
        written.append(f"({' <-> '.join(words)}{':*' if term.is_begun else ''})")
    return " & ".join(written)


def excerpt(text: str, terms: Sequence[Term]) -> str:
    """The text around the first place that is found, every such place marked and the rest escaped, as HTML.

    >>> excerpt("The <b>État</b> of 1960", terms_of("etat"))
    'The &lt;b&gt;<mark>État</mark>&lt;/b&gt; of 1960'
    """
    key = key_of(text)
    places = sorted(
        (key.origins[found.start()], key.origins[found.end() - 1] + 1)
        for term in terms
        for found in re.finditer(term.pattern, key.text)
    )
    first = places[0][0] if places else 0
    start = _edge(text, max(first - AROUND, 0), back=True)
    end = _edge(text, min(first + 2 * AROUND, len(text)), back=False)
    spans = [Span(max(a - start, 0), b - start) for a, b in places if a >= start and b <= end]
    shown = highlighted(text[start:end], spans)
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"


def _edge(text: str, place: int, *, back: bool) -> int:
    """The nearest space outside of `place`, if one is near, so that no word is cut."""
    if place in {0, len(text)}:
        return place
    found = text.rfind(" ", max(place - 30, 0), place) + 1 if back else text.find(" ", place, place + 30)
    return found if found > 0 else place
