"""What a student gets otherwise than the class: more time everywhere, or other terms in one quiz."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from lessons.forms import MomentField
from lessons.models import Assignment
from quizzes.models import Override
from quizzes.models.windows import terms_with

NONE, OTHER = "", "other"
FACTORS = [
    (NONE, _("No extra time")),
    ("1.25", _("A quarter more")),
    ("1.5", _("Half as much again")),
    ("2", _("Twice the time")),
    (OTHER, _("Another factor")),
]
FACTOR_KEYS = [key for key, _words in FACTORS if key not in {NONE, OTHER}]


class StudentField(forms.ModelChoiceField):
    """A student by name."""

    widget = forms.Select(attrs={"class": "form-select"})

    def label_from_instance(self, member: Membership) -> str:
        """The name alone."""
        return member.name


class TimeForm(forms.Form):
    """A student's time factor in the whole class."""

    student = StudentField(label=_("Student"), queryset=None, empty_label=_("Choose a student"))
    time = forms.ChoiceField(label=_("Time"), choices=FACTORS, widget=forms.RadioSelect, required=False)
    other = forms.DecimalField(
        label=_("The other factor"),
        required=False,
        min_value=Decimal(1),
        max_value=Decimal(4),
        max_digits=3,
        decimal_places=2,
        help_text=_("1.75 means 75 % more. At most 4."),
        widget=forms.NumberInput(attrs={"class": "form-control", "step": "0.05"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For you and your colleagues; the student does not read it."),
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, students: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["student"].queryset = students

    def clean(self) -> dict[str, Any]:
        """Whoever chooses another factor says which."""
        typed = super().clean()
        if typed.get("time") == OTHER and typed.get("other") is None and "other" not in self.errors:
            self.add_error("other", _("Say which factor."))
        return typed

    @property
    def time_factor(self) -> Decimal | None:
        """The factor that was chosen or typed."""
        typed = self.cleaned_data
        chosen = typed.get("other") if typed.get("time") == OTHER else typed.get("time")
        return Decimal(chosen) if chosen else None


class ExceptionForm(TimeForm):
    """A student's own terms in one quiz; what stays empty is as the class has it."""

    opens_at = MomentField(label=_("Opens"), required=False)
    due_at = MomentField(label=_("Due"), required=False)
    closes_at = MomentField(label=_("Closes"), required=False)
    extra_attempts = forms.IntegerField(
        label=_("Further attempts"),
        initial=0,
        min_value=0,
        max_value=10,
        required=False,
        help_text=_("Beyond those that the class has."),
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    field_order = ["student", "time", "other", "opens_at", "due_at", "closes_at", "extra_attempts", "reason"]

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        self.fields["time"].choices = [(NONE, _("As in the whole class")), *FACTORS[1:]]
        for name in ("opens_at", "due_at", "closes_at"):
            self.fields[name].widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        """The dates follow each other, typed or the class's; and something is granted."""
        typed = super().clean()
        if self.errors:
            return typed
        typed["extra_attempts"] = typed["extra_attempts"] or 0
        terms = self.terms
        window = terms_with(self.assignment, [Override(assignment=self.assignment, **terms)]).window
        if window.due and window.due <= window.opens:
            self.add_error("due_at", _("Choose a time after it opens."))
        if window.closes and window.closes <= window.opens:
            self.add_error("closes_at", _("Choose a time after it opens."))
        elif window.closes and window.due and window.closes < window.due:
            self.add_error("closes_at", _("Choose a time no earlier than it is due."))
        if not any(terms.values()):
            self.add_error(None, _("Give something: time, a date or an attempt. To end an exception, use its button."))
        return typed

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """What the class-wide form does not have, and the reason."""
        return [self[name] for name in self.field_order[3:]]

    @property
    def terms(self) -> dict[str, Any]:
        """What `Override.grant` takes."""
        dates = {name: self.cleaned_data[name] for name in ("opens_at", "due_at", "closes_at")}
        return {"time_factor": self.time_factor, "extra_attempts": self.cleaned_data["extra_attempts"], **dates}


def typed(override: Override | None) -> dict[str, Any]:
    """What a student has now, as the fields show it."""
    if override is None:
        return {}
    factor = f"{override.time_factor.normalize():f}" if override.time_factor else NONE
    is_listed = factor in {NONE, *FACTOR_KEYS}
    dates = {name: getattr(override, name) for name in ("opens_at", "due_at", "closes_at", "extra_attempts", "reason")}
    return {"time": factor if is_listed else OTHER, "other": None if is_listed else override.time_factor, **dates}


def students_given(assignment: Assignment, students: QuerySet[Membership]) -> QuerySet[Membership]:
    """Those of the `students` who have the assignment."""
    return students if assignment.for_everyone else students.filter(assignments=assignment)
