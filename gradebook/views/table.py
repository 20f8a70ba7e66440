"""The teacher's table of grades, the file of it, and how one number is made."""

from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.db.models import BooleanField, Case, Q, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify

from classrooms.access import MemberRequest, teacher_required
from classrooms.models import Membership
from discussions.models import ParticipationMark
from discussions.moves import possible as possible_for
from gradebook.explanation import explain_grade
from gradebook.models import Grade
from gradebook.spreadsheet import as_csv
from gradebook.table import Column, Reached, Row, in_percent, median_share, medians, rows
from lessons.models import Assignment
from quizzes.models import Attempt, Override
from quizzes.models.settings import gives_a_grade


@teacher_required
def table(request: MemberRequest) -> HttpResponse:
    """Show students × assignments."""
    columns, lines = _read(request.member)
    context = {
        "classroom": request.member.classroom,
        "prefix": f"/classes/{request.member.classroom.slug}/",
        "columns": columns,
        "table": lines,
        "medians": medians(lines, columns),
        "median_percent": in_percent(median_share(lines)),
    }
    return render(request, "gradebook/table.html", context)


@teacher_required
def export(request: MemberRequest) -> HttpResponse:
    """The same table as a CSV file."""
    columns, lines = _read(request.member)
    name = f"{slugify(request.member.classroom.name) or 'class'}-{timezone.now():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_csv(lines, columns), content_type="text/csv; charset=utf-8", headers=headers)


@teacher_required
def explain(request: MemberRequest, assignment_pk: int, student_pk: int) -> HttpResponse:
    """How one stored number came about, question by question."""
    grades = Grade.objects.visible_to(request.member).select_related(
        "assignment__edition__lesson", "student__user", "attempt"
    )
    grade = get_object_or_404(grades, assignment=assignment_pk, student=student_pk)
    context = {"grade": grade, "classroom": request.member.classroom, "explained": explain_grade(grade)}
    return render(request, "gradebook/explain.html", context)


def _read(teacher: Membership) -> tuple[list[Column], list[Row]]:
    """The table in six queries: students, assignments with whom they were given to, own dates, grades, marks of
    participation, work under way.

    A quiz that shows no score gives no grade and has no column; participation has one where it is marked.
    """
    students = Membership.objects.visible_to(teacher).active().students().by_name().select_related("user")
    grades = {(grade.student_id, grade.assignment_id): grade for grade in Grade.objects.visible_to(teacher)}
    reached = {
        (student, (pk, False)): Reached(grade.points, grade.possible, grade.state == "provisional", grade.is_late)
        for (student, pk), grade in grades.items()
    }
    for (student, pk), mark in ParticipationMark.objects.visible_to(teacher).latest().items():
        possible = mark.participation.possible
        reached[student, (pk, True)] = Reached(mark.points, possible, is_provisional=False, is_late=False)
    under_way = frozenset(Attempt.objects.visible_to(teacher).counted().open().values_list("student", "assignment"))
    columns = _columns(teacher, {assignment_pk: grade.possible for (_, assignment_pk), grade in grades.items()})
    return columns, rows([(one.pk, one.name) for one in students], columns, reached, under_way, timezone.now())


def _columns(teacher: Membership, possible: dict[int, Decimal]) -> list[Column]:
    """The assignments whose quiz is scored or whose participation is marked, oldest first: in the query, one row for
    each student one was given to.
    """
    is_scored = Q(gives_a_grade(), has_quiz=True)
    is_marked = Q(participation__is_on=True)
    title = Coalesce("quiz_settings__quiz__title", "edition__title")
    fields = ("pk", "edition__lesson__code", title, "due_at", "for_everyone", "is_scored", "per_move", "students")
    assignments = Assignment.objects.visible_to(teacher).live().filter(is_scored | is_marked)
    assignments = assignments.annotate(
        is_scored=Case(When(is_scored, then=True), default=False, output_field=BooleanField()),
        per_move=Case(When(is_marked, then="participation__points")),
    )
    rows = assignments.order_by("opens_at", "pk").values_list(*fields)
    own_due = _own_due(teacher)
    columns = []
    for (pk, code, title, due_at, for_everyone, has_score, per_move), given in groupby(rows, lambda row: row[:7]):
        students = None if for_everyone else frozenset(row[7] for row in given)
        if has_score:
            columns.append(Column(pk, code, title, possible.get(pk), due_at, students, own_due.get(pk, {})))
        if per_move:
            most = possible_for(per_move)
            columns.append(Column(pk, code, title, most, due_at, students, is_participation=True))
    return columns


def _own_due(teacher: Membership) -> dict[int, dict[int, datetime]]:
    """The due dates that single students have, by assignment and student. One query."""
    overrides = Override.objects.visible_to(teacher).current().filter(assignment__isnull=False, due_at__isnull=False)
    found: dict[int, dict[int, datetime]] = {}
    for assignment_pk, student_pk, due_at in overrides.values_list("assignment", "student", "due_at"):
        found.setdefault(assignment_pk, {})[student_pk] = due_at
    return found
