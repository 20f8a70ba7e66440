"""A stored grade follows the marks, by itself and in the same transaction."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gradebook import recording
from gradebook.models import Grade
from lessons.models import Preset
from quizzes.models import Response
from tests.factories import MembershipFactory
from tests.gradebook.factories import RIGHT, WRONG, grade_of, hand_in
from tests.lessons.factories import AssignmentFactory


@pytest.fixture
def assignment(classroom, teacher):
    return AssignmentFactory(classroom=classroom, created_by=teacher, preset=Preset.PRACTICE)


def test_handing_in_makes_a_grade(assignment, student):
    hand_in(assignment, student)
    grade = grade_of(assignment, student)
    assert (grade.points, grade.possible, grade.state, grade.is_late) == (1, 1, Grade.State.FINAL, False)


def test_the_highest_attempt_counts(assignment, student):
    best = hand_in(assignment, student, RIGHT)
    hand_in(assignment, student, WRONG)
    grade = grade_of(assignment, student)
    assert (grade.points, grade.attempt) == (1, best)


def test_a_better_attempt_replaces_the_grade(assignment, student):
    hand_in(assignment, student, WRONG)
    better = hand_in(assignment, student, RIGHT)
    assert grade_of(assignment, student).attempt == better


def test_an_essay_keeps_the_grade_provisional_until_it_is_marked(assignment, student, teacher):
    attempt = hand_in(assignment, student, kinds=["single", "essay"])
    assert grade_of(assignment, student).state == Grade.State.PROVISIONAL

    essay = Response.objects.to_mark().get(attempt=attempt)
    levels = {"thesis": 2, "evidence": 1}
    essay.mark_by_hand(levels, comment="", by=teacher, seen=0, moment=timezone.now())

    grade = grade_of(assignment, student)
    assert grade.state == Grade.State.FINAL
    assert grade.points == Decimal("1") + Decimal(3) / 4 * essay.points


def test_handing_in_after_the_due_date_is_late(classroom, teacher, student):
    now = timezone.now()
    assignment = AssignmentFactory(
        classroom=classroom, created_by=teacher, opens_at=now - timedelta(days=3), due_at=now - timedelta(days=1)
    )
    hand_in(assignment, student, moment=now)
    assert grade_of(assignment, student).is_late


def test_without_the_grade_nothing_is_graded(assignment, student, monkeypatch):
    """Marks and grade are one transaction: if the grade cannot be stored, the attempt waits for the next run."""

    def breaks(**kwargs):
        raise RuntimeError

    monkeypatch.setattr(recording.Grade.objects, "update_or_create", breaks)
    with pytest.raises(RuntimeError):
        hand_in(assignment, student)
    attempt = assignment.attempts.get()
    assert attempt.submitted_at
    assert attempt.graded_at is None
    assert not attempt.responses.get().marks.exists()


@pytest.mark.parametrize("change", [{"points": 2}, {"points": -1}, {"state": "excellent"}])
def test_the_database_refuses_an_impossible_grade(assignment, student, change):
    hand_in(assignment, student)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.update(**change)


class TestVisibleTo:
    def test_a_teacher_sees_everybodys_and_a_student_their_own(self, assignment, student, classmate, teacher):
        hand_in(assignment, student)
        hand_in(assignment, classmate)

        assert Grade.objects.visible_to(teacher).count() == 2
        assert [grade.student for grade in Grade.objects.visible_to(student)] == [student]

    def test_a_moderator_and_another_class_see_none(self, assignment, student, moderator, outsider):
        hand_in(assignment, student)
        assert not Grade.objects.visible_to(moderator).exists()
        assert not Grade.objects.visible_to(outsider).exists()
        assert not Grade.objects.visible_to(MembershipFactory(user=student.user)).exists()
