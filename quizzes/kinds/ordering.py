"""Ordering: put items in order, by giving each its number."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import ordering_credit
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, shuffled
from quizzes.kinds.options import id_at
from quizzes.kinds.written import Feedback, read_feedback


class OrderingForm(AnswerForm):
    """One number for each item, in this student's order of items."""

    def add_fields(self) -> None:
        """Field n belongs to the item that stands at place n of the page."""
        numbers = [("", "–"), *((str(n), str(n)) for n in range(1, len(self.order) + 1))]
        select = forms.Select(attrs={"class": "form-select"})
        for n, one in enumerate(self.order, 1):
            self.fields[f"place_{n}"] = forms.ChoiceField(
                label=self.asked.text_of(one), choices=numbers, required=False, widget=select
            )

    def typed(self, answer: Any) -> dict[str, Any]:
        """The number of each item."""
        return {f"place_{n}": str(answer.get(one, "")) for n, one in enumerate(self.order, 1)}

    def filled(self) -> dict[str, int]:
        """The items that were given a number."""
        numbers = ((n, self.cleaned_data[f"place_{n}"]) for n in range(1, len(self.order) + 1))
        return {id_at(self.order, str(n)): int(number) for n, number in numbers if number}


@dataclass(frozen=True)
class Item:
    """One thing to put in its place; items of equal rank may stand in any order."""

    id: str
    text: str
    rank: int


@dataclass(frozen=True)
class Ordering(Kind):
    """Answered by the number of each item: `{"a": 1, "b": 2}`."""

    items: tuple[Item, ...]
    feedback: Feedback

    name: ClassVar[str] = "ordering"
    label: ClassVar = _("put in order")
    rule: ClassVar = _(
        "Every pair in the right order counts for the answer and every other pair against it; the reverse order earns "
        "nothing."
    )
    answer_form: ClassVar = OrderingForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `items` in their right order (an equal `rank` makes ties) and `feedback`."""
        entry = Entry(data)
        items = []
        for n, one in enumerate(entry.entries("items", at_least=2), 1):
            rank = one.number("rank", default=Decimal(n))
            items.append(Item(one.text("id"), one.text("text"), int(rank)))
            one.close()
        if items and len({item.rank for item in items}) == 1:
            entry.fault("gives all items the same rank")
        feedback = read_feedback(entry)
        entry.done()
        return cls(tuple(items), feedback)

    def write(self) -> dict[str, Any]:
        """Items and feedback."""
        items = [{"id": item.id, "text": item.text, "rank": item.rank} for item in self.items]
        return {"items": items, "feedback": self.feedback.write()}

    def order(self, shuffle: Random) -> list[str]:
        """Never the right order itself: the page would answer its own question."""
        ids = [item.id for item in self.items]
        order = shuffled(ids, shuffle)
        return order if order != ids else order[::-1]

    def text_of(self, one: str) -> str:
        """An item's text."""
        return next((item.text for item in self.items if item.id == one), "")

    def normalise(self, answer: Any) -> Answer:
        """The known items that have a number; a plain list of ids is numbered from 1."""
        if isinstance(answer, list | tuple):
            answer = {str(one): n for n, one in enumerate(answer, 1)}
        known = {item.id for item in self.items}
        given = answer.items() if isinstance(answer, Mapping) else ()
        return {one: number for one, number in given if one in known and type(number) is int} or None

    def judge(self, answer: dict[str, int]) -> Outcome:
        """By the pairs that stand in the right order."""
        return self.feedback.on(ordering_credit(answer, {item.id: item.rank for item in self.items}))

    def words(self, answer: dict[str, int]) -> list[str]:
        """The items by the numbers they were given."""
        placed = sorted(answer.items(), key=lambda pair: pair[1])
        return [f"{number}. {self.text_of(one)}" for one, number in placed]

    def right_words(self) -> list[str]:
        """The items in order."""
        return [f"{n}. {item.text}" for n, item in enumerate(sorted(self.items, key=lambda item: item.rank), 1)]

    def note(self, answer: Answer) -> str:
        """Whether every item has a number of its own."""
        numbers = list((answer or {}).values())
        if len(numbers) != len(set(numbers)):
            return gettext("Two items have the same number.")
        return gettext("%(done)s of %(all)s numbered.") % {"done": len(numbers), "all": len(self.items)}

    def examples(self) -> list[tuple[str, Any]]:
        """The right order, one neighbour out of place, the reverse."""
        ranked = sorted(self.items, key=lambda item: item.rank)
        right = [item.id for item in ranked]
        n = next(n for n, item in enumerate(ranked) if item.rank != ranked[0].rank)
        swapped = [*right[: n - 1], right[n], right[n - 1], *right[n + 1 :]]
        return [
            (gettext("The right order"), right),
            (
                gettext("Two neighbours changed places: %(first)s, %(second)s")
                % {"first": self.text_of(right[n - 1]), "second": self.text_of(right[n])},
                swapped,
            ),
            (gettext("The reverse order"), right[::-1]),
        ]
