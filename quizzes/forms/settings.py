"""How a quiz behaves, as a teacher sets it: the preset, the time, which quiz, and a grid of everything else."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from lessons.forms import NO_QUIZ, QUIZZES
from lessons.models import Assignment
from quizzes.models import Quiz
from quizzes.models.settings import FIXED_ONCE_BEGUN, SETTINGS, quiz_of, settings_of
from quizzes.presets import PRESETS, Settings, contradictions
from quizzes.terms.wording import CHOICES, LABELS, UNITS, setting_in_words

AS_THE_PRESET = ("", _("as the preset says"))
OF_THE_LESSON = "0"
LIMITS = {
    "tries": (2, 10),
    "penalty": (0, 100),
    "grace": (0, 3600),
    "late_rate": (0, 100),
    "late_hours": (1, 720),
    "late_floor": (0, 100),
}
MOST_ATTEMPTS = 10
BEGUN = _("Somebody has begun, so this stays as it is. Withdraw the assignment and give the lesson again to change it.")


@dataclass(frozen=True)
class Row:
    """One line of the grid."""

    field: forms.BoundField
    unit: str
    preset_says: str
    is_changed: bool
    is_fixed: bool


class QuizSettingsForm(forms.Form):
    """Everything in the grid may stay empty: it is then as the preset says, also when the preset changes."""

    preset = forms.ChoiceField(
        label=_("The quiz is"), choices=[one for one in QUIZZES if one[0] != NO_QUIZ], widget=forms.RadioSelect
    )
    time_limit = forms.IntegerField(
        label=_("Time limit, in minutes"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Left empty: no limit."),
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    quiz = forms.ChoiceField(label=_("Which quiz"), widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(
        self, *args: Any, assignment: Assignment, member: Membership, has_begun: bool = False, **kwargs: Any
    ) -> None:
        self.assignment, self.has_begun = assignment, has_begun
        self.now, self.changed_now = settings_of(assignment), _changed(assignment)
        current, lessons = quiz_of(assignment), getattr(assignment.edition.lesson, "quiz", None)
        own = {str(quiz.pk): quiz for quiz in Quiz.objects.visible_to(member).filter(retired_at__isnull=True)}
        if current and current.author_id:
            own[str(current.pk)] = current  # a colleague's, or one that was retired since
        self.quizzes: dict[str, Quiz | None] = ({OF_THE_LESSON: None} if lessons else {}) | own
        kwargs["initial"] = {
            "preset": assignment.preset,
            "time_limit": assignment.time_limit,
            "quiz": str(current.pk) if current and current.author_id else OF_THE_LESSON,
            **{name: _typed(value) for name, value in self.changed_now.items()},
        }
        super().__init__(*args, **kwargs)
        named = {OF_THE_LESSON: _("The lesson’s: %s") % lessons} | {key: str(quiz) for key, quiz in own.items()}
        self.fields["quiz"].choices = [(key, named[key]) for key in self.quizzes]
        for name in SETTINGS:
            self.fields[name] = _field(name)
            self.fields[name].label = LABELS[name]
        for name in FIXED_ONCE_BEGUN if has_begun else []:
            self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """What is set goes together."""
        typed = super().clean()
        for name in FIXED_ONCE_BEGUN if self.has_begun else []:
            if self.data.get(name, self[name].initial or "") != (self[name].initial or ""):
                self.add_error(name, BEGUN)  # somebody began after the page was drawn with these open
        if "preset" in typed:
            for name, words in contradictions(self._settings(typed)).items():
                self.add_error(name, words)
        return typed

    @property
    def terms(self) -> dict[str, Any]:
        """What `QuizSettings.change` takes."""
        typed = self.cleaned_data
        return {
            "preset": typed["preset"],
            "time_limit": typed["time_limit"],
            "quiz": self.quizzes[typed["quiz"]],
            "settings": {name: typed[name] for name in SETTINGS},
        }

    @cached_property
    def rows(self) -> list[Row]:
        """The grid, in the order of the settings."""
        says = vars(PRESETS[self._preset])
        return [
            Row(
                self[name],
                UNITS.get(name, ""),
                setting_in_words(name, says[name]),
                is_changed=name in self.changed_now,
                is_fixed=self.fields[name].disabled,
            )
            for name in SETTINGS
        ]

    @property
    def is_grid_open(self) -> bool:
        """Whether the grid must be looked at: something in it is set, or refused."""
        return bool(self.changed_now) or any(name in self.errors for name in SETTINGS)

    @property
    def _preset(self) -> str:
        """The preset that is chosen, on a form that was sent back too."""
        return getattr(self, "cleaned_data", {}).get("preset") or self.assignment.preset

    def _settings(self, typed: dict[str, Any]) -> Settings:
        set_ = {name: typed[name] for name in SETTINGS if typed.get(name) is not None}
        return replace(PRESETS[typed["preset"]], **set_)


def _changed(assignment: Assignment) -> dict[str, Any]:
    row = getattr(assignment, "quiz_settings", None)
    return row.changed if row else {}


def _typed(value: Any) -> Any:
    """A stored value as the field's value."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _field(name: str) -> forms.Field:
    """The control of one setting; empty, it leaves the setting to the preset."""
    if name in LIMITS:
        least, most = LIMITS[name]
        number = forms.NumberInput(attrs={"class": "form-control"})
        return forms.IntegerField(required=False, min_value=least, max_value=most, widget=number)
    if name in CHOICES:
        choices, coerce = CHOICES[name].choices, str
    elif name == "attempts":
        choices = [(n, setting_in_words(name, n)) for n in range(MOST_ATTEMPTS + 1)]
        coerce = int
    else:
        choices, coerce = [("yes", _("Yes")), ("no", _("No"))], "yes".__eq__
    return forms.TypedChoiceField(
        required=False,
        choices=[AS_THE_PRESET, *choices],
        coerce=coerce,
        empty_value=None,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
