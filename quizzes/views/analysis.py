"""What the class got wrong in a quiz, and all answers as a file; for its teachers."""

from typing import NamedTuple

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from classrooms.access import MemberRequest, teacher_required
from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.analysis.items import Item
from quizzes.analysis.quiz import Analysis, analyse
from quizzes.analysis.spreadsheet import response_rows
from quizzes.analysis.statistics import FEW, MANY
from quizzes.models import Response
from quizzes.models.settings import WITH_ITS_QUIZ, gives_a_quiz, quiz_of, settings_of
from sahel.spreadsheet import csv_lines


class Passage(NamedTuple):
    """Where the answer to a question stands: a section of the assigned lesson, or another lesson of the course."""

    url: str
    number: int = 0
    code: str = ""


@teacher_required
def items(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Each question with what was chosen; the most missed first, with `?order=quiz` as the quiz asks them."""
    assignment = _assignment(request, assignment_pk)
    analysis = analyse(assignment, request.member)
    settings = settings_of(assignment)
    in_quiz_order = request.GET.get("order") == "quiz" or not settings.is_scored
    context = {
        "assignment": assignment,
        "quiz": quiz_of(assignment),
        "settings": settings,
        "analysis": analysis,
        "sheets": _sheets(assignment, analysis.as_in_quiz if in_quiz_order else analysis.most_missed_first),
        "in_quiz_order": in_quiz_order,
        "prefix": f"/classes/{request.member.classroom.slug}/",
        "given": len(_given(request.member, assignment, analysis)),
        "few": FEW,
        "many": MANY,
    }
    return render(request, "quizzes/items.html", context)


@teacher_required
def responses(request: MemberRequest, assignment_pk: int) -> StreamingHttpResponse:
    """Every answer that was handed in, those of students who have left too, as a CSV file."""
    assignment, classroom = _assignment(request, assignment_pk), request.member.classroom
    handed_in = Response.objects.visible_to(request.member).counted()
    handed_in = handed_in.filter(attempt__assignment=assignment, attempt__submitted_at__isnull=False)
    parts = (classroom.name, "quiz", assignment.edition.lesson.code.replace(".", "-"))
    name = f"{slugify(' '.join(parts))}-{timezone.now():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    # The lines are written after this function has returned, outside the class's time zone: so the zone goes along.
    lines = csv_lines(response_rows(handed_in, classroom.zone))
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _assignment(request: MemberRequest, assignment_pk: int) -> Assignment:
    """One with a quiz."""
    assignments = Assignment.objects.visible_to(request.member).filter(gives_a_quiz()).select_related(*WITH_ITS_QUIZ)
    return get_object_or_404(assignments, pk=assignment_pk)


def _sheets(assignment: Assignment, items: list[Item]) -> list[tuple[Item, Passage | None]]:
    """Each item with the passage to teach again: in the class's own lesson, else in the library."""
    place = [assignment.classroom.slug, assignment.pk]
    ours, library = reverse("lessons:read", args=place), reverse("lessons:lesson", args=["-"]).removesuffix("-/")
    numbers = {one["anchor"]: n for n, one in enumerate(assignment.edition.sections, 1)}
    sheets = []
    for item in items:
        lesson, anchor = item.version.question.lesson, item.version.section
        if lesson is None or not anchor:
            passage = None
        elif lesson.pk == assignment.edition.lesson_id:
            passage = Passage(f"{ours}#{anchor}", numbers[anchor]) if anchor in numbers else None
        else:
            passage = Passage(f"{library}{lesson.slug}/#{anchor}", code=lesson.code)
        sheets.append((item, passage))
    return sheets


def _given(teacher: Membership, assignment: Assignment, analysis: Analysis) -> set[int]:
    """The students who have the quiz in one of the assignments that count, and those who had it and have left."""
    students = Membership.objects.visible_to(teacher).active().students()
    pooled = Assignment.objects.visible_to(teacher).filter(pk__in=analysis.assignments | {assignment.pk})
    if not pooled.filter(for_everyone=True).exists():
        students = students.filter(assignments__in=pooled)
    return analysis.students | set(students.values_list("pk", flat=True))
