"""What somebody chooses about their mail."""

from django import forms
from django.utils.translation import gettext_lazy as _

from discussions.models import NoticePreference
from discussions.quiet_hours import is_quiet

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class NoticePreferenceForm(forms.ModelForm):
    """Daily or never, at which hour, and when not."""

    digest = forms.ChoiceField(
        label=_("Mail with what is new"), choices=[("daily", _("Once a day")), ("never", _("Never"))]
    )
    hour = forms.TypedChoiceField(label=_("From what time of day"), choices=HOURS, coerce=int)
    quiet_from = forms.TypedChoiceField(label=_("No mail from"), choices=HOURS, coerce=int)
    quiet_to = forms.TypedChoiceField(label=_("Until"), choices=HOURS, coerce=int)

    class Meta:
        model = NoticePreference
        fields = ["digest", "hour", "quiet_from", "quiet_to"]

    def clean(self) -> dict[str, object]:
        """The mail's hour is not one of those without mail."""
        given = super().clean()
        if {"hour", "quiet_from", "quiet_to"} <= set(given):
            quiet = {name: given[name] for name in ("quiet_from", "quiet_to")}
            if is_quiet(given["hour"], **quiet):
                self.add_error("hour", _("This is an hour in which you want no mail. Choose another."))
        return given
