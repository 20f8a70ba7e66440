"""Exceptions: the newest counts, it counts at once, and it reopens nothing."""

from datetime import timedelta

import pytest

from quizzes.models import Attempt, CannotStart, Override
from quizzes.models.windows import terms_by_student, terms_in, terms_of
from quizzes.presets import Refusal
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start
from tests.quizzes.more_factories import OverrideFactory

pytestmark = pytest.mark.django_db

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def assignment(classroom, moment):
    return AssignmentFactory(
        classroom=classroom,
        time_limit=40,
        preset="homework",
        opens_at=moment - DAY,
        due_at=moment + DAY,
        closes_at=moment + 2 * DAY,
    )


def grant(student, teacher, assignment=None, **terms):
    return Override.grant(student, by=teacher, reason="A letter", assignment=assignment, **terms)


def deadline(attempt):
    return Attempt.objects.get(pk=attempt.pk).deadline_at


class TestGrant:
    def test_more_time_in_the_class_moves_every_running_clock_of_the_student(
        self, assignment, classroom, student, classmate, teacher, moment
    ):
        other = AssignmentFactory(classroom=classroom, time_limit=20)
        mine, mine_too = start(assignment, student, moment), start(other, student, moment)
        theirs = start(assignment, classmate, moment)
        grant(student, teacher, time_factor="1.5")
        assert deadline(mine) == moment + 60 * MINUTE
        assert deadline(mine_too) == moment + 30 * MINUTE
        assert deadline(theirs) == moment + 40 * MINUTE

    def test_an_exception_in_one_quiz_wins_over_the_class(self, assignment, student, teacher, moment):
        attempt = start(assignment, student, moment)
        grant(student, teacher, time_factor="1.5")
        grant(student, teacher, assignment, time_factor="2")
        assert deadline(attempt) == moment + 80 * MINUTE
        assert terms_of(assignment, student).time_factor == 2

    def test_the_newest_replaces_all_of_the_one_before(self, assignment, student, teacher, moment):
        grant(student, teacher, assignment, extra_attempts=2, due_at=moment + 3 * DAY)
        grant(student, teacher, assignment, extra_attempts=1)
        terms = terms_of(assignment, student)
        assert (terms.extra_attempts, terms.window.due) == (1, assignment.due_at)
        assert Override.objects.count() == 2

    def test_a_later_due_date_moves_the_closing_time_with_it(self, assignment, student, teacher, moment):
        grant(student, teacher, assignment, due_at=moment + 5 * DAY)
        assert terms_of(assignment, student).window.closes == moment + 5 * DAY

    def test_what_the_clock_has_closed_stays_closed_and_a_further_attempt_is_the_way(
        self, assignment, student, teacher, moment
    ):
        for _ in range(2):
            attempt = start(assignment, student, moment)
            attempt.catch_up(moment + 50 * MINUTE)
        grant(student, teacher, assignment, time_factor="2")
        attempt.refresh_from_db()
        assert attempt.submitted_at == moment + 40 * MINUTE
        with pytest.raises(CannotStart):
            Attempt.start(assignment, student, moment + 60 * MINUTE)
        grant(student, teacher, assignment, extra_attempts=1)
        assert Attempt.start(assignment, student, moment + 60 * MINUTE).number == 3

    def test_who_has_the_quiz_for_longer_may_start_when_it_is_closed_for_the_class(
        self, assignment, student, classmate, teacher, moment
    ):
        grant(student, teacher, assignment, closes_at=moment + 9 * DAY)
        assert start(assignment, student, moment + 8 * DAY)
        with pytest.raises(CannotStart) as refused:
            Attempt.start(assignment, classmate, moment + 8 * DAY)
        assert refused.value.refusal == Refusal.CLOSED


class TestEnd:
    def test_the_student_has_what_the_class_has_and_the_rows_stay(self, assignment, student, teacher, moment):
        attempt = start(assignment, student, moment)
        granted = grant(student, teacher, assignment, time_factor="2")
        granted.end(by=teacher, reason="Ended")
        assert deadline(attempt) == moment + 40 * MINUTE
        assert not Override.objects.in_force().exists()
        assert Override.objects.count() == 2
        assert Override.objects.last().is_empty

    def test_ending_it_in_one_quiz_leaves_what_the_class_gives(self, assignment, student, teacher):
        grant(student, teacher, time_factor="1.5")
        grant(student, teacher, assignment, time_factor="2").end(by=teacher, reason="Ended")
        assert terms_of(assignment, student).time_factor == 1.5


class TestTerms:
    def test_many_students_take_two_queries(self, assignment, classroom, teacher, django_assert_num_queries):
        students = MembershipFactory.create_batch(5, classroom=classroom)
        for one in students:
            grant(one, teacher, assignment, extra_attempts=1)
        with django_assert_num_queries(2):
            terms = terms_by_student(assignment, [one.pk for one in students])
        assert {one.extra_attempts for one in terms.values()} == {1}

    def test_many_assignments_of_one_person_go_by_the_seat_in_each_class(self, assignment, student, teacher):
        elsewhere = OverrideFactory(student__user=student.user, time_factor="3")
        there = AssignmentFactory(classroom=elsewhere.student.classroom)
        grant(student, teacher, assignment, extra_attempts=1)
        terms = terms_in([assignment, there], [student, elsewhere.student])
        assert (terms[assignment.pk].time_factor, terms[assignment.pk].extra_attempts) == (1, 1)
        assert (terms[there.pk].time_factor, terms[there.pk].extra_attempts) == (3, 0)


class TestVisibleTo:
    def test_a_teacher_sees_the_classs_and_a_student_their_own(self, student, classmate, teacher, moderator, outsider):
        mine, theirs = OverrideFactory(student=student), OverrideFactory(student=classmate)
        OverrideFactory()
        assert set(Override.objects.visible_to(teacher)) == {mine, theirs}
        assert list(Override.objects.visible_to(student)) == [mine]
        assert not Override.objects.visible_to(moderator).exists()
        assert not Override.objects.visible_to(outsider).exists()
