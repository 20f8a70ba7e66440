"""More time in a class, other terms in one quiz: entered, printed, and ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.models import Attempt, Override
from quizzes.models.windows import terms_of
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of, start
from tests.quizzes.more_factories import OverrideFactory

DAY = timedelta(days=1)


@pytest.fixture
def assignment(classroom, moment):
    given = AssignmentFactory(
        classroom=classroom, time_limit=30, opens_at=moment - DAY, due_at=moment + DAY, closes_at=moment + 2 * DAY
    )
    quiz_of(given)
    return given


class TestAccommodations:
    @pytest.fixture
    def url(self, classroom):
        return reverse("quizzes:accommodations", args=[classroom.slug])

    def test_it_is_entered_once_and_listed_with_its_reason(self, sign_in, teacher, student, url, assignment):
        browser, typed = sign_in(teacher), {"student": student.pk, "time": "1.25", "reason": "Letter of 3 September"}
        assertRedirects(browser.post(url, typed), url)
        page = browser.get(url)
        assertContains(page, "times 1.25")
        assertContains(page, "Letter of 3 September")
        assert terms_of(assignment, student).window.limit == timedelta(minutes=37, seconds=30)

    def test_another_factor_is_typed(self, sign_in, teacher, student, url, assignment):
        typed = {"student": student.pk, "time": "other", "other": "1.75", "reason": "A letter"}
        assert sign_in(teacher).post(url, typed).status_code == 302
        assert terms_of(assignment, student).window.limit == timedelta(minutes=52, seconds=30)

    def test_no_extra_time_ends_it_and_the_history_stays(self, sign_in, teacher, student, url, assignment):
        OverrideFactory(student=student, by=teacher, reason="Until summer")
        browser = sign_in(teacher)
        browser.post(url, {"student": student.pk, "time": "", "reason": "Summer is over"})
        assert terms_of(assignment, student).time_factor == 1
        page = browser.get(url)
        assertNotContains(page, "exception</span>")
        for reason in ("Until summer", "Summer is over"):
            assertContains(page, reason, count=1)

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"reason": ""}, "This field is required"),
            ({"time": "other"}, "Say which factor"),
            ({"time": "other", "other": "0.5"}, "greater than or equal to 1"),
            ({"time": "other", "other": "9"}, "less than or equal to 4"),
            ({"student": ""}, "This field is required"),
        ],
    )
    def test_what_is_missing_is_said(self, sign_in, teacher, student, url, typed, says):
        page = sign_in(teacher).post(url, {"student": student.pk, "time": "2", "reason": "A letter", **typed})
        assertContains(page, says, status_code=422)
        assert not Override.objects.exists()

    def test_only_students_who_sit_in_the_class(self, sign_in, teacher, moderator, outsider, classroom, url):
        left = MembershipFactory(classroom=classroom, closed=True)
        elsewhere = MembershipFactory()
        for member in (left, elsewhere, moderator, teacher):
            typed = {"student": member.pk, "time": "2", "reason": "A letter"}
            assert sign_in(teacher).post(url, typed).status_code == 422

    def test_a_line_chosen_in_the_table_stands_in_the_form(self, sign_in, teacher, student, url):
        OverrideFactory(student=student, by=teacher, time_factor="1.75", reason="A letter")
        page = sign_in(teacher).get(f"{url}?student={student.pk}")
        assert page.context["form"].initial == {
            "student": student,
            "time": "other",
            "other": Override.objects.get().time_factor,
            "opens_at": None,
            "due_at": None,
            "closes_at": None,
            "extra_attempts": 0,
            "reason": "A letter",
        }

    def test_it_is_reached_from_the_people_of_the_class(self, sign_in, teacher, classroom, url):
        assertContains(sign_in(teacher).get(reverse("classrooms:people", args=[classroom.slug])), f'href="{url}"')

    def test_a_large_class_takes_the_same_queries(
        self, sign_in, teacher, classroom, url, django_assert_max_num_queries
    ):
        browser = sign_in(teacher)
        browser.get(url)
        with django_assert_max_num_queries(9) as few:
            browser.get(url)
        for one in MembershipFactory.create_batch(6, classroom=classroom):
            OverrideFactory(student=one, by=teacher)
        with django_assert_max_num_queries(len(few)):
            browser.get(url)


class TestExceptions:
    @pytest.fixture
    def url(self, assignment, classroom):
        return reverse("quizzes:exceptions", args=[classroom.slug, assignment.pk])

    def test_what_is_printed_is_what_the_clock_goes_by(self, sign_in, teacher, student, url, assignment, moment):
        attempt = start(assignment, student, moment)
        closes = moment + 4 * DAY
        typed = {"student": student.pk, "time": "2", "closes_at": f"{closes:%Y-%m-%dT%H:%M}", "extra_attempts": "1"}
        browser = sign_in(teacher)
        assertRedirects(browser.post(url, {**typed, "reason": "Was ill"}), url)
        page = browser.get(url)
        for words in ("60 minutes, with 100 % extra time", "closes Fri 6 Mar, 09:00", "3 attempts", "Was ill"):
            assertContains(page, words)
        attempt.refresh_from_db()
        assert attempt.deadline_at == moment + timedelta(minutes=60)
        start_url = reverse("quizzes:start", args=[assignment.classroom.slug, assignment.pk])
        page = sign_in(student).get(start_url)
        for words in ("60 minutes, with 100 % extra time", "Friday 6 March, 09:00", "3 attempts", "dates of your own"):
            assertContains(page, words)

    def test_others_stand_there_as_the_class(self, sign_in, teacher, student, classmate, url, assignment):
        OverrideFactory(student=student, by=teacher, assignment=assignment, time_factor=None, extra_attempts=1)
        page = sign_in(teacher).get(url)
        assertContains(page, "as the class</td>", count=1)
        assert [line.student for line in page.context["lines"]] == [student, classmate]

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({}, "Give something"),
            ({"extra_attempts": "1", "reason": ""}, "This field is required"),
            ({"due_at": "2026-02-20T09:00"}, "Choose a time after it opens"),
            ({"closes_at": "2026-03-02T10:00"}, "no earlier than it is due"),
            ({"opens_at": "2026-03-09T10:00"}, "Choose a time after it opens"),
        ],
    )
    def test_what_cannot_be_is_said(self, sign_in, teacher, student, url, typed, says):
        page = sign_in(teacher).post(url, {"student": student.pk, "time": "", "reason": "Was ill", **typed})
        assertContains(page, says, status_code=422)
        assert not Override.objects.exists()

    def test_only_those_who_were_given_the_quiz(self, sign_in, teacher, student, classmate, classroom):
        chosen = AssignmentFactory(classroom=classroom, students=[student])
        url = reverse("quizzes:exceptions", args=[classroom.slug, chosen.pk])
        typed = {"time": "2", "reason": "A letter"}
        assert sign_in(teacher).post(url, {**typed, "student": classmate.pk}).status_code == 422
        assert sign_in(teacher).post(url, {**typed, "student": student.pk}).status_code == 302

    def test_a_large_class_takes_the_same_queries(
        self, sign_in, teacher, student, classroom, url, assignment, django_assert_max_num_queries
    ):
        browser = sign_in(teacher)
        browser.get(url)
        with django_assert_max_num_queries(11) as few:
            browser.get(url)
        for one in MembershipFactory.create_batch(6, classroom=classroom):
            OverrideFactory(student=one, by=teacher, assignment=assignment)
        with django_assert_max_num_queries(len(few)):
            browser.get(url)


class TestEndException:
    def end(self, browser, override):
        return browser.post(reverse("quizzes:end_exception", args=[override.student.classroom.slug, override.pk]))

    def test_the_student_has_what_the_class_has_at_once(self, sign_in, teacher, student, assignment, moment):
        attempt = start(assignment, student, moment)
        override = Override.grant(student, by=teacher, reason="A letter", assignment=assignment, time_factor="2")
        assert self.end(sign_in(teacher), override).status_code == 302
        assert Attempt.objects.get(pk=attempt.pk).deadline_at == moment + timedelta(minutes=30)
        assert Override.objects.count() == 2

    def test_ended_twice_is_ended_once_and_an_old_row_ends_nothing(self, sign_in, teacher, student, assignment):
        old = Override.grant(student, by=teacher, reason="First", assignment=assignment, extra_attempts=1)
        new = Override.grant(student, by=teacher, reason="Second", assignment=assignment, extra_attempts=2)
        self.end(sign_in(teacher), old)
        assert terms_of(assignment, student).extra_attempts == 2
        self.end(sign_in(teacher), new)
        self.end(sign_in(teacher), new)
        assert terms_of(assignment, student).extra_attempts == 0
        assert Override.objects.count() == 3
