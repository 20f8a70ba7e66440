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
STEELMAN = (
    "Who holds this view does not hold it out of ill will. They look at what can be counted: how many people were in "
    "danger, how few days were left, and who could have acted at all. They grant that nobody knew what would follow. "
    "Their strongest argument is that doing nothing was a decision, too, and that somebody had to answer for it."
)
REWRITE = (
    "The Security Council adopted the resolution by a vote. Some members abstained and gave their reasons. Officials, "
    "who asked not to be named, described the talks before it in different ways."
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


def _cloze(asked: Any, right: bool, chance: Random) -> dict[str, str]:
    filled = {gap.id: gap.right for gap in asked.gaps}
    first = asked.gaps[0]
    wrong = next((text for text in first.choices if text not in first.accepted), "I am not sure")
    return filled if right else filled | {first.id: wrong}


def _pairing(asked: Any, right: bool, chance: Random) -> dict[str, str]:
    chosen = {row.id: row.partner for row in asked.rows}
    if not right:
        first, second = asked.rows[:2]
        chosen[first.id], chosen[second.id] = second.partner, first.partner
    return chosen


def _panel(asked: Any, right: bool, chance: Random) -> str:
    votes = [position.vote for position in asked.panel]
    return str(max(votes, key=votes.count) if right else chance.choice(votes))


def _claimcheck(asked: Any, right: bool, chance: Random) -> dict[str, Any]:
    evidence = [option.id for option in asked.evidence if option.right == right][:1]
    return {"status": asked.answer if right else "contested", "evidence": evidence}


def _essay(asked: Any, right: bool, chance: Random) -> str:
    return _text(ESSAY, right)


def _steelman(asked: Any, right: bool, chance: Random) -> str:
    return _text(STEELMAN, right)


def _rewrite(asked: Any, right: bool, chance: Random) -> str:
    return _text(REWRITE, right)


def _text(whole: str, right: bool) -> str:
    """All of it, or its first sentence."""
    return whole if right else whole.partition(". ")[0] + "."


def _survey(asked: Any, right: bool, chance: Random) -> list[str]:
    return [chance.choice(asked.options).id]


ANSWERS = {
    "single": _single,
    "multiple": _multiple,
    "truefalse": _truefalse,
    "short": _short,
    "cloze": _cloze,
    "numeric": _numeric,
    "ordering": _ordering,
    "matching": _pairing,
    "sort": _pairing,
    "whosays": _pairing,
    "claimcheck": _claimcheck,
    "panel": _panel,
    "essay": _essay,
    "steelman": _steelman,
    "rewrite": _rewrite,
    "survey": _survey,
}
