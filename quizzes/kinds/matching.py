"""Matching: to each thing on the left its partner from a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import shuffled
from quizzes.kinds.pairing import Pairing, Row
from quizzes.kinds.written import read_feedback


@dataclass(frozen=True)
class Pair:
    """A thing and its partner."""

    id: str
    left: str
    right: str
    detail: str = ""


@dataclass(frozen=True)
class Matching(Pairing):
    """Answered by the partner's text for each pair: `{"a": "advised against"}`."""

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...]

    name: ClassVar[str] = "matching"
    label: ClassVar = _("matching")
    row_name: ClassVar = "pair"

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `pairs`, perhaps `extra` partners that nobody takes, and `feedback`."""
        entry = Entry(data)
        pairs = []
        for one in entry.entries("pairs", at_least=2):
            detail = one.text("detail", optional=True)
            pairs.append(Pair(one.text("id"), one.text("left"), one.text("right"), detail))
            one.close()
        extra = tuple(entry.texts("extra", optional=True))
        for text in sorted(set(extra) & {pair.right for pair in pairs}):
            entry.fault(f"has {text!r} both as a partner and as extra")
        feedback = read_feedback(entry)
        entry.done()
        return cls(feedback, tuple(pairs), extra)

    def write(self) -> dict[str, Any]:
        """Pairs, extra partners and feedback."""
        pairs = [
            {"id": pair.id, "left": pair.left, "right": pair.right} | ({"detail": pair.detail} if pair.detail else {})
            for pair in self.pairs
        ]
        return {"pairs": pairs, "extra": list(self.extra), "feedback": self.feedback.write()}

    @property
    def rows(self) -> tuple[Row, ...]:
        """The left side."""
        return tuple(Row(pair.id, pair.left, pair.right, pair.detail) for pair in self.pairs)

    @property
    def partners(self) -> list[str]:
        """The right side and what is left over, each text once."""
        return list(dict.fromkeys([*(pair.right for pair in self.pairs), *self.extra]))

    def in_one_line(self, row: Row, partner: str) -> str:
        """From left to right."""
        return f"{row.text}: {partner}"

    def order(self, shuffle: Random) -> list[str]:
        """The partners in an order of their own; the left side stands as the editor wrote it."""
        return shuffled(self.partners, shuffle)
