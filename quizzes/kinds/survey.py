"""Survey: what somebody thinks or knows. No answer is right, and none earns points."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, ClassVar, Self

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.kinds import options
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Answer, AnswerForm, Kind, Outcome


class SurveyForm(AnswerForm):
    """Buttons, or boxes where several may be ticked."""

    def add_fields(self) -> None:
        """The options stand as they were written: many are steps of a scale."""
        several = self.asked.several
        field = forms.MultipleChoiceField if several else forms.ChoiceField
        by_id = {choice.id: choice.text for choice in self.asked.options}
        self.fields["answer"] = field(
            label=_("Your answer"),
            choices=[(str(n), by_id[one]) for n, one in enumerate(self.order, 1) if one in by_id],
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            required=False,
        )

    def typed(self, answer: Any) -> dict[str, Any]:
        """The options' numbers."""
        numbers = [options.number_of(self.order, one) for one in answer]
        return {"answer": numbers if self.asked.several else "".join(numbers[:1])}

    def filled(self) -> list[str]:
        """The options behind the numbers."""
        sent = self.cleaned_data["answer"]
        return [options.id_at(self.order, number) for number in ([sent] if isinstance(sent, str) else sent)]


@dataclass(frozen=True)
class Choice:
    """One thing to tick."""

    id: str
    text: str


@dataclass(frozen=True)
class Survey(Kind):
    """Answered by a list of ids, of one only where not `several` may be ticked."""

    options: tuple[Choice, ...]
    several: bool = False

    name: ClassVar[str] = "survey"
    label: ClassVar = _("survey")
    rule: ClassVar = _("No answer is right or wrong, and none earns points.")
    answer_form: ClassVar = SurveyForm
    has_key: ClassVar = False
    is_scored: ClassVar = False

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `options`, and whether `several` may be ticked."""
        entry = Entry(data)
        choices = []
        for one in entry.entries("options", at_least=2):
            choices.append(Choice(one.text("id"), one.text("text")))
            one.close()
        several = entry.flag("several")
        entry.done()
        return cls(tuple(choices), several)

    def write(self) -> dict[str, Any]:
        """Options, and whether several may be ticked."""
        return {"options": [asdict(choice) for choice in self.options], "several": self.several}

    def order(self, shuffle: Random) -> list[str]:
        """As the editor wrote them."""
        return [choice.id for choice in self.options]

    def normalise(self, answer: Any) -> Answer:
        """The known ids, each once, in the specification's order; of one only if not several may be ticked."""
        chosen = answer if isinstance(answer, list | tuple) else ()
        known = [choice.id for choice in self.options if choice.id in chosen]
        return (known if self.several else known[:1]) or None

    def grade(self, answer: Answer) -> Outcome | None:
        """Nothing is ever earned, and nothing is to be marked."""
        return None

    def judge(self, answer: list[str]) -> Outcome | None:
        """The same."""
        return None

    def words(self, answer: list[str]) -> list[str]:
        """The texts of the options chosen."""
        return [choice.text for choice in self.options if choice.id in answer]

    def right_words(self) -> list[str]:
        """No answer is right."""
        return []

    def examples(self) -> list[tuple[str, Any]]:
        """Every answer is as good as another."""
        return [(gettext("Any answer"), None)]
