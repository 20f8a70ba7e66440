"""What travels with an answer, and the rubric that a teacher fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quizzes.models import QuestionVersion
from quizzes.models.responses import HIGHEST_REV


class SaveForm(forms.Form):
    """Which tab sent the answer, which revision it had seen, and whether to look at the question again."""

    client_id = forms.RegexField(r"^[\w-]{1,40}:[\w+-]{1,39}$")
    rev = forms.IntegerField(min_value=0, max_value=HIGHEST_REV)
    is_flagged = forms.BooleanField(required=False)


class RubricForm(forms.Form):
    """One row of levels for each criterion, and a comment; `seen` is the number of the mark the marker looked at."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("What the student will read"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"class": "form-control writing", "rows": 5}),
    )

    def __init__(self, version: QuestionVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = version.rubric.today.criteria
        for criterion in self.criteria:
            levels = [(str(n), f"{n} · {words}") for n, words in enumerate(criterion["levels"])]
            self.fields[f"level_{criterion['id']}"] = forms.ChoiceField(
                label=criterion["title"],
                choices=levels,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level.")},
            )

    @property
    def rows(self) -> list[forms.BoundField]:
        """The criteria, in the rubric's order."""
        return [self[f"level_{criterion['id']}"] for criterion in self.criteria]

    @property
    def levels(self) -> dict[str, int]:
        """The level chosen for each criterion, once the form is valid."""
        return {one["id"]: int(self.cleaned_data[f"level_{one['id']}"]) for one in self.criteria}
