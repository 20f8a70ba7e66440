"""What travels with an answer, and the rubric that a teacher fills in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from quizzes.answers_file import LARGEST, AnswersFile, NoAnswersFile
from quizzes.behaviour import Certainty
from quizzes.models import Attempt, CardReview, QuestionVersion
from quizzes.models.cards import HIGHEST_NUMBER
from quizzes.models.responses import HIGHEST_REV


class SaveForm(forms.Form):
    """Which tab sent the answer, which revision it had seen, and whether to look at the question again."""

    client_id = forms.RegexField(r"^[\w-]{1,40}:[\w+-]{1,39}$")
    rev = forms.IntegerField(min_value=0, max_value=HIGHEST_REV)
    is_flagged = forms.BooleanField(required=False)
    certainty = forms.TypedChoiceField(
        label=_("How sure are you?"),
        choices=Certainty,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class AnswersFileForm(forms.Form):
    """The file of "Download my answers", of this very attempt."""

    file = forms.FileField(
        label=_("The student's file"),
        error_messages={"required": _("Choose the file that the student gave you.")},
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": "application/json,.json"}),
    )

    def __init__(self, *args: Any, attempt: Attempt, **kwargs: Any) -> None:
        self.attempt = attempt
        super().__init__(*args, **kwargs)

    def clean_file(self) -> UploadedFile:
        """Read it; another student's file, or one of another attempt, is not this one."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is too large to hold the answers of one quiz."))
        try:
            self.answers = AnswersFile.read(file.read())
        except NoAnswersFile as refusal:
            raise forms.ValidationError(str(refusal)) from None
        if self.answers.attempt_pk != self.attempt.pk:
            raise forms.ValidationError(_("This file belongs to another attempt."))
        return file


class RatingForm(forms.Form):
    """How a look at a review card went; `number` says which look, so that a request sent twice counts once."""

    rating = forms.TypedChoiceField(coerce=int, choices=CardReview.Rating.choices)
    number = forms.IntegerField(min_value=1, max_value=HIGHEST_NUMBER)


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
