"""Editors of what is put in its place: things in order, pairs, cards and bins, statements and speakers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.editing.editor import Editor
from quizzes.editing.fields import Choice, OneOnEachLine, Words, tick
from quizzes.editing.rows import Entry, ListOf, NamedRow


class ItemRow(NamedRow):
    """A thing, and whether it may stand at the same place as the one above it."""

    text = Words(label=_("Text"), rows=1)
    with_above = forms.BooleanField(label=_("Same place as the one above"), required=False, widget=tick())


class OrderingEditor(Editor):
    """Things in order."""

    kind = "ordering"
    lists = (
        ListOf(
            "items",
            ItemRow,
            title=_("In the right order"),
            one=_("Place %(n)s"),
            add=_("Add one"),
            hint=_("Students see them mixed."),
        ),
    )
    feedback__right = Words(label=_("Feedback to the right order"), rows=2)
    feedback__wrong = Words(label=_("Feedback to any other"), rows=2)

    @classmethod
    def from_spec(cls, spec: Mapping[str, Any]) -> Entry:
        """Ranks as an order, and equal ranks as ticks."""
        items = sorted(spec["items"], key=lambda item: item["rank"])
        above = [None, *(item["rank"] for item in items)]
        rows = [
            {"id": item["id"], "text": item["text"], "with_above": item["rank"] == rank}
            for item, rank in zip(items, above, strict=False)
        ]
        return super().from_spec(spec) | {"items": rows}

    def to_spec(self) -> dict[str, Any]:
        """The order as ranks: the place of a thing, or that of the one it stands with."""
        spec, rank = super().to_spec(), 0
        for n, item in enumerate(spec["items"], 1):
            rank = rank if item.pop("with_above", False) and rank else n
            item["rank"] = rank
        return spec


class PairRow(NamedRow):
    """A thing and its partner."""

    folded = ("detail",)

    left = Words(label=_("This"), rows=1)
    right = Words(label=_("belongs to"))
    detail = Words(label=_("Small print"), max_length=300)


class MatchingEditor(Editor):
    """Pairs."""

    kind = "matching"
    lists = (
        ListOf(
            "pairs",
            PairRow,
            title=_("Pairs"),
            one=_("Pair %(n)s"),
            add=_("Add a pair"),
            hint=_("Students see the left side as you wrote it, and choose from all partners. Two may share one."),
        ),
    )
    extra = OneOnEachLine(label=_("Partners that belong to nothing"), help_text=_("One on each line."))
    feedback__right = Words(label=_("Feedback when all are right"), rows=2)
    feedback__wrong = Words(label=_("Feedback to any other"), rows=2)


class BinRow(NamedRow):
    """A place for cards."""

    text = Words(label=_("Name"))


class CardRow(NamedRow):
    """A piece of evidence, and where it belongs."""

    folded = ("detail", "feedback")

    text = Words(label=_("Text"), rows=1)
    bin = Choice(label=_("Belongs to"))
    detail = Words(label=_("Small print"), max_length=300)
    feedback = Words(label=_("Feedback"), rows=1)


class SortEditor(Editor):
    """Cards, each into its place."""

    kind = "sort"
    lists = (
        ListOf(
            "bins",
            BinRow,
            title=_("Places"),
            one=_("Place %(n)s"),
            add=_("Add a place"),
            hint=_("They stand in this order for everybody."),
            start=3,
        ),
        ListOf(
            "cards",
            CardRow,
            title=_("Cards"),
            one=_("Card %(n)s"),
            add=_("Add a card"),
            hint=_("Three at least. Every student sees them in another order."),
        ),
    )
    feedback__right = Words(label=_("Feedback when all are right"), rows=2)
    feedback__wrong = Words(label=_("Feedback to any other"), rows=2)

    @classmethod
    def first_values(cls) -> Entry:
        """The three places in which evidence is sorted most often."""
        names = (gettext("Supports the claim"), gettext("Challenges it"), gettext("Context only"))
        return {"bins": [{"id": one, "text": text} for one, text in zip("abc", names, strict=True)]}

    def _offer(self) -> None:
        """The places as they stand in the same form, typed or not."""
        super()._offer()
        places = [("", gettext("Choose one"))]
        for n, row in enumerate(self.rows["bins"], 1):
            name = row["text"].value() or gettext("no name yet")
            places.append((str(row["id"].value() or ""), f"{n}. {name}"))
        for row in self.rows["cards"]:
            row.fields["bin"].choices = places


class StatementRow(NamedRow):
    """What somebody said, and who."""

    folded = ("detail", "feedback")

    text = Words(label=_("Statement"), rows=2)
    speaker = Words(label=_("Who says it"), max_length=200)
    detail = Words(label=_("Small print, such as where and when"), max_length=300)
    feedback = Words(label=_("Feedback"), rows=1)


class WhoSaysEditor(Editor):
    """Statements and speakers."""

    kind = "whosays"
    lists = (
        ListOf(
            "statements",
            StatementRow,
            title=_("Statements"),
            one=_("Statement %(n)s"),
            add=_("Add a statement"),
            hint=_("They stand in this order; one person may have said several."),
        ),
    )
    extra = OneOnEachLine(label=_("People who said none of them"), help_text=_("One on each line."))
    feedback__right = Words(label=_("Feedback when all are right"), rows=2)
    feedback__wrong = Words(label=_("Feedback to any other"), rows=2)
