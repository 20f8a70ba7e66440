"""The transparency report: how the class is moderated, in numbers that point at nobody. For everybody in the class."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from classrooms.access import MemberRequest, member_required
from classrooms.models import Membership
from discussions.models import Sanction
from discussions.models.report import Report, report_of, return_rates
from discussions.moderation.fairness import FEW, FEWEST_AUTHORS, FEWEST_POSTS, Group, differ, in_fives, share
from lessons.svg import WIDTH, px

THIS_TERM = timedelta(days=120)
BAR = 14
# By the part of a rule's name before its number; a check that is not listed stands under its own name.
CHECKS = {
    "length": gettext_lazy("Very short, or very long"),
    "words": gettext_lazy("Wording about people"),
    "cite": gettext_lazy("A fact without a source"),
    "quote": gettext_lazy("Quoted words that the source does not have"),
    "link": gettext_lazy("A link to a site that is not on the list"),
    "review": gettext_lazy("Read first, whatever it says"),
    "shouting": gettext_lazy("Capital letters"),
    "marks": gettext_lazy("Letters with many marks"),
    "bidi": gettext_lazy("Directions of writing that do not close"),
}
SIDES = {
    "agree": gettext_lazy("Agreed with the statement"),
    "unsure": gettext_lazy("Were unsure"),
    "disagree": gettext_lazy("Disagreed with it"),
}


class PeriodForm(forms.Form):
    """From one day to another, both included; what is left empty is this term."""

    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=forms.DateInput({"type": "date"}))

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day; in the order of time, whatever was typed."""
        self.is_valid()
        until = self.cleaned_data.get("until") or today
        since = self.cleaned_data.get("since") or max(until, date.min + THIS_TERM) - THIS_TERM
        return min(since, until), max(since, until)


@dataclass(frozen=True)
class Row:
    """A line of a table: its words, its numbers as text, and one of them as a bar."""

    label: str
    numbers: Sequence[str]
    bar: SafeString
    note: str = ""


@member_required
@require_safe
def report(request: MemberRequest) -> HttpResponse:
    """Show the numbers of a period; to teachers also the return rate by where authors stood."""
    member, now = request.member, timezone.localtime()
    form = PeriodForm(request.GET)
    since, until = form.days(now.date())
    start = datetime.combine(since, time(), now.tzinfo)
    found = report_of(member.classroom, start, datetime.combine(until, time.max, now.tzinfo))
    number = str if member.may_moderate else _for_the_class
    context = {
        "classroom": member.classroom,
        "form": form,
        "since": since,
        "until": until,
        "found": found,
        "facts": _facts(found, number),
        "norms": _norms(found, number),
        "checks": _checks(found, number),
        "sanctions": [(kind.label, number(found.sanctions[kind])) for kind in Sanction.Kind],
        "fairness": _fairness(member, now) if member.is_teacher else None,
    }
    return render(request, "discussions/report.html", context)


def _for_the_class(number: int) -> str:
    """As students read it: small numbers would point at somebody whom everybody knows."""
    shown = in_fives(number)
    if shown is None:
        return _("fewer than 5")
    return _("%s or more") % shown if shown else "0"


def _facts(found: Report, number: Callable[[int], str]) -> list[tuple[str, str]]:
    """The numbers that need no table: what they count, and how much it is."""
    of = _percent(share(found.then_published, found.returned_posts))
    then = f"{number(found.then_published)} ({of})" if number is str and of else number(found.then_published)
    waited = in_words(found.median_wait) if number is str or found.decided >= FEW else "–"
    return [
        (_("Decisions made"), number(found.decided)),
        (_("Half of the posts waited no longer than"), waited),
        (_("Posts returned to be revised"), number(found.returned_posts)),
        (_("Of these published in the end"), then),
        (_("Second looks asked for"), number(found.appeals)),
        (_("Of these decided so far"), number(found.appeals_decided)),
        (_("First decisions overturned"), number(found.overturned)),
    ]


def _norms(found: Report, number: Callable[[int], str]) -> list[Row]:
    most = max((row.flags + row.returned + row.removed for row in found.norms), default=0) or 1
    return [
        Row(
            row.text,
            [number(row.flags), number(row.returned), number(row.removed)],
            _bar((row.flags, "fill-quiet"), (row.returned, "fill-ochre"), (row.removed, "fill-action"), most=most)
            if number is str
            else SafeString(),
            "" if row.is_current else _("an earlier wording"),
        )
        for row in found.norms
    ]


def _checks(found: Report, number: Callable[[int], str]) -> list[Row]:
    """By check; its rules that differ in their number only are one line."""
    by_check: dict[str, list[int]] = {}
    for row in found.checks:
        name, _dash, last = row.rule.rpartition("-")
        name = name if last.isdigit() and name else row.rule
        sums = by_check.setdefault(name, [0, 0, 0])
        for at, count in enumerate((row.sent_anyway, row.held, row.published)):
            sums[at] += count
    most = max((held for _anyway, held, _published in by_check.values()), default=0) or 1
    return [
        Row(
            str(CHECKS.get(name, name)),
            [number(count) for count in sums],
            _bar((sums[2], "fill-action"), (sums[1] - sums[2], "fill-ochre"), most=most)
            if number is str
            else SafeString(),
        )
        for name, sums in by_check.items()
    ]


def _fairness(teacher: Membership, now: datetime) -> dict[str, object]:
    """The return rate by side, of what was decided before this month: from one day to the next nothing changes in it,
    so that no single post can be told from the difference.
    """
    before = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    groups = return_rates(teacher.classroom, before)
    return {
        "groups": [(str(SIDES[group.side]), group, _band(group)) for group in groups],
        "differ": differ(groups),
        "before": before,
        "fewest": FEWEST_POSTS,
        "authors": FEWEST_AUTHORS,
    }


def _band(group: Group) -> dict[str, object] | None:
    if not group.is_shown:
        return None
    low, high = group.interval
    drawing = format_html(
        '<svg class="bar bar-tall" viewBox="0 0 {0} {1}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="fill-ochre" x="{2}" width="{3}" height="{1}"/>'
        '<rect class="fill-action" x="{4}" width="6" height="{1}"/></svg>',
        WIDTH,
        BAR,
        px(WIDTH * low),
        px(WIDTH * (high - low)),
        px(WIDTH * group.rate - 3),
    )
    return {"bar": drawing, "rate": _percent(group.rate), "low": _percent(low), "high": _percent(high)}


def _bar(*parts: tuple[int, str], most: int) -> SafeString:
    """Counts one after the other as a picture, the longest line full; the numbers stand beside it."""
    drawn, x = SafeString(), 0.0
    for count, fill in parts:
        width = WIDTH * count / most
        if count:
            drawn += format_html('<rect class="{}" x="{}" width="{}" height="{}"/>', fill, px(x), px(width), BAR)
        x += width
    return format_html(
        '<svg class="bar bar-tall" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        WIDTH,
        BAR,
        drawn,
    )


def _percent(part: float | None) -> str:
    return "" if part is None else f"{part * 100:.0f} %"


def in_words(wait: timedelta | None) -> str:
    """A wait as one says it: "12 minutes", "5 hours", "2 days"; a dash where nothing waited."""
    if wait is None:
        return "–"
    minutes = round(wait.total_seconds() / 60)
    if minutes < 120:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return _("%(n)s hours") % {"n": round(minutes / 60)}
    return _("%(n)s days") % {"n": round(minutes / 60 / 24)}
