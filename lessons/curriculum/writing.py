"""A checked manuscript into the database. Runs inside the loader's transaction; writes only what differs.

Ids are for ever: classes have read, answered and cited what once was loaded, so nothing but an event or a line of
evidence is ever deleted here.
"""

import re
from collections import Counter
from typing import Any

from django.db.models import Model

from lessons.curriculum.entries import Entry
from lessons.curriculum.markdown import render, typographic
from lessons.curriculum.parts import Manuscript
from lessons.dates import parse
from lessons.models import Claim, Course, Event, Evidence, Guide, Lesson, Module, Paragraph, Place, Source, Term


def write_records(manuscript: Manuscript, changes: Counter) -> None:
    """Bring everything but the lessons' texts up to the manuscript, and count the rows that changed."""
    writer = _Writer(manuscript, changes)
    writer.course()
    writer.article()
    writer.modules()
    writer.lessons()
    writer.guides()
    writer.sources()
    writer.claims()
    writer.terms()
    writer.places()
    writer.events()


class _Writer:
    """One pass over the manuscript, in the order in which rows need each other."""

    def __init__(self, manuscript: Manuscript, changes: Counter) -> None:
        self.manuscript = manuscript
        self.changes = changes

    def course(self) -> None:
        course = self.manuscript.course
        article = {f"article_{key}": value for key, value in course["article"].items()}
        values = {"title": course["title"], "summary_html": render(course["summary"]), **article}
        self._keep(Course, "pk", {1: values})

    def article(self) -> None:
        self._keep(
            Paragraph,
            "code",
            {
                code: {
                    "position": position,
                    "title": typographic(paragraph["title"]),
                    "text_html": render(paragraph["text"]),
                    "notice_html": render(paragraph["notice"]),
                }
                for position, (code, paragraph) in enumerate(self.manuscript.paragraphs.items())
            },
        )

    def modules(self) -> None:
        self.module_rows = self._keep(
            Module,
            "slug",
            {
                slug: {
                    "number": module["number"],
                    "title": module["title"],
                    "summary_html": render(module["summary"]),
                }
                for slug, module in self.manuscript.modules.items()
            },
        )

    def lessons(self) -> None:
        self.lesson_rows = self._keep(
            Lesson,
            "code",
            {
                code: {
                    "module_id": self.module_rows[lesson.module].pk,
                    "slug": lesson.front["slug"],
                    "position": _number(code.partition(".")[2]),
                }
                for code, lesson in self.manuscript.lessons.items()
            },
        )

    def guides(self) -> None:
        self._keep(
            Guide,
            "lesson_id",
            {
                self.lesson_rows[code].pk: {
                    "minutes": guide["minutes"],
                    "steps": [_step(step) for step in guide["steps"]],
                    "misconception_html": render(guide["misconception"]),
                    "vocabulary": list(guide["vocabulary"]),
                    "without_devices_html": render(guide["without_devices"]),
                    "care_html": render(guide.get("care", "")),
                }
                for code, guide in self.manuscript.guides.items()
            },
        )

    def sources(self) -> None:
        same = ("title", "producer", "type", "language", "perspective", "standpoint", "published")
        self.source_rows = self._keep(
            Source,
            "key",
            {
                key: {
                    **{name: source[name] for name in same},
                    **{name: source.get(name, "") for name in ("author", "url", "note")},
                    "independence_group": source["group"],
                    "excerpts": list(source.get("excerpts", [])),
                }
                for key, source in self.manuscript.sources.items()
            },
        )

    def claims(self) -> None:
        same = ("paragraph", "status", "confidence", "short", "why", "would_change")
        rows = self._keep(
            Claim,
            "code",
            {
                code: {
                    **{name: typographic(claim[name]) for name in same},
                    "position": _number(code),
                    "lesson_id": self.lesson_rows[claim["lesson"]].pk,
                    "holder": claim.get("holder", ""),
                    "caution": typographic(claim.get("caution", "")),
                    "one_group": typographic(claim.get("one_group", "")),
                    "earlier": [_earlier(one) for one in claim.get("earlier", ())],
                    "text": typographic(claim["claim"]),
                    "record_html": render(claim["record"]),
                    "checked_on": claim["checked"],
                }
                for code, claim in self.manuscript.claims.items()
            },
        )
        self._evidence(rows)

    def _evidence(self, claims: dict[str, Claim]) -> None:
        standing: dict[int, list[tuple]] = {}
        columns = ("claim_id", "source_id", "stance", "locator", "shows")
        for claim, *rest in Evidence.objects.order_by("claim_id", "position").values_list(*columns):
            standing.setdefault(claim, []).append(tuple(rest))
        for code, entry in self.manuscript.claims.items():
            wanted = [self._piece_of_evidence(piece) for piece in entry["evidence"]]
            if standing.get(claims[code].pk, []) != wanted:
                claims[code].evidence.all().delete()
                Evidence.objects.bulk_create(
                    Evidence(position=position, claim=claims[code], **dict(zip(columns[1:], piece, strict=True)))
                    for position, piece in enumerate(wanted, start=1)
                )
                self.changes["evidence"] += 1

    def _piece_of_evidence(self, piece: Entry) -> tuple:
        return (
            self.source_rows[piece["source"]].pk,
            piece["stance"],
            piece.get("locator", ""),
            typographic(piece["shows"]),
        )

    def terms(self) -> None:
        rows = self._keep(
            Term,
            "slug",
            {
                slug: {
                    "name": term["name"],
                    "kind": term["kind"],
                    "also": list(term.get("also", [])),
                    "definition_html": render(term["definition"]),
                }
                for slug, term in self.manuscript.terms.items()
            },
        )
        self._link(Term, "lessons", rows, self.manuscript.terms, self.lesson_rows)

    def places(self) -> None:
        same = ("name", "latitude", "longitude", "country")
        self.place_rows = self._keep(
            Place,
            "slug",
            {
                slug: {
                    **{name: place[name] for name in same},
                    "also": list(place.get("also", ())),
                    "aside": place.get("aside", ""),
                }
                for slug, place in self.manuscript.places.items()
            },
        )

    def events(self) -> None:
        rows = self._keep(
            Event,
            "code",
            {
                code: {
                    **{name: typographic(event[name]) for name in ("precision", "track", "title", "text")},
                    "place": event.get("place", ""),
                    "starts_on": parse(event["date"], event["precision"]),
                    "ends_on": parse(event.get("until", ""), event["precision"]),
                }
                for code, event in self.manuscript.events.items()
            },
        )
        self._link(Event, "lessons", rows, self.manuscript.events, self.lesson_rows)
        self._link(Event, "places", rows, self.manuscript.events, self.place_rows, key="at")
        self._link(Event, "sources", rows, self.manuscript.events, self.source_rows)
        self.changes["events"] += Event.objects.exclude(code__in=rows).delete()[1].get("lessons.Event", 0)

    def _keep(self, model: type[Model], key: str, wanted: dict[Any, dict[str, Any]]) -> dict[Any, Any]:
        """A row for each key, with these values; rows that have them already are left alone."""
        rows = {getattr(row, key): row for row in model.objects.filter(**{f"{key}__in": wanted})}
        for name, values in wanted.items():
            row = rows.setdefault(name, model(**{key: name}))
            if row._state.adding or any(getattr(row, column) != value for column, value in values.items()):
                for column, value in values.items():
                    setattr(row, column, value)
                row.save()
                self.changes[str(model._meta.verbose_name_plural)] += 1
        return rows

    def _link(
        self, model: type[Model], field: str, rows: dict, entries: dict[str, Entry], others: dict, *, key: str = ""
    ) -> None:
        """The many-to-many rows that the entries name under `key`, which is the field's name unless it is given."""
        standing: dict[int, set[int]] = {}
        for row, other in model.objects.filter(**{f"{field}__isnull": False}).values_list("pk", field):
            standing.setdefault(row, set()).add(other)
        for name, entry in entries.items():
            wanted = {others[other].pk for other in entry.get(key or field, ())}
            if standing.get(rows[name].pk, set()) != wanted:
                getattr(rows[name], field).set(wanted)
                self.changes[f"{field} of {model._meta.verbose_name_plural}"] += 1


def _step(step: Entry) -> dict[str, object]:
    """A step of a guide, drawn."""
    return {
        "kind": step["kind"],
        "title": typographic(step["title"]),
        "minutes": step["minutes"],
        "html": str(render(step["text"])),
    }


def _earlier(earlier: Entry) -> dict[str, str]:
    """A status that a claim had, as plain values."""
    return {"status": earlier["status"], "until": earlier["until"].isoformat(), "why": typographic(earlier["why"])}


def _number(code: str) -> int:
    """The number in "C14" or "3": what one sorts by."""
    return int(re.sub(r"\D", "", code) or 0)
