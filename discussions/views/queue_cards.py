"""The card of the post that is being judged: its words, what the checks and readers say, its branch, its author's past.

Whose it is stays unsaid until somebody asks: also where other posts of the same author stand around it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models import ReviewItem, Sanction
from discussions.models.counting import read_moment
from discussions.models.revisions import Body, in_order
from discussions.moderation.changes import changes
from discussions.moderation.text import Span, highlighted
from discussions.moderation.transitions import State
from discussions.views.cards import KIND_ICONS, Cards, Chip, quoted, spoken_time
from discussions.views.queue_rows import flags_in_words
from sahel.templatetags.sahel import CLAIM_WORDS, IconSheet, icon


@dataclass(frozen=True)
class Finding:
    """One thing the checks found; `number` when it stands at a place in the text."""

    number: int | None
    message: str
    rule: str
    severity: str


@dataclass(frozen=True)
class Cited:
    """One thing the post rests on, and how the claim stands."""

    chip: Chip
    status: str


@dataclass(frozen=True)
class Neighbour:
    """A post of the same branch."""

    name: str
    when: str
    state: str
    is_published: bool
    is_same_author: bool
    words: str


@dataclass(frozen=True)
class ItemCard:
    """The post that is being judged, and what a fair judgement needs to know."""

    name: str
    is_named: bool
    kind: str
    kind_icon: SafeString
    icons: IconSheet
    when: str
    ordinal: int
    words: SafeString
    steelman: str
    cited: list[Cited]
    findings: list[Finding]
    flags: str
    flag_notes: list[str]
    changes: SafeString
    is_edit: bool
    appealed: SafeString | None
    root: list[Neighbour]
    before: list[Neighbour]
    after: list[Neighbour]
    sanctions: list[str]
    notes: list[dict]
    held_by: str
    held_until: datetime | None
    is_mine: bool


def words_of(item: ReviewItem) -> str:
    """The text that is judged; nothing where it was erased."""
    return _text(item.revision)


def item_card(item: ReviewItem, member: Membership) -> ItemCard:
    """The card of one item, read `with_cards` for its member."""
    cards, now = Cards(member, may_write=False), timezone.now()
    text, found = words_of(item), _numbered(item.revision.findings)
    held = item.claimed_until is not None and item.claimed_until > now
    here = timezone.localtime(now)
    return ItemCard(
        name=item.post.author.name if item.is_named else item.post.pseudonym,
        is_named=item.is_named,
        kind=item.post.get_kind_display(),
        kind_icon=icon(KIND_ICONS[item.post.kind]),
        cited=[_cited(one, cards) for one in item.cited],
        icons=cards.icons,
        when=spoken_time(item.revision.sent_at, here),
        ordinal=item.sent_before + 1,
        words=mark_safe(highlighted(text, [span for span, _finding in found if span])),  # escaped by highlighted()
        steelman=item.revision.body.steelman if text else "",
        findings=[finding for _span, finding in found],
        flags=flags_in_words(item.flags) if item.flags else "",
        flag_notes=[flag["note"] for flag in item.flags if flag["note"]],
        changes=_changes(item) if text else SafeString(),
        is_edit=_changes_what_is_live(item),
        appealed=_appealed(item, text),
        root=[_neighbour(one, item, here) for one in item.root_post],
        before=[_neighbour(one, item, here) for one in reversed(item.replies_before)],
        after=[_neighbour(one, item, here) for one in item.replies_after],
        sanctions=[_sanction(one, here) for one in item.sanctions],
        notes=[note | {"at": spoken_time(read_moment(note["at"]), here)} for note in item.notes],
        held_by=item.claimed_by.name if held else "",
        held_until=item.claimed_until if held else None,
        is_mine=held and item.claimed_by_id == member.pk,
    )


def _text(revision: object) -> str:
    try:
        return revision.body.text
    except Body.DoesNotExist:
        return ""


def _changes_what_is_live(item: ReviewItem) -> bool:
    live = item.post.live_revision_id
    return live is not None and live != item.revision_id


def _changes(item: ReviewItem) -> SafeString:
    """What is new against what is live, or against what was returned."""
    before = ""
    if _changes_what_is_live(item):
        before = item.post.live_revision.body.said
    elif item.reason == ReviewItem.Reason.RESUBMIT:
        before = in_order(item.steelman_before, item.text_before)
    return mark_safe(changes(before, item.revision.body.said)) if before else SafeString()  # escaped by changes()


def _appealed(item: ReviewItem, text: str) -> SafeString | None:
    if item.reason != ReviewItem.Reason.APPEAL:
        return None
    first = item.appeal.decision
    return quoted(text, first.quote_start, first.quote_end) if first.revision_id == item.revision_id else ""


def _cited(row: dict, cards: Cards) -> Cited:
    chip = cards.chip(
        {
            "claim__code": row["code"],
            "claim__status": row["status"],
            "claim__text": row["claim"],
            "url": row["url"],
            "locator": row["locator"],
            "source__key": row["key"],
            "source__producer": row["producer"],
            "source__published": row["published"],
            "source__title": row["title"],
            "quote": row["quote"],
            "quote_check": row["quote_check"],
        }
    )
    return Cited(chip, CLAIM_WORDS[row["status"]] if row["status"] else "")


def _neighbour(row: dict, item: ReviewItem, now: datetime) -> Neighbour:
    """A post around the judged one. Its name would give the author's away, so theirs waits for the same question."""
    is_same = row["author"] == item.author_id
    is_published = row["state"] == State.PUBLISHED
    may_be_named = item.is_named if is_same else is_published and not item.post.thread.is_pseudonymous
    gone = row["state"] in {State.WITHDRAWN, State.REMOVED, State.ERASED}
    return Neighbour(
        name=row["name"] if may_be_named else row["pseudonym"],
        when=spoken_time(read_moment(row["at"]), now),
        state=State(row["state"]).label,
        is_published=is_published,
        is_same_author=is_same,
        words="" if gone else row["text"] or "",
    )


def _sanction(row: dict, now: datetime) -> str:
    until = timezone.localtime(read_moment(row["ends_at"]), now.tzinfo)
    return _("%(what)s, until %(day)s") % {"what": Sanction.Kind(row["kind"]).label, "day": f"{until:%-d %B}"}


def _numbered(findings: list[dict]) -> list[tuple[Span | None, Finding]]:
    numbered, number = [], 0
    for finding in findings:
        number += int(bool(finding["span"]))
        place = Span(*finding["span"], number) if finding["span"] else None
        shown = Finding(number if place else None, finding["message"], finding["rule"], finding["severity"])
        numbered.append((place, shown))
    return numbered
