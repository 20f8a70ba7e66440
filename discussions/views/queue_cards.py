"""What the queue shows: one row per waiting post, and the card of the post that is being judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Membership
from discussions.models import ReviewItem
from discussions.models.reading import citations_of
from discussions.moderation.changes import changes
from discussions.moderation.names import name_for
from discussions.moderation.text import Span, highlighted
from discussions.views.cards import KIND_ICONS, Cards, Chip, spoken_time
from sahel.templatetags.sahel import IconSheet, icon

# The most telling finding gives the row its reason: rule, icon; its words are the finding's own.
TELLING = {
    "words-3": "exclamation-triangle-fill",
    "words-2": "chat-left-text",
    "link-1": "link-45deg",
    "cite-1": "journal-text",
    "words-1": "chat-left-text",
}


@dataclass(frozen=True)
class Row:
    """One line of the queue's list."""

    pk: int
    name: str
    age: str
    thread: str
    reason: str
    reason_icon: SafeString
    held_by: str


@dataclass(frozen=True)
class Finding:
    """One thing the checks found; `number` when it stands at a place in the text."""

    number: int | None
    message: str
    rule: str
    severity: str


@dataclass(frozen=True)
class ItemCard:
    """The post that is being judged, and what a fair judgement needs to know."""

    name: str
    is_named: bool
    root_name: str
    kind: str
    kind_icon: SafeString
    icons: IconSheet
    when: str
    ordinal: int
    words: SafeString
    chips: list[Chip]
    findings: list[Finding]
    changes: SafeString
    held_by: str
    held_until: datetime | None
    is_mine: bool
    ever_returned: int
    then_published: int
    ever_removed: int


def queue_rows(items: Iterable[ReviewItem], member: Membership) -> list[Row]:
    """The list, in the order given."""
    now = timezone.now()
    return [_row(item, member, now) for item in items]


def item_card(item: ReviewItem, member: Membership) -> ItemCard:
    """The card of one item, read `with_card_for` its member."""
    cards, now = Cards(member, may_write=False), timezone.now()
    text, found = item.revision.body.text, _numbered(item.revision.findings)
    held = item.claimed_until is not None and item.claimed_until > now
    return ItemCard(
        name=item.post.author.name if item.is_named else item.post.pseudonym,
        is_named=item.is_named,
        root_name=_root_name(item, member),
        kind=item.post.get_kind_display(),
        kind_icon=icon(KIND_ICONS[item.post.kind]),
        icons=cards.icons,
        when=spoken_time(item.revision.sent_at, timezone.localtime(now)),
        ordinal=item.sent_before + 1,
        words=mark_safe(highlighted(text, [span for span, _finding in found if span])),  # escaped by highlighted()
        chips=[cards.chip(one) for one in citations_of([item.revision_id]).get(item.revision_id, [])],
        findings=[finding for _span, finding in found],
        changes=mark_safe(changes(item.text_before, text)) if item.text_before else "",  # escaped by changes()
        held_by=item.claimed_by.name if held else "",
        held_until=item.claimed_until if held else None,
        is_mine=held and item.claimed_by_id == member.pk,
        ever_returned=item.ever_returned,
        then_published=item.then_published,
        ever_removed=item.ever_removed,
    )


def _root_name(item: ReviewItem, member: Membership) -> str:
    if not item.post.root:
        return ""
    item.post.root.thread = item.post.thread  # the same, and read already
    return name_for(item.post.root, member)


def _row(item: ReviewItem, member: Membership, now: datetime) -> Row:
    reason, name = _reason(item)
    return Row(
        pk=item.pk,
        name=item.post.pseudonym,
        age=_age(item.opened_at, now),
        thread=item.post.thread.title,
        reason=reason,
        reason_icon=icon(name),
        held_by=item.claimed_by.name if item.is_held_by_another(member, now) else "",
    )


def _reason(item: ReviewItem) -> tuple[str, str]:
    found = {finding["rule"]: finding["message"] for finding in item.revision.findings}
    for rule, name in TELLING.items():
        if rule in found and (rule == "words-3" or item.reason == ReviewItem.Reason.NEW):
            return found[rule], name
    if item.reason == ReviewItem.Reason.RESUBMIT:
        tries = item.revision.number - 1
        return ngettext("Revised once", "Revised %(tries)d times", tries) % {"tries": tries}, "arrow-repeat"
    return _("One of the first three posts"), "stars"


def _numbered(findings: list[dict]) -> list[tuple[Span | None, Finding]]:
    numbered, number = [], 0
    for finding in findings:
        number += int(bool(finding["span"]))
        place = Span(*finding["span"], number) if finding["span"] else None
        shown = Finding(number if place else None, finding["message"], finding["rule"], finding["severity"])
        numbered.append((place, shown))
    return numbered


def _age(since: datetime, now: datetime) -> str:
    minutes = int((now - since).total_seconds() // 60)
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return _("%d min") % minutes
    return _("%d h") % (minutes // 60) if minutes < 48 * 60 else _("%d d") % (minutes // 1440)
