"""What stands beside lesson text: margin notes, source notes, popovers, and the marks that lead to them. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sahel.templatetags.sahel import CLAIM_ICONS, CLAIM_WORDS, claim_word, evidence_tally, icon


class ClaimCard(NamedTuple):
    """A claim as the margin needs it."""

    code: str
    status: str
    text: str
    short: str
    supports: int
    challenges: int
    url: str


class SourceLine(NamedTuple):
    """A source as a note cites it: who, what, when, and what sort of work it is."""

    maker: str
    title: str
    published: str
    type: str
    url: str


class TermEntry(NamedTuple):
    """A term as a popover explains it."""

    slug: str
    name: str
    definition_html: str
    url: str


def claim_sentence(card: ClaimCard, start: str, last_word: str) -> SafeString:
    """The underlined sentence. `start` and `last_word` are HTML already."""
    return format_html(
        '<a class="claim status-{0}" href="#note-{1}">{2}<span class="claim-tail">{3}{4}</span></a>',
        card.status,
        card.code,
        mark_safe(start),
        mark_safe(last_word),
        icon(CLAIM_ICONS[card.status], str(CLAIM_WORDS[card.status])),
    )


def margin_note(card: ClaimCard) -> SafeString:
    """The claim's card in the margin: closed it names status and claim, open it says what the record says."""
    return format_html(
        '<details class="margin-note status-{status}" id="note-{code}">'
        '<summary><span class="note-status">{word} <span class="claim-number">{code}</span></span>'
        ' <span class="chevron">{chevron}</span><span class="note-claim">{text}</span></summary>'
        '<div class="note-body"><p class="note-claim">{text}</p><p>{short}</p><p>{tally}</p>'
        '<p><a class="open-card" href="{url}">{open_card}</a></p></div></details>',
        status=card.status,
        code=card.code,
        word=claim_word(card.status),
        chevron=icon("chevron-down"),
        text=card.text,
        short=card.short,
        tally=evidence_tally(card.supports, card.challenges),
        url=card.url,
        open_card=_("Open the card"),
    )


def source_mark(number: int) -> SafeString:
    """The superscript number after a statement."""
    return format_html(
        '<sup class="source-mark"><a href="#s{0}" aria-label="{1}">{0}</a></sup>',
        number,
        _("Source %(number)s") % {"number": number},
    )


def source_note(number: int, source: SourceLine, locator: str, *, earlier: int = 0) -> SafeString:
    """The source, beside or under the paragraph that cites it first; note `earlier` has named the work in full."""
    if earlier:
        same = _("as note %(number)s") % {"number": earlier}
        words = format_html("{}, {}{}.", source.maker, same, f", {locator}" if locator else "")
    else:
        title = format_html('<a href="{}">{}</a>', source.url, source.title) if source.url else source.title
        published = ", ".join(filter(None, [source.published, locator]))
        words = format_html("{}, <i>{}</i>, {}. {}.", source.maker, title, published, source.type)
    return format_html(
        '<aside class="source-note" id="s{0}" aria-label="{1}"><span class="n">{0}</span> <span>{2}</span></aside>',
        number,
        _("Source %(number)s") % {"number": number},
        words,
    )


def popover(entry: TermEntry) -> SafeString:
    """What a term means. Where popovers are unknown it is simply a line under the passage."""
    return format_html(
        '<div class="popover-note" popover id="term-{}"><b class="popover-title">{}</b> {} <a href="{}">{}</a></div>',
        entry.slug,
        entry.name,
        mark_safe(entry.definition_html),
        entry.url,
        _("In the glossary"),
    )


def way_past(section: Mapping[str, str] | None) -> SafeString:
    """A link to the section after the one that the note warns of."""
    if not section:
        return mark_safe("")
    words = _("Go on with “%(title)s”") % {"title": section["title"]}
    return format_html('<p><a href="#{}">{}</a></p>', section["anchor"], words)
