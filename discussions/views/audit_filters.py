"""What a teacher asks the log for: an act, a moderator, a discussion, a person who was sanctioned, a time."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, Role
from discussions.models import AuditEntry, Thread
from discussions.models.audit import AuditQuerySet


class AuditForm(forms.Form):
    """A plain GET form. What does not make sense in it is passed over, so that an old address still shows a log."""

    act = forms.ChoiceField(label=_("What"), choices=[("", _("Everything")), *AuditEntry.Act.choices], required=False)
    by = forms.TypedChoiceField(label=_("Done by"), coerce=int, required=False)
    thread = forms.TypedChoiceField(label=_("Discussion"), coerce=int, required=False)
    about = forms.TypedChoiceField(label=_("Sanctions of"), coerce=int, required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    post = forms.IntegerField(
        label=_("Post no."),
        required=False,
        min_value=1,
        max_value=10**18,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )

    def __init__(self, data: QueryDict, teacher: Membership) -> None:
        super().__init__(data)
        for name in ("act", "by", "thread", "about"):
            self.fields[name].widget.attrs["class"] = "form-select"
        choices = _choices(teacher)
        for name, everything in (("by", _("Anybody")), ("thread", _("All")), ("about", _("Everybody"))):
            self.fields[name].choices = [
                ("", everything),
                *((pk, label) for kind, pk, label in choices if kind == name),
            ]

    def narrowed(self, entries: AuditQuerySet) -> AuditQuerySet:
        """The entries that were asked for."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("act"):
            entries = entries.filter(act=asked["act"])
        if asked.get("by"):
            entries = entries.as_staff(asked["by"])
        if asked.get("thread"):
            entries = entries.in_thread(asked["thread"])
        if asked.get("about"):
            entries = entries.filter(about=asked["about"])
        return _between(entries, asked.get("since"), asked.get("until"))


def _between(entries: AuditQuerySet, since: date | None, until: date | None) -> AuditQuerySet:
    """From the first to the last day, both included, in the class's time."""
    zone = timezone.get_current_timezone()
    if since:
        entries = entries.filter(at__gte=datetime.combine(since, time(), zone))
    if until and until < date.max:
        entries = entries.filter(at__lt=datetime.combine(until + timedelta(days=1), time(), zone))
    return entries


def _choices(teacher: Membership) -> Sequence[tuple[str, int, str]]:
    """Who runs the class or did, its discussions, and who was sanctioned: (field, key, words). One query."""
    people = Membership.objects.visible_to(teacher)
    entries = AuditEntry.objects.visible_to(teacher)
    acted = entries.filter(actor=OuterRef("pk")).exclude(act__in=[AuditEntry.Act.SENT, AuditEntry.Act.APPEALED])
    judged = acted.exclude(act=AuditEntry.Act.MOVED)
    staff = people.filter(Q(role__in=[Role.TEACHER, Role.MODERATOR]) | Exists(judged))
    sanctioned = people.filter(Exists(entries.filter(about=OuterRef("pk"))))
    found = _as("by", staff, "user__name").union(
        _as("thread", Thread.objects.visible_to(teacher), "title"), _as("about", sanctioned, "user__name"), all=True
    )
    return sorted(found, key=lambda row: row[2].casefold())


def _as(kind: str, rows: QuerySet, words: str) -> QuerySet:
    field = Value(kind, output_field=CharField())
    return rows.order_by().annotate(field=field).values_list("field", "pk", words)
