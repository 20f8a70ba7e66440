"""A question on paper: boxes to tick, lines to write on, blanks to number. No key is ever printed with it. Pure."""

from dataclasses import dataclass, field
from functools import singledispatch
from random import Random
from string import ascii_uppercase

from django.utils.translation import gettext as _

from lessons.models import Claim
from quizzes.kinds import (
    ClaimCheck,
    Cloze,
    Kind,
    Multiple,
    Ordering,
    Pairing,
    Panel,
    Prose,
    Single,
    Survey,
    TrueFalse,
)
from quizzes.kinds.panel import STEPS
from quizzes.models import QuestionVersion

FEWEST_LINES, MOST_LINES, WORDS_A_LINE = 6, 22, 12
BLANK = "________________"


@dataclass(frozen=True)
class Group:
    """Lines that are answered in one way: `mark` is what stands before each (circle, box, blank or a letter)."""

    lines: list[str]
    mark: str
    title: str = ""

    @property
    def marked(self) -> list[tuple[str, str]]:
        """Each line after its letter, if the lines have letters."""
        return list(zip(ascii_uppercase if self.mark == "letter" else [""] * len(self.lines), self.lines, strict=False))


@dataclass(frozen=True)
class PaperQuestion:
    """A question as it is printed."""

    number: int
    version: QuestionVersion
    text: str = ""
    groups: list[Group] = field(default_factory=list)
    write: range = range(0)
    hint: str = ""


def on_paper(number: int, version: QuestionVersion) -> PaperQuestion:
    """The question with its options in an order that is the same on every print."""
    asked = version.asked
    order = asked.order(Random(version.question.code))  # noqa: S311 - the same for every print, not a secret
    printed = _printed(asked, order)
    return PaperQuestion(number, version, **printed)


@singledispatch
def _printed(asked: Kind, order: list[str]) -> dict[str, object]:
    """A line to write on: short answers and numbers."""
    return {"write": range(1)}


@_printed.register
def _single(asked: Single, order: list[str]) -> dict[str, object]:
    return {"groups": [Group(_texts(asked.options, order), "circle")]}


@_printed.register
def _true_false(asked: TrueFalse, order: list[str]) -> dict[str, object]:
    return {"groups": [Group([_("True"), _("False")], "circle")]}


@_printed.register
def _multiple(asked: Multiple, order: list[str]) -> dict[str, object]:
    return {"groups": [Group(_texts(asked.options, order), "box")]}


@_printed.register
def _ordering(asked: Ordering, order: list[str]) -> dict[str, object]:
    hint = _("Write 1 before the earliest, 2 before the next, and so on.")
    return {"groups": [Group([asked.text_of(one) for one in order], "blank")], "hint": hint}


@_printed.register
def _pairing(asked: Pairing, order: list[str]) -> dict[str, object]:
    rows = [f"{row.text} ({row.detail})" if row.detail else row.text for row in asked.rows_as_shown(order)]
    partners = [asked.partner_text(partner) for partner in asked.partners_as_shown(order)]
    return {
        "groups": [Group(rows, "blank"), Group(partners, "letter", _("Choose from"))],
        "hint": _("Write the letter before each line."),
    }


@_printed.register
def _cloze(asked: Cloze, order: list[str]) -> dict[str, object]:
    """The gaps are numbered, so that choices can stand below the text."""
    text = asked.filled_with([f"({n}) {BLANK}" for n, _gap in enumerate(asked.gaps, 1)])
    chosen = [(n, gap) for n, gap in enumerate(asked.gaps, 1) if gap.choices]
    groups = [Group(list(gap.choices), "circle", _("Gap %(n)s") % {"n": n}) for n, gap in chosen]
    return {"text": text, "groups": groups, "hint": _("Write into the gaps.")}


@_printed.register
def _claim_check(asked: ClaimCheck, order: list[str]) -> dict[str, object]:
    statuses = [str(status.label) for status in Claim.Status]
    return {
        "groups": [
            Group(statuses, "circle", _("1. What is its status?")),
            Group(_texts(asked.evidence, order), "box", _("2. What decides it?")),
        ],
    }


@_printed.register
def _panel(asked: Panel, order: list[str]) -> dict[str, object]:
    steps = [str(step) for step in STEPS.values()]
    return {"groups": [Group(steps, "circle", _("How far does it move the statement?"))], "hint": str(asked.caution)}


@_printed.register
def _survey(asked: Survey, order: list[str]) -> dict[str, object]:
    texts = [choice.text for choice in asked.options]
    return {"groups": [Group(texts, "box" if asked.several else "circle")], "hint": str(asked.rule)}


@_printed.register
def _prose(asked: Prose, order: list[str]) -> dict[str, object]:
    hint = _("%(fewest)s to %(most)s words.") % {"fewest": asked.fewest, "most": asked.most} if asked.most else ""
    lines = max(FEWEST_LINES, min(MOST_LINES, asked.most // WORDS_A_LINE)) if asked.most else MOST_LINES
    return {"write": range(lines), "hint": hint}


def _texts(options: tuple, order: list[str]) -> list[str]:
    by_id = {option.id: f"{option.text} ({option.detail})" if option.detail else option.text for option in options}
    return [by_id[one] for one in order]
