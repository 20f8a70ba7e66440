"""Editors of what is chosen from a list: one answer, all that apply, a survey, true or false, a claim's status."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lessons.models import Claim
from quizzes.editing.editor import Editor
from quizzes.editing.fields import Choice, Words, tick
from quizzes.editing.rows import Entry, ListOf, NamedRow

NO_MISCONCEPTION = {"invalid_choice": _("This is no inaccurate claim, so it is no misconception.")}


class OptionRow(NamedRow):
    """An option, whether it is right, and what is said to whoever chooses it."""

    folded = ("detail", "misconception")

    text = Words(label=_("Text"), rows=1)
    right = forms.BooleanField(label=_("Right"), required=False, widget=tick())
    detail = Words(label=_("Small print"), max_length=300)
    feedback = Words(label=_("Feedback to whoever chooses it"), rows=1)
    misconception = Choice(
        label=_("Misconception it stands for"),
        error_messages=NO_MISCONCEPTION,
    )


class ChoiceRow(NamedRow):
    """Something to tick."""

    text = Words(label=_("Text"), rows=1)


OPTIONS = ListOf(
    "options",
    OptionRow,
    title=_("Options"),
    one=_("Option %(n)s"),
    add=_("Add an option"),
    hint=_("Every student sees them in another order. Empty ones are left out."),
)


class SingleEditor(Editor):
    """One answer."""

    kind = "single"
    lists = (OPTIONS,)


class MultipleEditor(Editor):
    """All that apply."""

    kind = "multiple"
    lists = (OPTIONS,)


class SurveyEditor(Editor):
    """No answer is right."""

    kind = "survey"
    several = forms.BooleanField(label=_("Several may be ticked"), required=False, widget=tick())
    lists = (
        ListOf(
            "options",
            ChoiceRow,
            title=_("Options"),
            one=_("Option %(n)s"),
            add=_("Add an option"),
            hint=_("They stand in this order for everybody. Empty ones are left out."),
        ),
    )


class TrueFalseEditor(Editor):
    """A sentence that is true or false."""

    kind = "truefalse"
    answer = forms.TypedChoiceField(
        label=_("It is"),
        choices=[("True", _("True")), ("False", _("False"))],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which it is.")},
    )
    feedback__true = Words(label=_("Feedback to “true”"), rows=2)
    feedback__false = Words(label=_("Feedback to “false”"), rows=2)
    misconception = Choice(
        label=_("Misconception that the wrong answer stands for"),
        error_messages=NO_MISCONCEPTION,
    )

    def _offer(self) -> None:
        super()._offer()
        self.fields["misconception"].choices = self.desk.misconceptions


class ClaimCheckEditor(Editor):
    """A claim's status, and the evidence that decides it. The claim gives its words and its status."""

    kind = "claimcheck"
    first_names = ("prompt", "claim")
    statuses__documented = Words(label=_("Feedback to “documented”"), rows=1)
    statuses__contested = Words(label=_("Feedback to “contested”"), rows=1)
    statuses__opinion = Words(label=_("Feedback to “opinion”"), rows=1)
    statuses__inaccurate = Words(label=_("Feedback to “inaccurate”"), rows=1)
    statuses__unverifiable = Words(label=_("Feedback to “unverifiable”"), rows=1)
    lists: ClassVar = (
        ListOf(
            "evidence",
            OptionRow,
            title=_("Evidence"),
            one=_("Source %(n)s"),
            add=_("Add a source"),
            hint=_("Tick “Right” beside what decides it: students choose one when one decides, else all that do."),
        ),
    )

    def to_spec(self) -> dict[str, Any]:
        """With the statement and the status of the claim, as they are today."""
        claim = self.desk.claims.get(self.cleaned_data.get("claim", ""))
        # Without a claim that can be judged the form says so itself; the kind is asked about everything else.
        is_keyable = claim is not None and claim.status in Claim.KEYABLE
        statement, answer = (claim.text, claim.status) if is_keyable else ("…", Claim.KEYABLE[0])
        return super().to_spec() | {"statement": statement, "answer": str(answer)}

    def clean(self) -> Entry:
        """A claim must be chosen."""
        typed = super().clean()
        if not typed.get("claim") and "claim" not in self.errors:
            self.add_error("claim", _("Choose the claim to judge."))
        return typed
