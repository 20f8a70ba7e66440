"""How much of a question's points an answer earns: the credit rules, and nothing else.

Every function is pure and returns a `Fraction` from 0 to 1, so that thirds stay thirds until somebody prints them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

NOTHING, ALL = Fraction(0), Fraction(1)

_GROUPED = re.compile(r"[+-]?\d{1,3}([ ,.'])\d{3}(\1\d{3})*")
_SPACES = re.compile(r"[\s\u00a0\u202f']+")
# Digits of any script and one point. No exponent: a number of a billion noughts is quickly typed.
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
# The minus sign, and the signs that Arabic writes between the digits.
_SIGNS = str.maketrans("−٫٬", "-.,")


def single_choice_credit(chosen: str, keyed: AbstractSet[str]) -> Fraction:
    """All for an option of the key, else nothing.

    >>> single_choice_credit("b", keyed={"b"})
    Fraction(1, 1)
    """
    return ALL if chosen in keyed else NOTHING


def multiple_response_credit(chosen: AbstractSet[str], keyed: AbstractSet[str], offered: AbstractSet[str]) -> Fraction:
    """Return the share of the points that `chosen` earns.

    max(0, r/K - w/D), the "partial scoring with penalty" of most quiz engines: each of the K right options earns
    1/K and each of the D wrong ones takes 1/D back, so ticking everything earns nothing.

    >>> multiple_response_credit({"a"}, keyed={"a", "b"}, offered={"a", "b", "c", "d"})
    Fraction(1, 2)
    >>> multiple_response_credit({"a", "b", "c", "d"}, keyed={"a", "b"}, offered={"a", "b", "c", "d"})
    Fraction(0, 1)
    """
    right, wrong = len(chosen & keyed), len(chosen - keyed)
    distractors = len(offered - keyed)
    penalty = Fraction(wrong, distractors) if distractors else NOTHING
    return max(NOTHING, Fraction(right, len(keyed)) - penalty)


def short_answer_credit(written: str, accepted: Iterable[str]) -> Fraction:
    """All when what was written matches one of the accepted answers, else nothing.

    Case, accents and spaces do not count; `*` in an accepted answer stands for any text.

    >>> short_answer_credit("  Résolution   1973 ", ["resolution 1973"])
    Fraction(1, 1)
    >>> short_answer_credit("UNSC 1973 (2011)", ["*1973*"])
    Fraction(1, 1)
    """
    text = folded(written)
    return ALL if any(_matches(text, pattern) for pattern in accepted) else NOTHING


def numeric_credit(given: Decimal, answer: Decimal, tolerance: Decimal) -> Fraction:
    """All when `given` is no further than `tolerance` from the answer (same unit), else nothing.

    >>> numeric_credit(Decimal("2012"), answer=Decimal("2011"), tolerance=Decimal("1"))
    Fraction(1, 1)
    """
    return ALL if abs(given - answer) <= tolerance else NOTHING


def ordering_credit(places: Mapping[str, int], ranks: Mapping[str, int]) -> Fraction:
    """Return the share that the given `places` earn against the true `ranks`; both say "earlier" with a lower number.

    max(0, 2 * concordant/total - 1) over all pairs of items: Kendall's tau, cut off at nought, so that a shuffled
    order earns nothing on average. Pairs of equal rank are always concordant; a pair with an item that was not
    placed, or with two items in one place, is not.

    >>> ordering_credit({"a": 1, "b": 2, "c": 3}, ranks={"a": 1, "b": 2, "c": 3})
    Fraction(1, 1)
    >>> ordering_credit({"a": 1, "b": 3, "c": 2}, ranks={"a": 1, "b": 2, "c": 3})
    Fraction(1, 3)
    """
    pairs = list(combinations(ranks, 2))
    concordant = sum(_concordant(places, ranks, first, second) for first, second in pairs)
    return max(NOTHING, Fraction(2 * concordant, len(pairs)) - 1)


def matching_credit(chosen: Mapping[str, str], key: Mapping[str, str]) -> Fraction:
    """Right matches out of all; a match left open is not right, and takes nothing away.

    >>> matching_credit({"gates": "advised against"}, key={"gates": "advised against", "rice": "in favour"})
    Fraction(1, 2)
    """
    return Fraction(sum(chosen.get(left) == right for left, right in key.items()), len(key))


def cloze_credit(right: AbstractSet[str], points: Mapping[str, int]) -> Fraction:
    """Points of the gaps that are right, out of the points of all gaps; a wrong gap takes nothing away.

    >>> cloze_credit({"year"}, points={"year": 1, "name": 2})
    Fraction(1, 3)
    """
    return Fraction(sum(worth for gap, worth in points.items() if gap in right), sum(points.values()))


def panel_credit(chosen: int, votes: Sequence[int]) -> Fraction:
    """Panel members who chose the same, out of those who chose what most chose.

    The "aggregate scoring" of script concordance tests (Charlin and others, Teaching and Learning in Medicine 12,
    2000): what most of the panel chose earns everything, and what nobody chose nothing.

    >>> panel_credit(1, votes=[1, 1, 0, 2]), panel_credit(0, votes=[1, 1, 0, 2]), panel_credit(-2, votes=[1, 1, 0, 2])
    (Fraction(1, 1), Fraction(1, 2), Fraction(0, 1))
    """
    count = Counter(votes)
    return Fraction(count[chosen], max(count.values()))


def claim_check_credit(status: Fraction, evidence: Fraction) -> Fraction:
    """Half for the status of the claim, half for the evidence that decides it.

    >>> claim_check_credit(status=Fraction(1), evidence=Fraction(1, 2))
    Fraction(3, 4)
    """
    return (status + evidence) / 2


def rubric_credit(levels: Sequence[int], highest: Sequence[int]) -> Fraction:
    """Levels reached out of the highest levels, all criteria together; level n of a criterion earns n.

    >>> rubric_credit([2, 1], highest=[3, 3])
    Fraction(1, 2)
    """
    return Fraction(sum(levels), sum(highest))


def folded(text: str) -> str:
    """The text without case, accents and superfluous spaces.

    >>> folded("  Côte   d'Ivoire ")
    "cote d'ivoire"
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def number_from(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """The number somebody typed, or None when it is none.

    Groups of three may be parted by a space, an apostrophe, a comma or a point; a single comma before three digits
    is a decimal sign only where the language writes it so (`decimal_comma`).

    >>> number_from("1 000"), number_from("1,5"), number_from("1.5")
    (Decimal('1000'), Decimal('1.5'), Decimal('1.5'))
    >>> number_from("1,000"), number_from("1,000", decimal_comma=True), number_from("many")
    (Decimal('1000'), Decimal('1.000'), None)
    """
    text = _SPACES.sub(" ", text).strip().translate(_SIGNS)
    decimal_sign = "," if decimal_comma else "."
    grouped = _GROUPED.fullmatch(text)
    if grouped and (grouped[1] != decimal_sign or grouped[2]):
        digits = text.replace(grouped[1], "")
    elif "," in text and "." in text:
        last = max(text.rindex(","), text.rindex("."))
        digits = re.sub(r"[ ,.]", "", text[:last]) + "." + text[last + 1 :]
    else:
        digits = text.replace(" ", "").replace(",", ".")
    return Decimal(digits) if _PLAIN.fullmatch(digits) else None


def _matches(text: str, pattern: str) -> bool:
    pieces = [re.escape(piece) for piece in folded(pattern).split("*")]
    return re.fullmatch(".*".join(pieces), text, re.DOTALL) is not None


def _concordant(places: Mapping[str, int], ranks: Mapping[str, int], first: str, second: str) -> bool:
    if ranks[first] == ranks[second]:
        return True
    if first not in places or second not in places:
        return False
    return (places[first] < places[second]) == (ranks[first] < ranks[second]) and places[first] != places[second]
