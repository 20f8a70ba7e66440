"""Answers that a student could have given, right or wrong, read off a question's own key."""

from random import Random
from typing import Any

from quizzes.kinds import Kind

ESSAY = (
    "France pressed for action first, and a committee of the British parliament says so. But dragged is the wrong "
    "verb. Washington hesitated, then asked for a wider text than the one on the table, and the Arab League had asked "
    "for a no-fly zone itself. Two magazine reports and a memoir agree on that order. They all come from people who "
    "want to look good, so I would keep the word probably. What France wanted and what America decided are two "
    "questions: the record answers the second one better than the first."
)


def answer(asked: Kind, *, right: bool, chance: Random) -> Any:
    """An answer to the question `asked`; the wrong ones are wrong in the way students are."""
    return ANSWERS[asked.name](asked, right, chance)


def _single(asked: Any, right: bool, chance: Random) -> str:
    return chance.choice([option.id for option in asked.options if option.right == right])


def _multiple(asked: Any, right: bool, chance: Random) -> list[str]:
    keyed = [option.id for option in asked.options if option.right]
    return keyed if right else [_single(asked, False, chance), *keyed[1:]]


def _truefalse(asked: Any, right: bool, chance: Random) -> str:
    return asked.answer if right else {"true": "false", "false": "true"}[asked.answer]


def _short(asked: Any, right: bool, chance: Random) -> str:
    return asked.accepted[0].strip("*") if right else "I am not sure"


def _numeric(asked: Any, right: bool, chance: Random) -> str:
    return str(asked.answer if right else asked.answer + asked.tolerance + 1)


def _ordering(asked: Any, right: bool, chance: Random) -> dict[str, int]:
    ids = [item.id for item in asked.items]
    if not right:
        ids[0], ids[1] = ids[1], ids[0]
    return {one: place for place, one in enumerate(ids, 1)}


def _matching(asked: Any, right: bool, chance: Random) -> dict[str, str]:
    chosen = {pair.id: pair.right for pair in asked.pairs}
    if not right:
        first, second = asked.pairs[0], asked.pairs[1]
        chosen[first.id], chosen[second.id] = second.right, first.right
    return chosen


def _claimcheck(asked: Any, right: bool, chance: Random) -> dict[str, Any]:
    evidence = [option.id for option in asked.evidence if option.right == right][:1]
    return {"status": asked.answer if right else "contested", "evidence": evidence}


def _essay(asked: Any, right: bool, chance: Random) -> str:
    return ESSAY if right else ESSAY.partition(". ")[0] + "."


ANSWERS = {
    "single": _single,
    "multiple": _multiple,
    "truefalse": _truefalse,
    "short": _short,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _matching,
    "claimcheck": _claimcheck,
    "essay": _essay,
}
