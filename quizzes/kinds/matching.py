"""Matching: to each thing on the left its partner from a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import matching_credit
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, shuffled
from quizzes.kinds.written import Feedback, read_feedback


class MatchingForm(AnswerForm):
    """A list to choose from beside each thing on the left."""

    def add_fields(self) -> None:
        """The choices are the partners' texts, which tell nothing about where they belong."""
        choices = [("", _("Choose one")), *((text, text) for text in self.order)]
        select = forms.Select(attrs={"class": "form-select"})
        for n, pair in enumerate(self.asked.pairs, 1):
            self.fields[f"pair_{n}"] = forms.ChoiceField(
                label=pair.left, help_text=pair.detail, choices=choices, required=False, widget=select
            )

    def typed(self, answer: Any) -> dict[str, Any]:
        """The partner chosen for each."""
        return {f"pair_{n}": answer.get(pair.id, "") for n, pair in enumerate(self.asked.pairs, 1)}

    def filled(self) -> dict[str, str]:
        """The partners that were chosen."""
        return {pair.id: self.cleaned_data[f"pair_{n}"] for n, pair in enumerate(self.asked.pairs, 1)}


@dataclass(frozen=True)
class Pair:
    """A thing and its partner."""

    id: str
    left: str
    right: str
    detail: str = ""


@dataclass(frozen=True)
class Matching(Kind):
    """Answered by the partner's text for each pair: `{"a": "advised against"}`."""

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...]
    feedback: Feedback

    name: ClassVar[str] = "matching"
    label: ClassVar = _("matching")
    answer_form: ClassVar = MatchingForm

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
        return cls(tuple(pairs), extra, feedback)

    def write(self) -> dict[str, Any]:
        """Pairs, extra partners and feedback."""
        pairs = [
            {"id": pair.id, "left": pair.left, "right": pair.right} | ({"detail": pair.detail} if pair.detail else {})
            for pair in self.pairs
        ]
        return {"pairs": pairs, "extra": list(self.extra), "feedback": self.feedback.write()}

    @property
    def partners(self) -> list[str]:
        """Everything one can choose, each text once."""
        return list(dict.fromkeys([*(pair.right for pair in self.pairs), *self.extra]))

    def order(self, shuffle: Random) -> list[str]:
        """The partners in an order of their own; the left side stands as the editor wrote it."""
        return shuffled(self.partners, shuffle)

    def normalise(self, answer: Any) -> Answer:
        """The pairs for which one of the partners was chosen."""
        given = answer if isinstance(answer, Mapping) else {}
        partners = self.partners
        chosen = {pair.id: given.get(pair.id) for pair in self.pairs}
        return {one: text for one, text in chosen.items() if text in partners} or None

    def judge(self, answer: dict[str, str]) -> Outcome:
        """Right matches out of all."""
        return self.feedback.on(matching_credit(answer, {pair.id: pair.right for pair in self.pairs}))

    def words(self, answer: dict[str, str]) -> list[str]:
        """Each thing with the partner chosen."""
        return [f"{pair.left}: {answer[pair.id]}" for pair in self.pairs if pair.id in answer]

    def right_words(self) -> list[str]:
        """Each thing with its partner."""
        return [f"{pair.left}: {pair.right}" for pair in self.pairs]

    def note(self, answer: Answer) -> str:
        """How many are chosen."""
        return gettext("%(done)s of %(all)s chosen.") % {"done": len(answer or {}), "all": len(self.pairs)}
