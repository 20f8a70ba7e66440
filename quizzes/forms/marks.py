"""What a teacher says of answers: the rubric filled in, other points than the key gives, a regrade."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from quizzes.kinds import KEYLESS
from quizzes.marking.regrading import Policy
from quizzes.models import Question, QuestionVersion, Response, SavedComment


class RubricForm(forms.Form):
    """One row of levels for each criterion, and a comment; `seen` is the number of the mark the marker looked at."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("What the student will read"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"class": "form-control writing", "rows": 5}),
    )
    note = forms.CharField(
        label=_("Private note"),
        help_text=_("For those who mark. The student never reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )

    def __init__(self, version: QuestionVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.criteria = version, version.rubric.today.criteria
        for criterion in self.criteria:
            levels = [(str(n), f"{n} · {words}") for n, words in enumerate(criterion["levels"])]
            self.fields[f"level_{criterion['id']}"] = forms.ChoiceField(
                label=criterion["title"],
                choices=levels,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level.")},
            )

    def as_typed(self, **instead: object) -> "RubricForm":
        """The form with everything that was typed, not judged yet; `instead` replaces values."""
        typed = {name: self.data.get(name) for name in self.fields} | instead
        return RubricForm(self.version, initial=typed)

    @property
    def rows(self) -> list[forms.BoundField]:
        """The criteria, in the rubric's order."""
        return [self[f"level_{criterion['id']}"] for criterion in self.criteria]

    @property
    def levels(self) -> dict[str, int]:
        """The level chosen for each criterion, once the form is valid."""
        return {one["id"]: int(self.cleaned_data[f"level_{one['id']}"]) for one in self.criteria}

    @property
    def mark(self) -> dict[str, Any]:
        """What `Response.mark_by_hand` is told, once the form is valid."""
        return {"levels": self.levels} | {name: self.cleaned_data[name] for name in ("comment", "note", "seen")}


class SavedCommentForm(forms.Form):
    """One press beside the comment on an answer: insert a saved comment, save this one, or delete one."""

    ACTS = frozenset({"insert", "keep", "forget"})

    comment = forms.CharField(required=False, max_length=5000)
    keep = forms.BooleanField(required=False)
    insert = forms.ModelChoiceField(SavedComment.objects.none(), required=False)
    forget = forms.ModelChoiceField(SavedComment.objects.none(), required=False)

    def __init__(self, member: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["insert"].queryset = self.fields["forget"].queryset = SavedComment.objects.visible_to(member)

    def clean(self) -> None:
        """What is saved must say something, and not be a letter."""
        text, longest = self.cleaned_data.get("comment", ""), SavedComment.LONGEST
        if self.cleaned_data.get("keep") and not 0 < len(text) <= longest:
            message = gettext("Write a comment of at most %(longest)s characters to save it.") % {"longest": longest}
            self.add_error("comment", message)

    def act(self) -> str:
        """Do it; what the comment says afterwards."""
        text = self.cleaned_data["comment"]
        if self.cleaned_data["keep"]:
            SavedComment.keep(self.member.user, text)
        if one := self.cleaned_data["forget"]:
            one.delete()
        if one := self.cleaned_data["insert"]:
            return f"{text}\n{one.text}" if text else one.text
        return text


class AdjustForm(forms.Form):
    """Other points than the key gives, and why; `seen` as in `RubricForm`."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    points = forms.DecimalField(label=_("Points"), min_value=0, decimal_places=2, localize=True)
    comment = forms.CharField(
        label=_("Why"),
        help_text=_("The student reads it beside the points."),
        max_length=5000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )

    def __init__(self, response: Response, data: Any = None) -> None:
        super().__init__(data)
        self.response, points = response, self.fields["points"]
        points.max_value = response.points
        points.validators.append(MaxValueValidator(response.points))
        points.widget.attrs |= {"class": "form-control short-answer", "inputmode": "decimal"}

    @property
    def mark(self) -> dict[str, Any]:
        """What `Response.adjust` is told, once the form is valid."""
        fraction = round(self.cleaned_data["points"] / self.response.points, 8)
        return {"fraction": fraction} | {name: self.cleaned_data[name] for name in ("comment", "seen")}


class RegradeForm(forms.Form):
    """By which key, under which policy, and why. `seen` is the word of the dry run that was looked at."""

    version = forms.ModelChoiceField(QuestionVersion.objects.none(), label=_("Judge by"), empty_label=None)
    policy = forms.ChoiceField(label=_("Who gets points"), choices=Policy.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Stands beside the points. Students read it once they may see the answers."),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, question: Question, data: Any = None) -> None:
        usable = question.versions.exclude(status="draft").exclude(kind__in=KEYLESS)
        newest = usable.filter(status="ready").order_by("-number").first() or usable.order_by("-number").first()
        super().__init__(data, initial={"version": newest, "policy": Policy.EITHER})
        self.newest = newest
        self.fields["version"].queryset = usable.order_by("-number")
        self.fields["version"].label_from_instance = _version_in_words
        self.fields["version"].widget.attrs["class"] = "form-select"


def _version_in_words(version: QuestionVersion) -> str:
    words = {"number": version.number, "key": "; ".join(version.asked.right_words())}
    if version.status == QuestionVersion.Status.RETIRED:
        return gettext("Version %(number)s, not asked any more: %(key)s") % words
    return gettext("Version %(number)s: %(key)s") % words
