"""Cloze: gaps in a text, each to type or to choose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import cloze_credit, short_answer_credit
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, Part
from quizzes.kinds.written import Feedback, read_feedback

GAP = re.compile(r"\[\[(.*?)\]\]")
# What stands right behind a gap and must not begin a line: a full stop, a comma, a closing bracket.
STOP = re.compile(r"[^\w\s(\[“«]*")


@dataclass(frozen=True)
class Piece:
    """A gap's field, the text before it, the stop or comma after it and, once it was judged, whether it is right.

    The last piece has no field: it is the end of the text.
    """

    text: str
    field: forms.BoundField | None = None
    stop: str = ""
    is_right: bool | None = None


class ClozeForm(AnswerForm):
    """A field for each gap, in the order of the text."""

    def add_fields(self) -> None:
        """A list where there are choices, else a line; its name says which gap it is."""
        for n, gap in enumerate(self.asked.gaps, 1):
            name = gettext("Gap %(n)s of %(all)s") % {"n": n, "all": len(self.asked.gaps)}
            if gap.choices:
                choices = [("", "…"), *((text, text) for text in gap.choices)]
                select = forms.Select(attrs={"class": "form-select gap", "aria-label": name})
                self.fields[f"gap_{n}"] = forms.ChoiceField(label=name, choices=choices, required=False, widget=select)
            else:
                attrs = {"class": "form-control gap", "aria-label": name, "autocomplete": "off"}
                line = forms.TextInput(attrs=attrs)
                self.fields[f"gap_{n}"] = forms.CharField(label=name, max_length=200, required=False, widget=line)

    def typed(self, answer: Any) -> dict[str, Any]:
        """What stands in each gap."""
        return {f"gap_{n}": answer.get(gap.id, "") for n, gap in enumerate(self.asked.gaps, 1)}

    def filled(self) -> dict[str, str]:
        """What was put into the gaps."""
        return {gap.id: self.cleaned_data[f"gap_{n}"] for n, gap in enumerate(self.asked.gaps, 1)}

    @property
    def pieces(self) -> list[Piece]:
        """The text with its fields."""
        first, *after = self.asked.texts
        judged = {part.of: part.is_right for part in self.outcome.parts} if self.outcome else {}
        stops = [STOP.match(text)[0] for text in after]
        before = [first, *(text.removeprefix(stop) for text, stop in zip(after, stops, strict=True))]
        fields = [(self[f"gap_{n}"], judged.get(gap.id)) for n, gap in enumerate(self.asked.gaps, 1)]
        gaps = zip(before[:-1], fields, stops, strict=True)
        return [*(Piece(text, field, stop, is_right) for text, (field, is_right), stop in gaps), Piece(before[-1])]


@dataclass(frozen=True)
class Gap:
    """What is accepted in a gap, what it is worth, and from what one chooses; without choices one types."""

    id: str
    accepted: tuple[str, ...]
    choices: tuple[str, ...] = ()
    points: int = 1

    def write(self) -> dict[str, Any]:
        """The gap as it is stored, without what it does not have."""
        choices = {"choices": list(self.choices)} if self.choices else {}
        points = {"points": self.points} if self.points != 1 else {}
        return {"id": self.id, "accepted": list(self.accepted), **choices, **points}

    def accepts(self, written: str) -> bool:
        """Whether it is right: what was typed is compared as a short answer is."""
        return written in self.accepted if self.choices else bool(short_answer_credit(written, self.accepted))

    @property
    def right(self) -> str:
        """The first accepted text."""
        return self.accepted[0] if self.choices else self.accepted[0].replace("*", "…")


@dataclass(frozen=True)
class Cloze(Kind):
    """Answered by a text for each gap: `{"a": "1973"}`. `gaps` stand in the order of the text."""

    text: str
    gaps: tuple[Gap, ...]
    feedback: Feedback

    name: ClassVar[str] = "cloze"
    label: ClassVar = _("gaps in a text")
    rule: ClassVar = _("Each gap that is right earns its points; a wrong one takes nothing away.")
    answer_form: ClassVar = ClozeForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From a `text` with the ids of its `gaps` in double brackets, and `feedback`."""
        entry = Entry(data)
        text = entry.text("text")
        gaps = {gap.id: gap for gap in [_read_gap(one) for one in entry.entries("gaps", at_least=1)]}
        named = GAP.findall(text)
        for one in sorted(set(named) - set(gaps)):
            entry.fault(f"has [[{one}]] in its text, and no such gap")
        for one in gaps:
            if named.count(one) != 1:
                entry.fault(f"has gap {one!r} {named.count(one)} times in its text instead of once")
        feedback = read_feedback(entry)
        entry.done()
        return cls(text, tuple(gaps[one] for one in named), feedback)

    def write(self) -> dict[str, Any]:
        """Text, gaps and feedback."""
        gaps = [gap.write() for gap in self.gaps]
        return {"text": self.text, "gaps": gaps, "feedback": self.feedback.write()}

    @property
    def texts(self) -> list[str]:
        """The text before each gap, and what follows the last."""
        return GAP.split(self.text)[::2]

    def filled_with(self, words: list[str]) -> str:
        """The text with words in its gaps."""
        pieces = zip(self.texts, [*words, ""], strict=True)
        return "".join(text + word for text, word in pieces)

    def normalise(self, answer: Any) -> Answer:
        """The texts in known gaps, without spaces around them; of choices, only those that are offered."""
        given = answer if isinstance(answer, Mapping) else {}
        texts = {gap: given.get(gap.id) for gap in self.gaps}
        texts = {gap: text.strip() for gap, text in texts.items() if isinstance(text, str)}
        return {gap.id: text for gap, text in texts.items() if text and text in (gap.choices or {text})} or None

    def judge(self, answer: dict[str, str]) -> Outcome:
        """Gap by gap, each by its points."""
        right = {gap.id for gap in self.gaps if gap.accepts(answer.get(gap.id, ""))}
        credit = cloze_credit(right, {gap.id: gap.points for gap in self.gaps})
        parts = (Part(gap.id, gap.id in right) for gap in self.gaps)
        return Outcome(credit, (*self.feedback.on(credit).parts, *parts))

    def about(self, of: str) -> str:
        """Which gap it is."""
        numbers = {gap.id: n for n, gap in enumerate(self.gaps, 1)}
        return gettext("Gap %(n)s") % {"n": numbers[of]} if of in numbers else ""

    def words(self, answer: dict[str, str]) -> list[str]:
        """The text as it was filled in."""
        return [self.filled_with([f"[{answer.get(gap.id, '…')}]" for gap in self.gaps])]

    def right_words(self) -> list[str]:
        """The text with what belongs into its gaps."""
        return [self.filled_with([f"[{gap.right}]" for gap in self.gaps])]

    def examples(self) -> list[tuple[str, Any]]:
        """All gaps right, and the first and the last by themselves."""
        alone = [
            (gettext("%(gap)s alone: “%(text)s”") % {"gap": self.about(gap.id), "text": gap.right}, {gap.id: gap.right})
            for gap in (self.gaps[0], self.gaps[-1])
        ]
        return [(gettext("All gaps right"), {gap.id: gap.right for gap in self.gaps}), *alone]

    def note(self, answer: Answer) -> str:
        """How many gaps are filled."""
        return gettext("%(done)s of %(all)s gaps filled.") % {"done": len(answer or {}), "all": len(self.gaps)}


def _read_gap(entry: Entry) -> Gap:
    gap = Gap(
        id=entry.text("id"),
        accepted=tuple(entry.texts("accepted")),
        choices=tuple(entry.texts("choices", optional=True)),
        points=entry.whole("points", 1),
    )
    if gap.points < 1:
        entry.fault("is worth no point")
    if not gap.accepted:
        entry.fault("accepts nothing")
    elif not gap.choices and any(not one.strip("* ") for one in gap.accepted):
        entry.fault("accepts any answer")
    if gap.choices and len(set(gap.choices)) < 2:
        entry.fault("offers fewer than two choices")
    elif gap.choices and not set(gap.accepted) <= set(gap.choices):
        entry.fault("accepts what it does not offer")
    elif gap.choices and set(gap.accepted) == set(gap.choices):
        entry.fault("accepts everything it offers")
    entry.close()
    return gap
