"""Numeric: a year or a quantity, exact or within a tolerance."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Self

from django import forms
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import NOTHING, number_from, numeric_credit
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome
from quizzes.kinds.written import Feedback, read_feedback


class NumericForm(AnswerForm):
    """One line for a number. What is no number is kept all the same: the note says how it was read."""

    def add_fields(self) -> None:
        """A line that opens the keys for numbers."""
        attrs = {"class": "form-control short-answer", "inputmode": "decimal", "autocomplete": "off"}
        label = self.asked.unit.capitalize() or _("Your answer")
        self.fields["answer"] = forms.CharField(
            label=label, max_length=40, required=False, widget=forms.TextInput(attrs=attrs)
        )


@dataclass(frozen=True)
class Numeric(Kind):
    """Answered by the text that was typed; it is read as a number when it is judged."""

    answer: Decimal
    tolerance: Decimal
    unit: str
    feedback: Feedback

    name: ClassVar[str] = "numeric"
    label: ClassVar = _("a number")
    rule: ClassVar = _("A number within the tolerance earns all the points, any other nothing.")
    answer_form: ClassVar = NumericForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `answer`, perhaps `tolerance` and `unit`, and `feedback`."""
        entry = Entry(data)
        answer, tolerance = entry.number("answer"), entry.number("tolerance", Decimal(0))
        if tolerance < 0:
            entry.fault("has a tolerance below zero")
        unit, feedback = entry.text("unit", optional=True), read_feedback(entry)
        entry.done()
        return cls(answer, tolerance, unit, feedback)

    def write(self) -> dict[str, Any]:
        """Numbers as text, so that none is rounded."""
        return {
            "answer": str(self.answer),
            "tolerance": str(self.tolerance),
            "unit": self.unit,
            "feedback": self.feedback.write(),
        }

    def normalise(self, answer: Any) -> Answer:
        """What was typed."""
        return str(answer).strip() or None if answer is not None else None

    def judge(self, answer: str) -> Outcome:
        """Within the tolerance or not; what is no number earns nothing."""
        number = _number(answer)
        credit = NOTHING if number is None else numeric_credit(number, self.answer, self.tolerance)
        return self.feedback.on(credit)

    def words(self, answer: str) -> list[str]:
        """What was typed."""
        return [answer]

    def right_words(self) -> list[str]:
        """The number, and how far off one may be."""
        number = f"{self.answer:f}"
        return [f"{number} ± {self.tolerance:f}" if self.tolerance else number]

    def examples(self) -> list[tuple[str, Any]]:
        """The number, the furthest that still counts, and the first that does not."""
        furthest = self.answer + self.tolerance
        beyond = furthest + Decimal(1).scaleb(min(0, furthest.as_tuple().exponent))
        written = [number_format(number, use_l10n=True) for number in (self.answer, furthest, beyond)]
        return [(text, text) for text in written]

    def note(self, answer: Answer) -> str:
        """How the text was read."""
        if answer is None:
            return ""
        number = _number(str(answer))
        if number is None:
            return gettext("This cannot be read as a number yet. Write it in digits, such as 1999.")
        return "" if f"{number:f}" == answer else gettext("Read as %(number)s.") % {"number": f"{number:f}"}


def _number(text: str) -> Decimal | None:
    return number_from(text, decimal_comma=get_format("DECIMAL_SEPARATOR") == ",")
