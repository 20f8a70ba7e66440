"""Multiple response: every option that applies."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.grading import multiple_response_credit
from quizzes.kinds import options
from quizzes.kinds.kind import Answer, AnswerForm, Outcome
from quizzes.kinds.options import Choosing


class MultipleForm(AnswerForm):
    """One row of boxes."""

    def add_fields(self) -> None:
        """A box for each option, in this student's order."""
        self.fields["answer"] = forms.MultipleChoiceField(
            label=_("Your answer"),
            choices=options.choices(self.asked.options, self.order, self.outcome),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def typed(self, answer: Any) -> dict[str, Any]:
        """The options' numbers in this student's order."""
        return {"answer": [options.number_of(self.order, one) for one in answer]}

    def filled(self) -> list[str]:
        """The options behind the numbers."""
        return [options.id_at(self.order, number) for number in self.cleaned_data["answer"]]


@dataclass(frozen=True)
class Multiple(Choosing):
    """Answered by the list of the options' ids, in the order of the specification."""

    name: ClassVar[str] = "multiple"
    label: ClassVar = _("all that apply")
    rule: ClassVar = _(
        "Each right one earns its share of the points and each wrong one takes a share back, so ticking everything "
        "earns nothing."
    )
    answer_form: ClassVar = MultipleForm

    def normalise(self, answer: Any) -> Answer:
        """The known ids, each once, in the specification's order."""
        chosen = answer if isinstance(answer, list | tuple | set) else ()
        return [option.id for option in self.options if option.id in chosen] or None

    def judge(self, answer: list[str]) -> Outcome:
        """By the multiple-response rule, with the feedback of every option chosen."""
        offered = {option.id for option in self.options}
        credit = multiple_response_credit(set(answer), options.right_ids(self.options), offered)
        return Outcome(credit, options.parts(self.options, answer))

    def about(self, of: str) -> str:
        """The option's text."""
        return next((option.text for option in self.options if option.id == of), "")

    def words(self, answer: list[str]) -> list[str]:
        """The texts of the options chosen."""
        return [option.text for option in self.options if option.id in answer]

    def examples(self) -> list[tuple[str, Any]]:
        """The key, part of it, part of it with a wrong option, everything."""
        right = [option for option in self.options if option.right]
        wrong = [option for option in self.options if not option.right][:1]
        first, count = right[0], {"count": len(right)}
        return [
            (gettext("The right ones (%(count)s) and no other") % count, [option.id for option in right]),
            (gettext("One right one of %(count)s") % count, [first.id]),
            *((gettext("One right one and one wrong one"), [first.id, option.id]) for option in wrong),
            (gettext("Everything ticked"), [option.id for option in self.options]),
        ]
