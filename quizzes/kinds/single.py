"""Single choice: one option of several."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.grading import single_choice_credit
from quizzes.kinds import options
from quizzes.kinds.kind import Answer, AnswerForm, Outcome
from quizzes.kinds.options import Choosing


class SingleForm(AnswerForm):
    """One row of buttons."""

    def add_fields(self) -> None:
        """A radio button for each option, in this student's order."""
        self.fields["answer"] = forms.ChoiceField(
            label=_("Your answer"),
            choices=options.choices(self.asked.options, self.order, self.outcome),
            widget=forms.RadioSelect,
            required=False,
        )

    def typed(self, answer: Any) -> dict[str, Any]:
        """The option's number in this student's order."""
        return {"answer": options.number_of(self.order, answer)}

    def filled(self) -> str:
        """The option behind the number."""
        return options.id_at(self.order, self.cleaned_data["answer"])


@dataclass(frozen=True)
class Single(Choosing):
    """Answered by the id of one option."""

    name: ClassVar[str] = "single"
    label: ClassVar = _("one answer")
    rule: ClassVar = _("The right answer earns all the points, any other nothing.")
    answer_form: ClassVar = SingleForm

    def normalise(self, answer: Any) -> Answer:
        """The option's id, if there is such an option."""
        return answer if answer in [option.id for option in self.options] else None

    def judge(self, answer: str) -> Outcome:
        """All or nothing, with the option's feedback."""
        credit = single_choice_credit(answer, options.right_ids(self.options))
        return Outcome(credit, options.parts(self.options, {answer}))

    def words(self, answer: str) -> list[str]:
        """The option's text."""
        return [option.text for option in self.options if option.id == answer]

    def examples(self) -> list[tuple[str, Any]]:
        """The right option, and one that is wrong."""
        right = next(option for option in self.options if option.right)
        wrong = [option for option in self.options if not option.right][:1]
        return [(option.text, option.id) for option in (right, *wrong)]
