"""Participation as a column of the gradebook: where it is marked, with its points, in the sum and in the file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.discussions.participation_factories import ParticipationFactory, ParticipationMarkFactory
from tests.gradebook.factories import hand_in
from tests.lessons.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


def table(browser, teacher):
    return browser.get(reverse("gradebook:table", args=[teacher.classroom.slug]))


def test_it_stands_beside_the_quiz_and_counts_with_it(sign_in, teacher, student, assignment):
    hand_in(assignment, student)
    kept = ParticipationFactory(assignment=assignment)
    ParticipationMarkFactory(participation=kept, student=student, claim=0, source=0, steelman=0, revision=0)

    page = table(sign_in(teacher), teacher)
    quiz, taking_part = page.context["columns"]
    assert (quiz.is_participation, taking_part.is_participation, taking_part.possible) == (False, True, 8)
    [row] = page.context["table"]
    assert [cell.points for cell in row.cells] == [quiz.possible, 0]
    assert row.share == quiz.possible / (quiz.possible + 8)
    assertContains(page, f"/assignments/{assignment.pk}/participation/{student.pk}/")


def test_an_assignment_without_a_quiz_has_a_column_for_it(sign_in, teacher, student, classroom):
    given = AssignmentFactory(classroom=classroom, created_by=teacher, has_quiz=False)
    kept = ParticipationFactory(assignment=given, points=3)
    ParticipationMarkFactory(participation=kept, student=student)
    page = table(sign_in(teacher), teacher)
    assert [column.is_participation for column in page.context["columns"]] == [True]
    assertContains(page, "50 %")


@pytest.mark.parametrize(("days", "state"), [(1, "not-due"), (-1, "to-mark")])
def test_what_is_not_marked_is_to_mark_once_it_is_due_and_never_missing(
    sign_in, teacher, student, classroom, days, state
):
    due_at = timezone.now() + timedelta(days=days)
    opens_at = due_at - timedelta(days=9)
    given = AssignmentFactory(classroom=classroom, has_quiz=False, opens_at=opens_at, due_at=due_at)
    ParticipationFactory(assignment=given)
    [row] = table(sign_in(teacher), teacher).context["table"]
    assert (row.cells[0].state, row.share) == (state, None)


def test_it_is_no_column_for_whom_it_was_not_given_nor_when_it_is_off(sign_in, teacher, student, classmate, classroom):
    ParticipationFactory(assignment=AssignmentFactory(classroom=classroom, has_quiz=False, students=[student]))
    off = ParticipationFactory(assignment=AssignmentFactory(classroom=classroom, has_quiz=False), is_on=False)
    ParticipationMarkFactory(participation=off, student=student)
    page = table(sign_in(teacher), teacher)
    assert [[cell.state for cell in row.cells] for row in page.context["table"]] == [["not-due"], ["not-given"]]
    assertNotContains(page, f"/assignments/{off.assignment_id}/")


def test_the_file_has_it_too(sign_in, teacher, student, assignment):
    hand_in(assignment, student)
    kept = ParticipationFactory(assignment=assignment)
    ParticipationMarkFactory(participation=kept, student=student)
    answer = sign_in(teacher).get(reverse("gradebook:export", args=[teacher.classroom.slug]))
    header, line = csv.reader(io.StringIO(answer.content.decode()))
    code = assignment.edition.lesson.code
    assert header[3:5] == [f"{code} Who decided?: participation /8", f"{code} participation: state"]
    assert line[3:5] == ["4", "done"]
