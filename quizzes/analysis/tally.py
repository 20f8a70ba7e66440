"""How often each answer was given, in the words of the question's kind. Pure.

    tally(version.asked, answers)      one group of rows for most kinds, two for a claim check
    levels_reached(criteria, parts)    for what a person marks: one group for each criterion of the rubric

What students wrote or put together freely is counted answer by answer, the commonest first, with the rest in one row.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lessons.models import Claim
from quizzes.grading import folded
from quizzes.kinds import (
    Answer,
    ClaimCheck,
    Cloze,
    Kind,
    Multiple,
    Pairing,
    Panel,
    Single,
    Survey,
    TrueFalse,
    verdict,
)
from quizzes.kinds.options import Option
from quizzes.kinds.panel import STEPS
from quizzes.kinds.truefalse import WORDS

COMMONEST = 5
"""Of free answers so many are shown one by one."""

RIGHT, PARTLY, WRONG, NEITHER = "right", "partly", "wrong", ""


@dataclass(frozen=True)
class Row:
    """One answer or part of one: how many gave it, and what it is: right, partly, wrong, or none of these.

    `key` is the option's id where there is one; `misconception` the code of the inaccurate claim it stands for.
    """

    label: str
    count: int
    verdict: str = NEITHER
    key: str = ""
    misconception: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Rows that belong together; `title` is empty where a question has one group. `n` is what each count is out of."""

    title: str
    rows: tuple[Row, ...]
    n: int


def tally(asked: Kind, answers: Sequence[Answer]) -> list[Group]:
    """Count the stored answers to a question, and those who left it empty in a row of their own."""
    given = [answer for answer in answers if answer is not None]
    blank = [Row(_("No answer"), len(answers) - len(given))] if len(given) < len(answers) else []
    groups = [(title, (*rows, *blank)) for title, rows in _groups(asked, given)]
    return [Group(title, rows, len(answers)) for title, rows in groups]


def levels_reached(criteria: Sequence[Mapping[str, Any]], marks: Sequence[Sequence[Mapping[str, Any]]]) -> list[Group]:
    """How many reached each level of each of a rubric's `criteria`, by the parts of the `marks` given by hand."""
    counts = Counter((part["of"], part["level"]) for parts in marks for part in parts if "level" in part)
    return [
        Group(
            one["title"],
            tuple(Row(f"{n} · {words}", counts[one["id"], n]) for n, words in enumerate(one["levels"])),
            sum(counts[one["id"], n] for n in range(len(one["levels"]))),
        )
        for one in criteria
    ]


@singledispatch
def _groups(asked: Kind, given: Sequence[Any]) -> list[tuple[str, list[Row]]]:
    """Answer by answer: what was typed, or an order."""
    counts = Counter(json.dumps(answer, sort_keys=True) for answer in given)
    answers = [(json.loads(text), count) for text, count in counts.most_common()]
    merged: dict[str, Row] = {}
    for answer, count in answers:
        words = " · ".join(asked.in_words(answer))
        same = merged.get(folded(words))  # written otherwise, with other capitals or accents
        outcome = asked.grade(answer)
        judged = verdict(outcome.fraction) if outcome else NEITHER
        label, before = (same.label, same.count) if same else (words, 0)
        merged[folded(words)] = Row(label, before + count, judged)
    rows = sorted(merged.values(), key=lambda row: -row.count)
    others = sum(row.count for row in rows[COMMONEST:])
    return [("", rows[:COMMONEST] + ([Row(_("Other answers"), others)] if others else []))]


@_groups.register
def _single(asked: Single, given: Sequence[str]) -> list[tuple[str, list[Row]]]:
    return [("", _of_options(asked.options, Counter(given)))]


@_groups.register
def _multiple(asked: Multiple, given: Sequence[list[str]]) -> list[tuple[str, list[Row]]]:
    return [("", _of_options(asked.options, Counter(one for answer in given for one in answer)))]


@_groups.register
def _true_or_false(asked: TrueFalse, given: Sequence[str]) -> list[tuple[str, list[Row]]]:
    counts, rows = Counter(given), []
    for value, words in WORDS.items():
        is_right = value == asked.answer
        misconception = "" if is_right else asked.misconception
        rows.append(Row(str(words), counts[value], RIGHT if is_right else WRONG, value, misconception))
    return [("", rows)]


@_groups.register
def _survey(asked: Survey, given: Sequence[list[str]]) -> list[tuple[str, list[Row]]]:
    counts = Counter(one for answer in given for one in answer)
    return [("", [Row(choice.text, counts[choice.id], key=choice.id) for choice in asked.options])]


@_groups.register
def _panel(asked: Panel, given: Sequence[str]) -> list[tuple[str, list[Row]]]:
    counts, rows = Counter(given), []
    for step, words in STEPS.items():
        votes = len(asked.reasons(step))
        said = ngettext("%(n)s of the panel", "%(n)s of the panel", votes) % {"n": votes} if votes else ""
        worth = verdict(asked.judge(str(step)).fraction)
        rows.append(Row(str(words), counts[str(step)], worth, str(step), note=said))
    return [("", rows)]


@_groups.register
def _claim_check(asked: ClaimCheck, given: Sequence[dict[str, Any]]) -> list[tuple[str, list[Row]]]:
    statuses = Counter(answer["status"] for answer in given)
    evidence = Counter(one for answer in given for one in answer["evidence"])
    judged = [
        Row(str(status.label), statuses[status.value], RIGHT if status == asked.answer else WRONG, status.value)
        for status in Claim.Status
    ]
    return [(_("Status"), judged), (_("Evidence"), _of_options(asked.evidence, evidence))]


@_groups.register
def _pairing(asked: Pairing, given: Sequence[dict[str, str]]) -> list[tuple[str, list[Row]]]:
    rows = []
    for one in asked.rows:
        chosen = Counter(answer[one.id] for answer in given if one.id in answer)
        label = asked.in_one_line(one, asked.partner_text(one.partner))
        wrong = Counter({asked.partner_text(who): n for who, n in chosen.items() if who != one.partner})
        rows.append(Row(label, chosen[one.partner], RIGHT, one.id, note=_instead(wrong)))
    return [("", rows)]


@_groups.register
def _cloze(asked: Cloze, given: Sequence[dict[str, str]]) -> list[tuple[str, list[Row]]]:
    rows = []
    for gap in asked.gaps:
        written = [answer.get(gap.id, "") for answer in given]
        wrong = Counter(text for text in written if text and not gap.accepts(text))
        label = _("%(gap)s: %(right)s") % {"gap": asked.about(gap.id), "right": gap.right}
        rows.append(Row(label, sum(gap.accepts(text) for text in written), RIGHT, gap.id, note=_instead(wrong)))
    return [("", rows)]


def _of_options(options: Iterable[Option], counts: Counter[str]) -> list[Row]:
    return [Row(one.text, counts[one.id], RIGHT if one.right else WRONG, one.id, one.misconception) for one in options]


def _instead(wrong: Counter[str]) -> str:
    """The commonest of what was put in the place of the right one."""
    if not wrong:
        return ""
    text, count = wrong.most_common(1)[0]
    return _("Instead most often: %(text)s (%(count)s)") % {"text": text, "count": count}
