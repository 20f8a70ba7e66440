"""Lesson text to HTML. Pure: what the text names (claims, sources, terms) comes in as a Record.

An edition is drawn as a whole, because its source notes are numbered through and each margin note, source note and
popover stands where its subject is named first. Drawn when the course is loaded, stored, sent as it is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token

from lessons.curriculum import figures, notes
from lessons.curriculum.markdown import markdown, render, render_inline
from lessons.curriculum.marks import marks
from lessons.curriculum.notes import ClaimCard, SourceLine, TermEntry
from lessons.curriculum.pieces import split_content_note
from lessons.maps.outlines import Place
from sahel.templatetags.sahel import icon


class Part(NamedTuple):
    """What is drawn of one block: its kind, its section's anchor, its text as written, and its data."""

    kind: str
    section: str
    source: str
    data: Mapping[str, object]


@dataclass(frozen=True)
class Record:
    """What lesson text may name, by id."""

    claims: Mapping[str, ClaimCard]
    sources: Mapping[str, SourceLine]
    terms: Mapping[str, TermEntry]
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass
class _Page:
    """What one edition has shown so far, and what the paragraph being drawn wants beside it."""

    record: Record
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    beside: list[SafeString] = field(default_factory=list)
    below: list[SafeString] = field(default_factory=list)

    def first_time(self, what: str) -> bool:
        """Whether `what` has not been shown on this page; from now on it has."""
        is_first = what not in self.shown
        self.shown.add(what)
        return is_first


def render_edition(parts: Sequence[Part], record: Record) -> list[str]:
    """The HTML of each block of an edition, in order; a block that a higher floor draws gets none."""
    page = _Page(record)
    return [str(_DRAWN[part.kind](part, page)) for part in parts]


def _text(part: Part, page: _Page) -> SafeString:
    """Paragraphs, each followed by its notes; what terms mean stands at the end."""
    drawn = []
    for group in _top_level(_marked.parse(part.source, {"page": page})):
        page.beside = []
        html = _marked.renderer.render(group, _marked.options, {"page": page})
        drawn.append(_COMMA_AFTER_TERM.sub(r'<span class="term-tail">\1</span>', html))
        if page.beside:
            drawn.append(format_html('<div class="margin-notes">{}</div>', mark_safe("".join(page.beside))))
    below, page.below = page.below, []
    return mark_safe("".join([*drawn, *below]))


def _content_note(part: Part, page: _Page) -> SafeString:
    """The warning; with it, folded, the short version and the way past the passage."""
    warning, short = split_content_note(part.source)
    way_on = notes.way_past(part.data.get("next"))
    of = part.data.get("of")
    label = _("Content note on “%(section)s”") % {"section": of} if of else _("Content note")
    alternative = format_html(
        '<details class="plain"><summary>{}</summary>{}{}</details>',
        _("Read the short version instead"),
        render(short),
        way_on,
    )
    return format_html(
        '<aside class="notice" aria-label="{}">{}<div><p><b>{}</b> {}</p>{}</div></aside>',
        label,
        icon("info-circle-fill"),
        _("Before you read."),
        render_inline(warning),
        alternative if short else way_on,
    )


def _figure(part: Part, page: _Page) -> SafeString:
    return figures.draw(part.data, page.record.sources, page.record.places)


def _check(part: Part, page: _Page) -> SafeString:
    """Nothing: quizzes draws its questions, each time anew."""
    return mark_safe("")


_DRAWN = {"text": _text, "content_note": _content_note, "figure": _figure, "check": _check}


def _top_level(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Paragraphs, lists and quotations, one by one."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _claim(renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: object, env: dict) -> str:
    """The claim's sentence; its last word and the status icon never part."""
    page: _Page = env["page"]
    card = page.record.claims[tokens[at].meta["id"]]
    if page.first_time(f"claim {card.code}"):
        page.beside.insert(0, notes.margin_note(card))  # the card stands nearest to its sentence
    words = str(render_inline(tokens[at].content))
    start, space, last_word = words.rpartition(" ")
    if "<" in last_word:  # emphasis may begin further back: leave it whole
        start, space, last_word = words, "", ""
    return notes.claim_sentence(card, start + space, last_word)


def _source(renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: object, env: dict) -> str:
    """A number, the same each time the same place of the same source is named."""
    page: _Page = env["page"]
    key, locator = tokens[at].meta["id"], tokens[at].content
    number = page.numbers.setdefault((key, locator), len(page.numbers) + 1)
    if page.first_time(f"source {number}"):
        earlier = min(known for (work, _locator), known in page.numbers.items() if work == key)
        line = page.record.sources[key]
        page.beside.append(notes.source_note(number, line, locator, earlier=earlier if earlier < number else 0))
    return notes.source_mark(number)


def _term(renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: object, env: dict) -> str:
    """A button for the popover, which stands once, at the end of the block that names the term first."""
    page: _Page = env["page"]
    entry = page.record.terms[tokens[at].meta["id"]]
    if page.first_time(f"term {entry.slug}"):
        page.below.append(notes.popover(entry))
    return format_html(
        '<button class="term" type="button" popovertarget="term-{}">{}</button>',
        entry.slug,
        render_inline(tokens[at].content),
    )


# A button is one piece to the browser, which would let a comma after it begin the next line.
_COMMA_AFTER_TERM = re.compile(r'(<button class="term"[^>]*>[^<]*</button>[,.;:!?)’”]+)')

_marked = markdown().use(marks)
for _name, _draw in {"claim": _claim, "source": _source, "term": _term}.items():
    _marked.renderer.rules[_name] = _draw.__get__(_marked.renderer)

__all__ = ["ClaimCard", "Part", "Place", "Record", "SourceLine", "TermEntry", "render_edition"]
