"""What is typed about a post or a person: a flag, an appeal, a sanction."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from classrooms.models import Norm
from discussions.models import Sanction

RISK = "risk"
DAYS = (1, 3, 7, 14, 30)
LONGEST = timedelta(days=366)


class FlagForm(forms.Form):
    """Which rule of the class a post breaks, or that somebody may be at risk."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the rule, so that a moderator knows what to look for.")},
    )
    note = forms.CharField(
        label=_("What you want the moderators to know (optional)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 300}),
    )

    def __init__(self, data: QueryDict | None, norms: Sequence[Norm]) -> None:
        super().__init__(data)
        self.norms = {str(norm.pk): norm for norm in norms}
        risk = _("Somebody may be at risk: the author, or somebody else")
        self.fields["reason"].choices = [*((key, norm.text) for key, norm in self.norms.items()), (RISK, risk)]

    @property
    def what(self) -> dict[str, object]:
        """As `Flag.raise_on` takes it."""
        reason = self.cleaned_data["reason"]
        return {
            "norm": self.norms.get(reason),
            "is_safeguarding": reason == RISK,
            "note": self.cleaned_data["note"].replace("\r\n", "\n"),
        }


class AppealForm(forms.Form):
    """Why somebody else should look."""

    text = forms.CharField(
        label=_("Why should somebody else look?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 1000}),
        error_messages={"required": _("Write a sentence or two: it is what the other person reads first.")},
    )


class SanctionForm(forms.ModelForm):
    """What happens, why, and until when: so many days, or a date."""

    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("until a date")), *((n, ngettext_lazy("%d day", "%d days", n) % n) for n in DAYS)],
    )
    until = forms.DateField(
        label=_("Last day, if you chose a date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = Sanction
        fields = ("kind", "reason")
        widgets = {"kind": forms.RadioSelect, "reason": forms.Textarea(attrs={"rows": 4, "maxlength": 1000})}

    def __init__(self, data: QueryDict | None, moment: datetime) -> None:
        super().__init__(data, initial={"kind": Sanction.Kind.WARN, "days": 3})
        self.moment = moment
        self.fields["kind"].choices = Sanction.Kind.choices

    def clean(self) -> dict[str, Any]:
        """It always ends, and within a year."""
        cleaned = super().clean()
        days, until = cleaned.get("days"), cleaned.get("until")
        if days:
            cleaned["ends_at"] = self.moment + timedelta(days=days)
        elif until:
            cleaned["ends_at"] = timezone.make_aware(datetime.combine(until, time(23, 59)))
            if not self.moment < cleaned["ends_at"] < self.moment + LONGEST:
                self.add_error("until", _("Choose a day from today on, within a year."))
        elif "until" not in self.errors:
            self.add_error("until", _("Say until when: it always ends."))
        return cleaned
