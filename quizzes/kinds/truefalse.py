"""True or false."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import single_choice_credit
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome, Part
from quizzes.kinds.options import feedback_line

WORDS = {"true": _("True"), "false": _("False")}


class TrueFalseForm(AnswerForm):
    """Two buttons."""

    def add_fields(self) -> None:
        """True first, as everybody says it."""
        choices = [(value, self._label(value)) for value in WORDS]
        self.fields["answer"] = forms.ChoiceField(
            label=_("Your answer"), choices=choices, widget=forms.RadioSelect, required=False
        )

    def _label(self, value: str) -> str:
        feedback = self.outcome.feedback_on(value) if self.outcome else ""
        return format_html("{}{}", WORDS[value], feedback_line(feedback)) if feedback else WORDS[value]


@dataclass(frozen=True)
class TrueFalse(Kind):
    """Answered by "true" or "false"; `misconception` is the inaccurate claim that the wrong answer stands for."""

    answer: str
    feedback: dict[str, str]
    misconception: str = ""

    name: ClassVar[str] = "truefalse"
    label: ClassVar = _("true or false")
    rule: ClassVar = _("The right answer earns all the points, the other nothing.")
    answer_form: ClassVar = TrueFalseForm

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `answer`, `feedback` for each of the two, and perhaps a `misconception`."""
        entry = Entry(data)
        answer = "true" if entry.truth("answer") else "false"
        said = entry.part("feedback", optional=True)
        feedback = {value: said.text(value, optional=True) for value in WORDS}
        said.close()
        misconception = entry.text("misconception", optional=True)
        entry.done()
        return cls(answer, feedback, misconception)

    def write(self) -> dict[str, Any]:
        """Answer, feedback and misconception."""
        spec: dict[str, Any] = {"answer": self.answer == "true", "feedback": self.feedback}
        return spec | ({"misconception": self.misconception} if self.misconception else {})

    def normalise(self, answer: Any) -> Answer:
        """One of the two words; a Python truth value is understood."""
        word = str(answer).lower()
        return word if word in WORDS else None

    def judge(self, answer: str) -> Outcome:
        """All or nothing."""
        credit = single_choice_credit(answer, {self.answer})
        return Outcome(credit, (Part(answer, answer == self.answer, self.feedback[answer]),))

    def words(self, answer: str) -> list[str]:
        """True or False."""
        return [gettext("True") if answer == "true" else gettext("False")]

    def right_words(self) -> list[str]:
        """True or False."""
        return self.words(self.answer)

    def examples(self) -> list[tuple[str, Any]]:
        """Both answers."""
        return [(str(words), value) for value, words in WORDS.items()]
