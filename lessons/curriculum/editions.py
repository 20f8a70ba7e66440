"""Lesson texts to editions and blocks, and the drawing of every block with the claims' present status."""

from collections import Counter

from django.urls import reverse

from lessons.curriculum import marks
from lessons.curriculum.entries import Entry
from lessons.curriculum.faults import Faults
from lessons.curriculum.figures import sources_of
from lessons.curriculum.lesson_texts import read_figure
from lessons.curriculum.markdown import typographic
from lessons.curriculum.parts import LessonText, Manuscript
from lessons.curriculum.pieces import Piece
from lessons.curriculum.rendering import ClaimCard, Part, Record, SourceLine, TermEntry, render_edition
from lessons.dates import in_words
from lessons.models import Block, Claim, Edition, Lesson, Place, Source, Term


def write_editions(manuscript: Manuscript, changes: Counter) -> None:
    """A new edition for each lesson whose file differs from its current one. Older editions stay as they are."""
    lessons = Lesson.objects.select_related("current_edition").in_bulk(manuscript.lessons, field_name="code")
    for code, text in manuscript.lessons.items():
        lesson = lessons[code]
        if lesson.current_edition is None or lesson.current_edition.sha256 != text.sha256:
            lesson.current_edition = _new_edition(lesson, text)
            lesson.save()
            changes["editions"] += 1


def draw_blocks(changes: Counter) -> None:
    """Draw the blocks of all editions, old ones too, and store those that look different now."""
    record = present_record()
    changed = []
    for edition in Edition.objects.prefetch_related("blocks"):
        blocks = list(edition.blocks.all())
        parts = [Part(block.kind, block.section, block.source, block.data) for block in blocks]
        for block, html in zip(blocks, render_edition(parts, record), strict=True):
            if block.html != html:
                block.html = html
                changed.append(block)
    Block.objects.bulk_update(changed, ["html"], batch_size=200)
    changes["drawn blocks"] += len(changed)


def present_record() -> Record:
    """Claims, sources and terms as they stand now."""
    glossary = reverse("lessons:glossary")
    return Record(
        claims={
            claim.code: ClaimCard(
                claim.code,
                claim.status,
                claim.text,
                claim.short,
                claim.supports,
                claim.challenges,
                claim.get_absolute_url(),
            )
            for claim in Claim.objects.with_tally()
        },
        sources={source.key: _line(source) for source in Source.objects.all()},
        terms={
            term.slug: TermEntry(term.slug, term.name, term.definition_html, f"{glossary}#{term.slug}")
            for term in Term.objects.all()
        },
        places={place.slug: place.on_map for place in Place.objects.all()},
    )


def _line(source: Source) -> SourceLine:
    published = in_words(source.published)
    return SourceLine(source.author or source.producer, source.title, published, source.get_type_display(), source.url)


def _new_edition(lesson: Lesson, text: LessonText) -> Edition:
    front = text.front
    edition = lesson.editions.create(
        number=lesson.editions.count() + 1,
        title=typographic(front["title"]),
        subtitle=typographic(front.get("subtitle", "")),
        summary=typographic(front["summary"]),
        minutes=front["minutes"],
        younger_leave_out=_left_out(front["younger"]),
        content_note=typographic(front.get("content_note", "")),
        checked_on=front["checked"],
        objectives=[typographic(one) for one in front["objectives"]],
        key_questions=[typographic(one) for one in front["questions"]],
        sections=text.sections,
        sha256=text.sha256,
    )
    data = [_data(piece, text) for piece in text.pieces]
    Block.objects.bulk_create(
        Block(
            edition=edition, position=position, section=piece.section, kind=piece.kind, source=piece.source, data=known
        )
        for position, (piece, known) in enumerate(zip(text.pieces, data, strict=True), start=1)
    )
    named = [mark for piece in text.pieces if piece.kind == "text" for mark in marks.find(piece.source, 1)]
    sources = {mark.id for mark in named if mark.kind == "source"}
    sources.update(key for known in data if "title" in known for key in sources_of(known))
    edition.claims.set(Claim.objects.filter(code__in={mark.id for mark in named if mark.kind == "claim"}))
    edition.sources.set(Source.objects.filter(key__in=sources))
    return edition


def _left_out(younger: str | list[str]) -> list[str] | None:
    """The sections that the shorter path leaves out; None when it leaves out the lesson."""
    return None if younger == "none" else [] if younger == "all" else list(younger)


def _data(piece: Piece, text: LessonText) -> dict[str, object]:
    """What a block needs beyond its text, so that it can be drawn alone."""
    if piece.kind == "check":
        return {"question": piece.source}
    if piece.kind == "figure":
        figure = read_figure(piece.source, text.path, piece.line, Faults())
        return dict(figure or Entry(text.path, piece.line))
    if piece.kind == "content_note":
        anchors = [section["anchor"] for section in text.sections]
        at = anchors.index(piece.section)
        following = text.sections[at + 1 :]
        return {"of": text.sections[at]["title"]} | ({"next": following[0]} if following else {})
    return {}
