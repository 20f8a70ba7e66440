"""Evidence sort: each card into the bin where it belongs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import shuffled
from quizzes.kinds.pairing import Pairing, Row
from quizzes.kinds.written import read_feedback


@dataclass(frozen=True)
class Bin:
    """A place for cards."""

    id: str
    text: str


@dataclass(frozen=True)
class Card:
    """A piece of evidence, and the id of its bin."""

    id: str
    text: str
    bin: str
    detail: str = ""
    feedback: str = ""

    def write(self) -> dict[str, str]:
        """The card as it is stored, without what it does not have."""
        return {key: value for key, value in asdict(self).items() if value}


@dataclass(frozen=True)
class Sort(Pairing):
    """Answered by the id of a bin for each card: `{"a": "s"}`."""

    bins: tuple[Bin, ...]
    cards: tuple[Card, ...]

    name: ClassVar[str] = "sort"
    label: ClassVar = _("evidence sort")
    rule: ClassVar = _("Each card in its right place earns its share of the points; a wrong one takes nothing away.")
    row_name: ClassVar = "card"

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `bins`, `cards` and `feedback`."""
        entry = Entry(data)
        bins = tuple(_read_bin(one) for one in entry.entries("bins", at_least=2))
        texts = [one.text for one in bins]
        if len(texts) != len(set(texts)):
            entry.fault("has two bins with the same text")
        cards = []
        for one in entry.entries("cards", at_least=3):
            cards.append(_read_card(one))
            if cards[-1].bin not in {place.id for place in bins}:
                one.fault(f"belongs into {cards[-1].bin!r}, which is no bin")
        feedback = read_feedback(entry)
        entry.done()
        return cls(feedback, bins, tuple(cards))

    def write(self) -> dict[str, Any]:
        """Bins, cards and feedback."""
        bins, cards = [asdict(one) for one in self.bins], [one.write() for one in self.cards]
        return {"bins": bins, "cards": cards, "feedback": self.feedback.write()}

    @property
    def rows(self) -> tuple[Row, ...]:
        """The cards."""
        return tuple(Row(one.id, one.text, one.bin, one.detail, one.feedback) for one in self.cards)

    @property
    def partners(self) -> list[str]:
        """The bins."""
        return [one.id for one in self.bins]

    def partner_text(self, partner: str) -> str:
        """The bin's text."""
        return next((one.text for one in self.bins if one.id == partner), "")

    def order(self, shuffle: Random) -> list[str]:
        """The cards in another order for every student; the bins stand as the editor wrote them."""
        return shuffled([one.id for one in self.cards], shuffle)

    def rows_as_shown(self, order: list[str]) -> list[Row]:
        """The cards in this student's order."""
        by_id = {row.id: row for row in self.rows}
        return [by_id[one] for one in order if one in by_id]

    def partners_as_shown(self, order: list[str]) -> list[str]:
        """The bins as they stand."""
        return self.partners


def _read_bin(entry: Entry) -> Bin:
    one = Bin(entry.text("id"), entry.text("text"))
    entry.close()
    return one


def _read_card(entry: Entry) -> Card:
    card = Card(
        id=entry.text("id"),
        text=entry.text("text"),
        bin=entry.text("bin"),
        detail=entry.text("detail", optional=True),
        feedback=entry.text("feedback", optional=True),
    )
    entry.close()
    return card
