"""What the record files of a course may hold, entry by entry: sources, claims, terms, events. Pure."""

import re

from lessons.curriculum.entries import Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import Manuscript
from lessons.curriculum.shapes import Kind, Shape, day, entries, number, one_of, text, texts, up_to
from lessons.dates import parse
from lessons.maps import Place

STANCES = ("supports", "challenges", "context")
STATUSES = ("documented", "contested", "opinion", "inaccurate", "unverifiable")
TYPES = ("primary", "official", "news", "scholarly", "think-tank", "ngo", "opinion", "reference", "data")
STANDPOINTS = ("mali", "africa", "arab", "france", "west", "russia", "un", "other")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _slug(value: object) -> str:
    return "" if isinstance(value, str) and SLUG.fullmatch(value) else "small letters, digits and hyphens"


def _address(value: object) -> str:
    good = isinstance(value, str) and value.startswith(("https://", "http://"))
    return up_to(500)(value) if good else "an address that starts with https://"


def _publication(value: object) -> str:
    return up_to(60)(value) and 'a date, month or year in quotation marks, or "undated"'


def _key(longest: int) -> Kind:
    def kind(value: object) -> str:
        good = isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9._-]+", value) and len(value) <= longest
        return "" if good else f"letters, digits and hyphens, {longest} at most"

    return kind


def _degrees(most: int) -> Kind:
    def kind(value: object) -> str:
        good = not number(value) and -most <= value <= most
        return "" if good else f"a number of degrees from -{most} to {most}"

    return kind


def _excerpts(value: object) -> str:
    good = not texts(value) and not any(up_to(300)(words) for words in value)
    return "" if good else "a list of words of it, at most 300 characters each"


SOURCE = Shape(
    "source",
    required={
        "id": _key(20),
        "title": up_to(300),
        "producer": up_to(200),
        "type": one_of(*TYPES),
        "language": up_to(12),
        "perspective": up_to(200),
        "standpoint": one_of(*STANDPOINTS),
        "group": up_to(60),
        "published": _publication,
    },
    optional={"author": up_to(200), "url": _address, "note": up_to(400), "excerpts": _excerpts},
)
EVIDENCE = Shape(
    "piece of evidence",
    required={"source": text, "stance": one_of(*STANCES), "shows": text},
    optional={"locator": up_to(120)},
)
CLAIM = Shape(
    "claim",
    required={
        "id": _key(8),
        "lesson": text,
        "paragraph": up_to(8),
        "status": one_of(*STATUSES),
        "confidence": one_of("high", "medium", "low"),
        "claim": text,
        "short": text,
        "record": text,
        "why": text,
        "would_change": text,
        "checked": day,
        "evidence": entries,
    },
    optional={"holder": up_to(200), "caution": up_to(200), "one_group": text, "earlier": entries},
)
EARLIER = Shape("earlier status", required={"status": one_of(*STATUSES), "until": day, "why": text})
TERM = Shape(
    "term",
    required={
        "id": _slug,
        "name": up_to(120),
        "kind": one_of("person", "organisation", "group", "state", "mission", "place", "people", "term"),
        "definition": text,
        "lessons": texts,
    },
    optional={"also": texts},
)
EVENT = Shape(
    "event",
    required={
        "id": _key(8),
        "date": text,
        "precision": one_of("day", "month", "year"),
        "track": one_of("libya", "mali", "world"),
        "title": up_to(160),
        "text": text,
        "sources": texts,
        "lessons": texts,
    },
    optional={"until": text, "place": up_to(120), "at": texts},
)
PLACE = Shape(
    "place",
    required={
        "id": _slug,
        "name": up_to(60),
        "latitude": _degrees(90),
        "longitude": _degrees(180),
        "country": up_to(60),
    },
    optional={"also": texts, "aside": one_of("start", "end", "above", "below")},
)
PARAGRAPH = Shape("paragraph", required={"id": _key(8), "title": up_to(80), "text": text, "notice": text})


def place_of(place: Entry) -> Place:
    """A place as a map draws it."""
    return Place(
        place["id"], place["name"], place["latitude"], place["longitude"], place["country"], place.get("aside", "")
    )


def check_claim(claim: Entry, course: Manuscript, faults: Faults) -> None:
    """The rules of a claim: a holder for an opinion, a paragraph of the article, evidence enough for its status."""
    if claim["status"] == "opinion" and "holder" not in claim:
        faults.error(claim.path, claim.line, f'{claim["id"]} is an opinion and needs its "holder".')
    known(claim, "paragraph", course.paragraphs, "paragraph", faults)
    for earlier in claim.get("earlier", ()):
        EARLIER.fits(earlier, faults)
    good = [
        evidence
        for evidence, line in zip(claim["evidence"], claim["evidence"].lines, strict=True)
        if EVIDENCE.fits(evidence, faults, path=claim.path, line=line)
        and known(evidence, "source", course.sources, "source", faults)
    ]
    groups = {
        stance: {course.sources[evidence["source"]]["group"] for evidence in good if evidence["stance"] == stance}
        for stance in STANCES
    }
    if claim["status"] == "documented" and len(groups["supports"]) < 2 and "one_group" not in claim:
        message = f"{claim['id']} is documented, but by fewer than two independent sources (groups)."
        faults.warning(claim.path, claim.line_of("status"), message)
    if claim["status"] == "contested" and not (groups["supports"] and groups["challenges"]):
        message = f"{claim['id']} is contested, but its evidence does not show both sides."
        faults.warning(claim.path, claim.line_of("status"), message)


def check_term(term: Entry, course: Manuscript, faults: Faults) -> None:
    """A term says in which lessons it is used."""
    all_known(term, "lessons", course.lessons, "lesson", faults)


def check_event(event: Entry, course: Manuscript, faults: Faults) -> None:
    """An event's dates are as precise as it says, and do not run backwards."""
    all_known(event, "lessons", course.lessons, "lesson", faults)
    all_known(event, "sources", course.sources, "source", faults)
    if "at" in event:
        all_known(event, "at", course.places, "place", faults)
    starts = parse(event["date"], event["precision"])
    if starts is None:
        message = f'"date" is no date with the precision of a {event["precision"]}.'
        faults.error(event.path, event.line_of("date"), message)
    if "until" in event:
        ends = parse(event["until"], event["precision"])
        if ends is None or (starts and ends < starts):
            faults.error(
                event.path, event.line_of("until"), '"until" is no date as precise as "date" and not before it.'
            )


def known(entry: Entry, key: str, among: dict, noun: str, faults: Faults) -> bool:
    """Whether what `entry` names under `key` is among the known ones; a fault when it is not."""
    if entry[key] in among:
        return True
    faults.error(entry.path, entry.line_of(key), f"There is no {noun} {entry[key]}.")
    return False


def all_known(entry: Entry, key: str, among: dict, noun: str, faults: Faults) -> None:
    """The same for a list of names."""
    for name in entry[key]:
        if name not in among:
            faults.error(entry.path, entry.line_of(key), f"There is no {noun} {name}.")
