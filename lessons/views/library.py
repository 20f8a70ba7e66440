"""The course for everybody: what one may read without signing in."""

from django.db.models import Count, Q, TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.i18n import language_name_translated as language_name
from django.urls import reverse
from django.utils import timezone

from classrooms.access import public
from lessons.balance import Share, Voice, balance_of
from lessons.models import Assignment, Claim, Course, Lesson, Module, Source, Term
from lessons.sections import for_younger, is_on_shorter_path, sections_of
from sahel.templatetags.sahel import CLAIM_ICONS

REASON = "the course is open to all who want to read it"
HEARD = [value for value in Source.Standpoint.values if value != Source.Standpoint.OTHER]
"""The standpoints of which a lesson says that nobody speaks from there."""

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
    sections, is_shorter = sections_of(edition, edition.blocks.all()), is_on_shorter_path(request.GET)
    context = {
        "in_class": Assignment.in_class(user, found, timezone.now()) if user.is_authenticated else None,
        "lesson": found,
        "edition": edition,
        "sections": for_younger(edition, sections) if is_shorter else sections,
        "is_shorter": is_shorter,
        "claim_count": edition.claims.count(),
        "minutes_left": edition.minutes,
    }
    return render(request, "lessons/lesson.html", context)


@public(reason=REASON)
def lesson_sources(request: HttpRequest, lesson_slug: str) -> HttpResponse:
    """What one lesson rests on, and whose voices are missing from it."""
    found = get_object_or_404(Lesson.objects.readable(), slug=lesson_slug)
    edition = found.current_edition
    rests_on = Source.objects.filter(Q(editions=edition) | Q(evidence__claim__editions=edition)).distinct()
    known = list(rests_on)
    voices = [Voice(source.type, source.language, source.standpoint) for source in known]
    balance = balance_of(voices, types=Source.Type.values, standpoints=HEARD)
    context = {
        "lesson": found,
        "edition": edition,
        "sources": known,
        "balance": balance,
        "types": _in_words(balance.types, Source.Type),
        "standpoints": _in_words(balance.standpoints, Source.Standpoint),
        "languages": [{"label": language_name(share.key), "count": share.count} for share in balance.languages],
        "missing_types": [Source.Type(key).label for key in balance.types_missing],
        "missing_standpoints": [Source.Standpoint(key).label for key in balance.standpoints_missing],
        "mostly": Source.Standpoint(balance.mostly.key).label if balance.mostly else "",
    }
    return render(request, "lessons/lesson_sources.html", context)


@public(reason=REASON)
def claims(request: HttpRequest) -> HttpResponse:
    """All claims as rows; those of one status or of one module as cards, the first of them open."""
    status, module_slug = request.GET.get("status", ""), request.GET.get("module", "")
    in_module = Claim.objects.filter(lesson__module__slug=module_slug) if module_slug else Claim.objects.all()
    counts = dict(in_module.order_by().values_list("status").annotate(Count("pk")))
    narrowed = in_module.filter(status=status) if status else in_module
    in_rows = not status and not module_slug
    context = {
        "claims": narrowed.with_tally() if in_rows else narrowed.with_evidence(),
        "in_rows": in_rows and bool(counts),
        "claims_url": reverse("lessons:claims"),
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
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, or those of one type."""
    chosen = request.GET.get("type", "")
    counts = dict(Source.objects.order_by().values_list("type").annotate(Count("pk")))
    context = {
        "sources": Source.objects.filter(type=chosen) if chosen in Source.Type.values else Source.objects.all(),
        "types": [(kind, counts.get(kind, 0)) for kind in Source.Type],
        "type": chosen,
        "count": sum(counts.values()),
    }
    return render(request, "lessons/sources.html", context)


@public(reason=REASON)
def source(request: HttpRequest, source_key: str) -> HttpResponse:
    """One source: whose eyes it sees with, what to know before quoting it, and which claims and lessons rest on it."""
    found = get_object_or_404(Source.objects.prefetch_related("evidence__claim"), key=source_key)
    lessons = Lesson.objects.readable().filter(current_edition__sources=found)
    return render(request, "lessons/source.html", {"source": found, "lessons": lessons})


def _in_words(shares: list[Share], among: type[TextChoices]) -> list[dict[str, object]]:
    """Shares with the names that a reader knows."""
    return [{"label": among(share.key).label, "count": share.count} for share in shares]


def _modules(which: Q) -> list[Module]:
    """Modules with their readable lessons and how many claims they treat, in two queries."""
    modules = list(Module.objects.filter(which).annotate(claim_count=Count("lessons__first_claims", distinct=True)))
    lessons = list(Lesson.objects.readable().filter(module__in=modules))
    for found in modules:
        found.readable_lessons = [lesson for lesson in lessons if lesson.module_id == found.pk]
    return modules
