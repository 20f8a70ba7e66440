"""A class's assignments and their lessons, as its members meet them."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, member_required
from lessons.forms import SectionForm
from lessons.models import Assignment, Reading
from lessons.sections import minutes_left, sections_of
from sahel.shortcuts import form_status, render_part


@member_required
def assignments(request: MemberRequest) -> HttpResponse:
    """The class's assignments, newest first; a student sees those given to them."""
    member = request.member
    found = Assignment.objects.visible_to(member).with_lesson().annotate(chosen=Count("students")).order_by("-opens_at")
    context = {"assignments": found, "classroom": member.classroom, "now": timezone.now()}
    return render(request, "lessons/assignments.html", context)


@member_required
def assignment(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """One assignment: what to do for a student, how it is set for a teacher."""
    member, now = request.member, timezone.now()
    found = _found(request, assignment_pk)
    if _waits_for(found, request):
        return _not_open_yet(request, found)
    readings = Reading.objects.visible_to(member).filter(assignment=found)
    mine = readings.filter(member=member).first()
    context = {
        "assignment": found,
        "lesson": found.edition.lesson,
        "classroom": member.classroom,
        "chosen": ", ".join(student.name for student in found.students.select_related("user").by_name()),
        "read_count": len(mine.sections) if mine else 0,
        "finished_count": readings.students().finished().count() if member.is_teacher else 0,
        "section_count": len(found.edition.sections),
        "is_open": found.is_open(now),
        "now": now,
    }
    return render(request, "lessons/assignment.html", context)


@member_required
def read(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """The assigned edition, with the sections this member has read."""
    found = _found(request, assignment_pk)
    if _waits_for(found, request):
        return _not_open_yet(request, found)
    reading = Reading.open(found, request.member, timezone.now())
    return render(request, "lessons/read.html", _lesson(request, found, reading))


@member_required
@require_POST
def mark_section(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Keep that a section has been read."""
    found = _found(request, assignment_pk)
    if _waits_for(found, request):
        return _not_open_yet(request, found)
    form = SectionForm(request.POST, edition=found.edition)
    reading = Reading.open(found, request.member, timezone.now())
    if not form.is_valid():
        return render(request, "lessons/read.html", _lesson(request, found, reading), status=form_status(form))
    reading.read_section(form.cleaned_data["section"], timezone.now())
    if not request.htmx:
        return redirect(f"{found.get_absolute_url()}lesson/#end-{form.cleaned_data['section']}")
    context = _lesson(request, found, reading) | {"swapped": True}
    context["section"] = next(
        section for section in context["sections"] if section.anchor == form.cleaned_data["section"]
    )
    return render_part(request, "lessons/read.html", "progress", context)


def _found(request: MemberRequest, assignment_pk: int) -> Assignment:
    assignments = Assignment.objects.visible_to(request.member).with_lesson()
    found = get_object_or_404(assignments.annotate(claim_count=Count("edition__claims")), pk=assignment_pk)
    found.classroom = request.member.classroom
    return found


def _waits_for(found: Assignment, request: MemberRequest) -> bool:
    """Whether this member has to wait for the assignment to open."""
    return request.member.is_student and found.opens_at > timezone.now()


def _not_open_yet(request: MemberRequest, found: Assignment) -> HttpResponse:
    """When it opens, and nothing else."""
    context = {"assignment": found, "classroom": request.member.classroom, "now": timezone.now()}
    return render(request, "lessons/not_open_yet.html", context)


def _lesson(request: MemberRequest, found: Assignment, reading: Reading) -> dict[str, object]:
    """What the lesson's page shows, and the rail beside it."""
    edition = found.edition
    sections = sections_of(edition, edition.blocks.all(), frozenset(reading.sections))
    return {
        "frame": "base_class.html",
        "assignment": found,
        "classroom": request.member.classroom,
        "lesson": edition.lesson,
        "edition": edition,
        "sections": sections,
        "claim_count": found.claim_count,
        "read_count": sum(section.is_read for section in sections),
        "minutes_left": minutes_left(edition, sections),
    }
