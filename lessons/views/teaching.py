"""For those who teach: the course at a glance, the steps of a lesson in class, and packs to print."""

from collections.abc import Iterable, Set

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from classrooms.access import public, teaches, teaching
from lessons.curriculum import marks
from lessons.models import Guide, Lesson, Module, Term
from lessons.sections import Section, for_younger, is_on_shorter_path, sections_of


@public(reason="a teacher looks at the course before opening a class")
def overview(request: HttpRequest) -> HttpResponse:
    """All lessons with the time they take; the shorter path for classes of 13 and 14 on demand."""
    is_shorter = is_on_shorter_path(request.GET)
    lessons = Lesson.objects.readable().select_related("guide").annotate(claim_count=Count("current_edition__claims"))
    known = [lesson for lesson in lessons if lesson.current_edition.is_for_younger or not is_shorter]
    modules = list(Module.objects.all())
    for module in modules:
        module.rows = [lesson for lesson in known if lesson.module_id == module.pk]
        module.reading_minutes = sum(lesson.current_edition.minutes for lesson in module.rows)
        module.class_minutes = sum(lesson.guide.minutes for lesson in module.rows if hasattr(lesson, "guide"))
    context = {
        "modules": modules,
        "is_shorter": is_shorter,
        "lesson_count": len(known),
        "reading_minutes": sum(module.reading_minutes for module in modules),
        "class_minutes": sum(module.class_minutes for module in modules),
        "may_teach": teaches(request.user),
    }
    return render(request, "lessons/overview.html", context)


@teaching
def guide(request: HttpRequest, lesson_slug: str) -> HttpResponse:
    """The steps of a lesson in class, and what to know beforehand."""
    lesson = get_object_or_404(Lesson.objects.readable(), slug=lesson_slug)
    return render(request, "lessons/guide.html", {"lesson": lesson, "guide": get_object_or_404(Guide, lesson=lesson)})


@teaching
def pack(request: HttpRequest, lesson_slug: str) -> HttpResponse:
    """The lesson and its quiz on paper, for a class without devices; with `?path=13-14` as that path has it.

    `?with=evidence` adds the cards of the lesson's claims, which are some pages more.
    """
    lesson = get_object_or_404(Lesson.objects.readable(), slug=lesson_slug)
    edition = lesson.current_edition
    sections = sections_of(edition, edition.blocks.exclude(kind="check"))
    is_shorter = is_on_shorter_path(request.GET)
    left_out = set(edition.younger_leave_out or ()) if is_shorter else set()
    cards = edition.claims.exclude(code__in=_claims_told_in(sections, left_out)).with_evidence()
    context = {
        "lesson": lesson,
        "edition": edition,
        "is_shorter": is_shorter,
        "left_out": left_out,
        "claims": cards if request.GET.get("with") == "evidence" else (),
        "sections": for_younger(edition, sections) if is_shorter else sections,
        "terms": Term.objects.filter(lessons=lesson),
    }
    return render(request, "lessons/pack.html", context)


def _claims_told_in(sections: Iterable[Section], anchors: Set[str]) -> set[str]:
    """The claims that the text of these sections marks."""
    blocks = [block for section in sections if section.anchor in anchors for block in section.blocks]
    return {mark.id for block in blocks for mark in marks.find(block.source, 1) if mark.kind == "claim"}
