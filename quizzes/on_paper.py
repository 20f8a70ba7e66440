"""A question on paper: boxes to tick, lines to write on, blanks to number. No key is ever printed with it. Pure."""

from dataclasses import dataclass, field
from functools import singledispatch
from random import Random
from string import ascii_uppercase

from django.utils.translation import gettext as _

from lessons.models import Claim
from quizzes.kinds import ClaimCheck, Essay, Kind, Matching, Multiple, Ordering, Single, TrueFalse
from quizzes.models import QuestionVersion

ESSAY_LINES = 22


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
    statement: str = ""
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
def _matching(asked: Matching, order: list[str]) -> dict[str, object]:
    return {
        "groups": [Group([pair.left for pair in asked.pairs], "blank"), Group(order, "letter", _("Choose from"))],
        "hint": _("Write the letter before each line."),
    }


@_printed.register
def _claim_check(asked: ClaimCheck, order: list[str]) -> dict[str, object]:
    statuses = [str(status.label) for status in Claim.Status]
    return {
        "statement": asked.statement,
        "groups": [
            Group(statuses, "circle", _("1. What is its status?")),
            Group(_texts(asked.evidence, order), "box", _("2. What decides it?")),
        ],
    }


@_printed.register
def _essay(asked: Essay, order: list[str]) -> dict[str, object]:
    hint = _("%(fewest)s to %(most)s words.") % {"fewest": asked.fewest, "most": asked.most} if asked.most else ""
    return {"write": range(ESSAY_LINES), "hint": hint}


def _texts(options: tuple, order: list[str]) -> list[str]:
    by_id = {option.id: f"{option.text} ({option.detail})" if option.detail else option.text for option in options}
    return [by_id[one] for one in order]
