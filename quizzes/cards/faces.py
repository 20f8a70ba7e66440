"""What stands on a review card: on its front what is asked, on its back what is right, why, and where that stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from lessons.dates import say
from lessons.models import Event, Lesson, Source, Term
from quizzes.checks import Check
from quizzes.models import Card, QuestionVersion


class Link(NamedTuple):
    """Where something stands."""

    icon: str
    url: str
    words: str


@dataclass
class Face:
    """A card as it is drawn: `label`, `heading` and `ask` are its front, `answer`, `html` and `links` its back.

    `check` is the answer form of a question, with what came of the answer once there is one.
    """

    label: str
    heading: str
    ask: str = ""
    check: Check | None = None
    answer: list[str] = field(default_factory=list)
    html: str = ""
    links: list[Link] = field(default_factory=list)


def face_of(card: Card, data: Mapping[str, Any] | None = None) -> Face:
    """The card; and what came of `data`, if somebody has answered the question on it. Two queries at most."""
    if card.term:
        return _term(card.term)
    return _event(card.event) if card.event else _question(card, data)


def _term(term: Term) -> Face:
    return Face(
        term.get_kind_display(),
        term.name,
        _("Who is this?") if term.kind == Term.Kind.PERSON else _("What is this?"),
        html=mark_safe(term.definition_html),
        links=[
            Link("journal-text", f"{reverse('lessons:glossary')}#{term.slug}", _("Glossary")),
            *(_lesson(lesson) for lesson in term.lessons.readable()),
        ],
    )


def _event(event: Event) -> Face:
    return Face(
        _("Event"),
        event.title,
        _("When was this?"),
        answer=[_when(event), *([event.place] if event.place else [])],
        html=format_html("<p>{}</p>", event.text),
        links=[
            Link("calendar3", f"{reverse('lessons:timeline')}#{event.code}", _("Timeline")),
            *(_lesson(lesson) for lesson in event.lessons.readable()),
        ],
    )


def _when(event: Event) -> str:
    starts = say(event.starts_on, event.precision)
    return f"{starts} – {say(event.ends_on, event.precision)}" if event.ends_on else starts


def _question(card: Card, data: Mapping[str, Any] | None) -> Face:
    version = QuestionVersion.objects.latest_ready().select_related("question", "claim").get(question=card.question)
    return Face(
        str(version.asked.label),
        version.heading_html,
        check=Check.ask(version, data),
        answer=version.asked.right_words(),
        html=mark_safe(version.explanation_html),
        links=_passages(version, card.question.lesson),
    )


def _passages(version: QuestionVersion, lesson: Lesson | None) -> list[Link]:
    links = [_lesson(lesson, version.section)] if lesson else []
    if version.claim:
        words = _("Claim %(code)s") % {"code": version.claim.code}
        links.append(Link("card-text", version.claim.get_absolute_url(), words))
    sources = Source.objects.filter(key__in=version.source_keys) if version.source_keys else []
    return links + [
        Link("journal-text", source.get_absolute_url(), f"{source.producer}, {source.title}") for source in sources
    ]


def _lesson(lesson: Lesson, section: str = "") -> Link:
    url = lesson.get_absolute_url() + (f"#{section}" if section else "")
    return Link("book", url, _("Lesson %(code)s") % {"code": lesson.code})
