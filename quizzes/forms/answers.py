"""What travels with an answer, and the file of answers that a browser could not send."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from quizzes.behaviour import Certainty
from quizzes.models import Attempt
from quizzes.models.responses import HIGHEST_REV
from quizzes.taking.answers_file import LARGEST, AnswersFile, NoAnswersFile


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
