"""The rows of the queue: who, since when, where, and why it stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Membership
from discussions.models import ReviewItem
from discussions.models.review import Priority
from sahel.templatetags.sahel import icon

# The most telling finding gives the row its reason: rule, icon; its words are the finding's own.
TELLING = {
    "words-3": "exclamation-triangle-fill",
    "words-2": "chat-left-text",
    "bidi-2": "arrow-left-right",
    "bidi-1": "arrow-left-right",
    "marks-1": "type",
    "link-1": "link-45deg",
    "quote-1": "quote",
    "cite-1": "journal-text",
    "words-1": "chat-left-text",
    "review-3": "stars",
    "review-2": "stars",
}
# What may be published without being opened: nobody has complained about it, and nobody may be at risk.
SHOWN_WORDS = 80
IN_BULK = {ReviewItem.Reason.NEW, ReviewItem.Reason.RESUBMIT, ReviewItem.Reason.EDIT}


@dataclass(frozen=True)
class Row:
    """One line of the queue's list. `as_seen` is the value of its box: only what stands there whole has one."""

    pk: int
    key: str
    url: str
    name: str
    age: str
    thread: str
    room: str
    reason: str
    reason_icon: SafeString
    held_by: str
    words: str
    as_seen: str


def queue_rows(items: Iterable[ReviewItem], seats: Sequence[Membership], now: datetime, query: str) -> list[Row]:
    """The list, in the order given, for a person on `seats`."""
    places = {
        seat.classroom_id: reverse("discussions:queue", args=[seat.classroom.slug])
        for seat in {seat.classroom_id: seat for seat in seats}.values()
    }
    return [_row(item, seats, now, f"{places[item.classroom_id]}{item.pk}/{query}") for item in items]


def may_publish_in_bulk(item: ReviewItem) -> bool:
    """Whether an item read `with_flags` may be published from the list."""
    return item.reason in IN_BULK and item.priority == Priority.USUAL and not item.escalated_at and not item.flags


def flags_in_words(flags: Sequence[dict]) -> str:
    """How many flags, and for what: "2 flags: acts, not peoples"."""
    norms = dict.fromkeys(flag["norm"] or _("somebody may be at risk") for flag in flags)
    said = ngettext("%(n)d flag", "%(n)d flags", len(flags)) % {"n": len(flags)}
    return f"{said}: {'; '.join(Truncator(norm).chars(60) for norm in norms)}"


def wait_in_words(wait: timedelta) -> str:
    """As the foot of the list says it: "40 minutes", "4 hours", "2 days"."""
    minutes = int(wait.total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return ngettext("%(n)d day", "%(n)d days", hours // 24) % {"n": hours // 24}


def _row(item: ReviewItem, seats: Sequence[Membership], now: datetime, url: str) -> Row:
    reason, name = _reason(item)
    held = item.claimed_until is not None and item.claimed_until > now
    by_another = held and item.claimed_by_id not in {seat.pk for seat in seats}
    text = item.revision.body.text
    is_quick = may_publish_in_bulk(item) and not by_another and len(text.split()) <= SHOWN_WORDS
    return Row(
        pk=item.pk,
        key=str(item.pk),
        url=url,
        name=item.post.pseudonym,
        age=_age(item.opened_at, now),
        thread=item.post.thread.title,
        room=item.classroom.name,
        reason=reason,
        reason_icon=icon(name),
        held_by=item.claimed_by.name if by_another else "",
        words=Truncator(text).words(SHOWN_WORDS),
        as_seen=f"{item.pk}.{item.version}.{item.revision_id}" if is_quick else "",
    )


def _reason(item: ReviewItem) -> tuple[str, str]:
    """Why it stands where it stands: what puts it first, else what brought it here."""
    if item.flags:
        said = flags_in_words(item.flags)
        return (_("Hidden by %s") % said if item.priority == Priority.HIDDEN else said), "flag-fill"
    if item.priority == Priority.AT_RISK:
        return _("Somebody may be at risk"), "exclamation-triangle-fill"
    if item.reason == ReviewItem.Reason.RESUBMIT:
        tries = item.revision.number - 1
        return ngettext("Revised once", "Revised %(tries)d times", tries) % {"tries": tries}, "arrow-repeat"
    if item.reason == ReviewItem.Reason.NEW:
        found = {finding["rule"]: finding["message"] for finding in item.revision.findings}
        telling = [(found[rule], name) for rule, name in TELLING.items() if rule in found]
        return telling[0] if telling else (_("One of the first three posts"), "stars")
    icons = {ReviewItem.Reason.FLAGGED: "flag-fill", ReviewItem.Reason.EDIT: "pencil"}
    return item.get_reason_display(), icons.get(item.reason, "arrow-counterclockwise")


def _age(since: datetime, now: datetime) -> str:
    minutes = int((now - since).total_seconds() // 60)
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return _("%d min") % minutes
    return _("%d h") % (minutes // 60) if minutes < 48 * 60 else _("%d d") % (minutes // 1440)
