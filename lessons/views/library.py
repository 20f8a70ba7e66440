"""The course for everybody: what one may read without signing in."""

from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from classrooms.access import public
from lessons.models import Assignment, Claim, Course, Event, Lesson, Module, Source, Term
from lessons.sections import sections_of
from sahel.templatetags.sahel import CLAIM_ICONS

REASON = "the course is open to all who want to read it"
SHOWN = (Claim.Status.INACCURATE, Claim.Status.DOCUMENTED, Claim.Status.CONTESTED)
"""The statuses of which the landing page shows a claim; the first one opens right there."""


@public(reason=REASON)
def landing(request: HttpRequest) -> HttpResponse:
    """What this is, in one screen, with a claim to open."""
    counts = dict(Claim.objects.order_by().values_list("status").annotate(Count("pk")))
    sure = Claim.objects.filter(confidence=Claim.Confidence.HIGH)
    found = {status: sure.filter(status=status).with_evidence().first() for status in SHOWN}
    context = {
        "course": Course.objects.first(),
        "modules": Module.objects.annotate(lesson_count=Count("lessons")),
        "claim": found.pop(Claim.Status.INACCURATE),
        "others": list(filter(None, found.values())),
        "statuses": [(status, CLAIM_ICONS[status], counts.get(status, 0)) for status in Claim.Status],
        "claim_count": sum(counts.values()),
        "lesson_count": Lesson.objects.readable().count(),
    }
    return render(request, "lessons/landing.html", context)


@public(reason=REASON)
def library(request: HttpRequest) -> HttpResponse:
    """All modules with their lessons."""
    context = {"course": Course.objects.first(), "modules": _modules(Q()), "claim_count": Claim.objects.count()}
    return render(request, "lessons/library.html", context)


@public(reason=REASON)
def module(request: HttpRequest, module_slug: str) -> HttpResponse:
    """One module with its lessons."""
    found = get_object_or_404(Module, slug=module_slug)
    return render(request, "lessons/module.html", {"module": _modules(Q(pk=found.pk))[0]})


@public(reason=REASON)
def lesson(request: HttpRequest, lesson_slug: str) -> HttpResponse:
    """A lesson's current edition; a student whose class has it is shown the way there."""
    found = get_object_or_404(Lesson.objects.readable(), slug=lesson_slug)
    edition, user = found.current_edition, request.user
    context = {
        "in_class": Assignment.in_class(user, found, timezone.now()) if user.is_authenticated else None,
        "lesson": found,
        "edition": edition,
        "sections": sections_of(edition, edition.blocks.all()),
        "claim_count": edition.claims.count(),
        "minutes_left": edition.minutes,
    }
    return render(request, "lessons/lesson.html", context)


@public(reason=REASON)
def claims(request: HttpRequest) -> HttpResponse:
    """All claims, or those of one status and one module; one of them may stand open."""
    status, module_slug = request.GET.get("status", ""), request.GET.get("module", "")
    in_module = Claim.objects.filter(lesson__module__slug=module_slug) if module_slug else Claim.objects.all()
    counts = dict(in_module.order_by().values_list("status").annotate(Count("pk")))
    context = {
        "claims": in_module.filter(status=status).with_evidence() if status else in_module.with_evidence(),
        "statuses": [(known, counts.get(known, 0)) for known in Claim.Status],
        "modules": Module.objects.all(),
        "status": status,
        "module_slug": module_slug,
        "count": sum(counts.values()),
    }
    return render(request, "lessons/claims.html", context)


@public(reason=REASON)
def claim(request: HttpRequest, claim_code: str) -> HttpResponse:
    """A claim's card, why it has its status, and the lessons that treat it."""
    found = get_object_or_404(Claim.objects.with_evidence(), code=claim_code)
    lessons = Lesson.objects.readable().filter(current_edition__claims=found)
    return render(request, "lessons/claim.html", {"claim": found, "lessons": lessons})


@public(reason=REASON)
def glossary(request: HttpRequest) -> HttpResponse:
    """All terms by letter."""
    letters: dict[str, list[Term]] = {}
    for term in sorted(Term.objects.prefetch_related("lessons"), key=lambda term: term.name.casefold()):
        letters.setdefault(term.name[0].upper(), []).append(term)
    return render(request, "lessons/glossary.html", {"letters": letters})


@public(reason=REASON)
def timeline(request: HttpRequest) -> HttpResponse:
    """What happened when, on both sides of one axis; narrowed to a track, a module or a lesson."""
    columns = {"track": "track", "module": "lessons__module__slug", "lesson": "lessons__code"}
    wanted = {key: request.GET[key] for key in columns if request.GET.get(key)}
    years: dict[int, list[Event]] = {}
    for event in Event.objects.filter(**{columns[key]: value for key, value in wanted.items()}).distinct():
        years.setdefault(event.starts_on.year, []).append(event)
    context = {
        "years": years,
        "has_two_sides": len({event.track == Event.Track.MALI for events in years.values() for event in events}) == 2,
        "tracks": Event.Track.choices,
        "track": wanted.pop("track", ""),
        "scope": urlencode(wanted),
        "lesson": Lesson.objects.readable().filter(code=wanted["lesson"]).first() if "lesson" in wanted else None,
    }
    return render(request, "lessons/timeline.html", context)


@public(reason=REASON)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, with whose eyes it sees and which claims rest on it."""
    found = Source.objects.prefetch_related("evidence__claim")
    return render(request, "lessons/sources.html", {"sources": found})


def _modules(which: Q) -> list[Module]:
    """Modules with their readable lessons and how many claims they treat, in two queries."""
    modules = list(Module.objects.filter(which).annotate(claim_count=Count("lessons__first_claims", distinct=True)))
    lessons = list(Lesson.objects.readable().filter(module__in=modules))
    for found in modules:
        found.readable_lessons = [lesson for lesson in lessons if lesson.module_id == found.pk]
    return modules
