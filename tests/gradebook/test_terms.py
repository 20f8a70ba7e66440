"""Grades and lists go by the quiz's settings and by each student's own dates."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from gradebook.models import Grade
from lessons.models import Assignment
from quizzes.models import Override, QuizSettings
from tests.gradebook.factories import RIGHT, WRONG, grade_of, hand_in
from tests.lessons.factories import AssignmentFactory, ReadingFactory
from tests.quizzes.factories import quiz_of, start
from tests.quizzes.more_factories import QuizSettingsFactory

DAY = timedelta(days=1)


@pytest.fixture
def assignment(classroom, teacher, moment):
    """A practice that was due yesterday and closes in a week."""
    given = AssignmentFactory(
        classroom=classroom,
        created_by=teacher,
        preset="practice",
        opens_at=moment - 5 * DAY,
        due_at=moment - DAY,
        closes_at=moment + 7 * DAY,
        has_discussion=False,
    )
    quiz_of(given)
    return given


def change(assignment, **settings):
    QuizSettings.change(
        assignment, preset=settings.pop("preset", "practice"), time_limit=None, quiz=None, settings=settings
    )


class TestRecording:
    @pytest.mark.parametrize(("kept", "points"), [("highest", 1), ("first", 0), ("latest", 0), ("average", "0.33")])
    def test_the_attempts_that_count_make_the_grade(self, assignment, student, moment, kept, points):
        QuizSettingsFactory(assignment=assignment, kept=kept)
        for answer in (WRONG, RIGHT, WRONG):
            latest = hand_in(assignment, student, answer, moment=moment)
        grade = grade_of(assignment, student)
        assert (grade.points, grade.possible) == (Decimal(points), 1)
        assert (grade.attempt == latest) is (kept in {"latest", "average"})

    def test_late_work_loses_by_the_policy(self, assignment, student, moment):
        QuizSettingsFactory(assignment=assignment, late_rate=10, late_hours=12)
        hand_in(assignment, student, moment=moment)
        assert grade_of(assignment, student).points == Decimal("0.80")
        assert grade_of(assignment, student).is_late

    def test_within_the_grace_it_is_not_late(self, assignment, student, moment):
        QuizSettingsFactory(assignment=assignment, late_rate=50, grace=600)
        hand_in(assignment, student, moment=assignment.due_at + timedelta(minutes=10))
        assert (grade_of(assignment, student).points, grade_of(assignment, student).is_late) == (1, False)

    def test_a_survey_gives_no_grade_and_has_no_column(self, sign_in, teacher, student, classroom, moment):
        survey = AssignmentFactory(
            classroom=classroom, preset="survey", opens_at=moment - DAY, edition__title="Tell us"
        )
        hand_in(survey, student, moment=moment)
        assert not Grade.objects.exists()
        page = sign_in(teacher).get(reverse("gradebook:table", args=[classroom.slug]))
        assertNotContains(page, "Tell us")

    def test_new_settings_count_for_what_was_handed_in(self, assignment, student, moment):
        hand_in(assignment, student, RIGHT, moment=moment)
        hand_in(assignment, student, WRONG, moment=moment)
        change(assignment, kept="latest")
        assert grade_of(assignment, student).points == 0
        change(assignment, late_rate=25)
        assert grade_of(assignment, student).points == Decimal("0.75")
        change(assignment, preset="survey")
        assert not Grade.objects.exists()
        change(assignment)
        assert grade_of(assignment, student).points == 1

    def test_new_dates_of_the_class_count_for_what_was_handed_in(self, assignment, student, moment):
        hand_in(assignment, student, moment=moment)
        given = Assignment.objects.get(pk=assignment.pk)
        given.change(due_at=moment + DAY)
        assert not grade_of(assignment, student).is_late

    def test_an_exception_given_afterwards_takes_the_lateness_away(
        self, assignment, student, classmate, teacher, moment
    ):
        change(assignment, late_rate=10)
        for one in (student, classmate):
            hand_in(assignment, one, moment=moment)
        granted = Override.grant(student, by=teacher, reason="Ill", assignment=assignment, due_at=moment + DAY)
        assert (grade_of(assignment, student).points, grade_of(assignment, student).is_late) == (1, False)
        assert (grade_of(assignment, classmate).points, grade_of(assignment, classmate).is_late) == (
            Decimal("0.9"),
            True,
        )
        granted.end(by=teacher, reason="Ended")
        assert grade_of(assignment, student).is_late


class TestExplain:
    def test_it_says_which_attempt_counts_and_what_was_lost(self, sign_in, teacher, student, assignment, moment):
        QuizSettingsFactory(assignment=assignment, late_rate=10, late_floor=40, kept="latest")
        hand_in(assignment, student, WRONG, moment=assignment.due_at - DAY)
        hand_in(assignment, student, RIGHT, moment=moment)
        page = sign_in(teacher).get(
            reverse("gradebook:explain", args=[assignment.classroom.slug, assignment.pk, student.pk])
        )
        for words in (
            "The latest attempt counts.",
            "Attempt 2 was due Sun 1 Mar, 09:00.",
            "Late work loses 10 % of the possible points for each 24 hours begun, but nothing below 40 %.",
            "Begun here: 1; lost: 0.1",
            "Less, for being late",
            "0.90 of 1",
        ):
            assertContains(page, words)

    def test_an_average_says_of_how_many(self, sign_in, teacher, student, assignment, moment):
        QuizSettingsFactory(assignment=assignment, kept="average")
        for answer in (WRONG, RIGHT):
            hand_in(assignment, student, answer, moment=assignment.due_at - DAY)
        page = sign_in(teacher).get(
            reverse("gradebook:explain", args=[assignment.classroom.slug, assignment.pk, student.pk])
        )
        assertContains(page, "The average of all attempts counts.")
        assertContains(page, "The mean of 2 attempts")
        assertContains(page, "0.50 of 1")


class TestOwnDates:
    def test_the_table_misses_nothing_before_it_is_due_for_the_student(
        self, sign_in, teacher, student, classmate, assignment, moment
    ):
        Override.grant(student, by=teacher, reason="Ill", assignment=assignment, due_at=moment + DAY)
        page = sign_in(teacher).get(reverse("gradebook:export", args=[assignment.classroom.slug]))
        states = {
            row["Student"]: list(row.values())[2]
            for row in csv.DictReader(io.StringIO(page.content.decode("utf-8-sig")))
        }
        assert states == {student.name: "not-due", classmate.name: "missing"}

    def test_who_has_it_for_longer_finds_it_on_the_list_with_their_date(
        self, sign_in, teacher, student, classmate, assignment, moment, time_machine
    ):
        for one in (student, classmate):
            ReadingFactory(assignment=assignment, member=one, finished_at=moment)
        Override.grant(student, by=teacher, reason="Ill", assignment=assignment, due_at=moment + 9 * DAY)
        time_machine.move_to(moment + 8 * DAY, tick=False)
        page = sign_in(student).get(reverse("gradebook:home"))
        assertContains(page, "Quiz 9.")
        assertContains(page, "Tomorrow, 09:00")
        assertContains(sign_in(classmate).get(reverse("gradebook:home")), "Nothing is waiting for you")
        room = reverse("gradebook:classroom", args=[student.classroom.slug])
        assertContains(sign_in(student).get(room), "in 1 day")
        assertContains(sign_in(classmate).get(room), "closed")
        page = sign_in(student).get(assignment.get_absolute_url())
        assertContains(page, "due Wednesday 11 March, 09:00, closes Wednesday 11 March, 09:00")
        assertContains(page, "To the quiz")

    def test_who_has_it_earlier_finds_it_before_the_class(
        self, sign_in, teacher, student, classmate, classroom, moment
    ):
        later = AssignmentFactory(classroom=classroom, opens_at=moment + 3 * DAY, has_discussion=False)
        quiz_of(later)
        Override.grant(student, by=teacher, reason="Travels", assignment=later, opens_at=moment - DAY)
        page = sign_in(student).get(reverse("gradebook:home"))
        assertContains(page, "Quiz 9.")
        assertNotContains(page, "Lesson 9.")
        assert start(later, student, moment)
        assertContains(sign_in(classmate).get(reverse("gradebook:home")), "Nothing is waiting for you")

    def test_a_further_attempt_is_a_task_until_it_is_taken(self, sign_in, teacher, student, assignment, moment):
        ReadingFactory(assignment=assignment, member=student, finished_at=moment)
        change(assignment, preset="test")
        hand_in(assignment, student, moment=moment)
        home = reverse("gradebook:home")
        assertContains(sign_in(student).get(home), "Nothing is waiting for you")
        Override.grant(student, by=teacher, reason="The clock stopped", assignment=assignment, extra_attempts=1)
        assertContains(sign_in(student).get(home), "Your teacher gives you another attempt.")
        hand_in(assignment, student, moment=moment)
        assertContains(sign_in(student).get(home), "Nothing is waiting for you")
