"""What a student sees of an attempt, and when; what a teacher sees of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.apps import QuizzesConfig
from quizzes.models import Response, ResponseEvent
from tests.quizzes.factories import AttemptFactory, start

DAY = timedelta(days=1)
KEY = ("Right answer", "The article names only two.", "Five members abstained, says the record.")


@pytest.fixture
def url(handed_in, classroom):
    return reverse("quizzes:result", args=[classroom.slug, handed_in.pk])


def set_preset(assignment, preset, **kwargs):
    for name, value in {"preset": preset, **kwargs}.items():
        setattr(assignment, name, value)
    assignment.save()


class TestResult:
    def test_practice_explains_everything_at_once(self, sign_in, student, url):
        page = sign_in(student).get(url)
        for text in (*KEY, "Not right", "of 1 point", "so far", "To mark", "section 1", "Try again"):
            assertContains(page, text)

    def test_homework_shows_the_score_and_keeps_the_answers_until_they_are_due(
        self, sign_in, student, url, assignment, moment, time_machine
    ):
        set_preset(assignment, "homework", due_at=moment + DAY)
        browser = sign_in(student)
        page = browser.get(url)
        assertContains(page, "Not right")
        assertContains(page, "Try again (1 attempt left)")
        for text in KEY:
            assertNotContains(page, text)
        time_machine.move_to(moment + DAY, tick=False)
        page = browser.get(url)
        for text in KEY:
            assertContains(page, text)
        assertNotContains(page, "Try again")

    def test_a_test_shows_nothing_until_it_is_released(self, sign_in, student, url, assignment, moment):
        set_preset(assignment, "test")
        browser = sign_in(student)
        page = browser.get(url)
        assertContains(page, "has not released the results yet")
        assertContains(page, "Two")
        for text in (*KEY, "Not right", "of 1 point", "Try again"):
            assertNotContains(page, text)
        set_preset(assignment, "test", results_released_at=moment)
        assertContains(browser.get(url), "Right answer")

    def test_an_open_attempt_has_no_result(self, sign_in, student, attempt, classroom):
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, attempt.pk]))
        assertRedirects(page, attempt.get_absolute_url(), fetch_redirect_response=False)

    def test_a_classmates_result_is_not_found(self, sign_in, classmate, url):
        assert sign_in(classmate).get(url).status_code == 404


class TestHandedIn:
    def test_the_teacher_sees_all_of_an_unreleased_test(self, sign_in, teacher, handed_in, assignment, classroom):
        set_preset(assignment, "test")
        page = sign_in(teacher).get(reverse("quizzes:handed_in", args=[classroom.slug, handed_in.pk]))
        for text in (*KEY, "Awa Student", "Mark this answer"):
            assertContains(page, text)

    def test_of_a_quiz_without_a_score_the_teacher_too_sees_answers_alone(
        self, sign_in, teacher, handed_in, assignment, classroom
    ):
        set_preset(assignment, "survey")
        page = sign_in(teacher).get(reverse("quizzes:handed_in", args=[classroom.slug, handed_in.pk]))
        for text in ("The Council voted.", "This quiz has no score."):
            assertContains(page, text)
        for text in (*KEY, "Not right", "points", "Explain this mark", "Mark this answer"):
            assertNotContains(page, text)

    def test_the_teacher_is_not_spoken_to_as_the_student(self, sign_in, teacher, handed_in, classroom, assignment):
        handed_in.responses.update(certainty=3)
        page = sign_in(teacher).get(reverse("quizzes:handed_in", args=[classroom.slug, handed_in.pk]))
        assertContains(page, "Very sure, and not right")
        assertNotContains(page, "You were")
        assertContains(page, f'href="{assignment.get_absolute_url()}"')

    def test_while_the_student_writes_there_is_nothing_to_see(self, sign_in, teacher, attempt, classroom):
        url = reverse("quizzes:handed_in", args=[classroom.slug, attempt.pk])
        assert sign_in(teacher).get(url).status_code == 404


class TestAcceptLate:
    def test_one_click_lets_it_count(self, sign_in, teacher, handed_in, single, classroom, moment):
        Response.objects.get(pk=single.pk).save_answer("b", client_id="t:9", rev=1, moment=moment)
        event = ResponseEvent.objects.late().get()
        browser = sign_in(teacher)
        page = browser.get(reverse("quizzes:handed_in", args=[classroom.slug, handed_in.pk]))
        assertContains(page, "Let it count")
        url = reverse("quizzes:accept_late", args=[classroom.slug, event.pk])
        for _ in range(2):
            page = browser.post(url, follow=True)
            assertNotContains(page, "Let it count")
        assert Response.objects.get(pk=single.pk).fraction == 1
        assert single.marks.count() == 2


class TestRelease:
    @pytest.fixture
    def url(self, handed_in, assignment, classroom):
        set_preset(assignment, "test")
        return reverse("quizzes:release", args=[classroom.slug, assignment.pk])

    def test_it_is_asked_once_what_it_does(self, sign_in, teacher, url, assignment):
        AttemptFactory(assignment=assignment)
        page = sign_in(teacher).get(url)
        for text in ("1 student has handed in", "1 answer is not marked yet", "1 student is still writing"):
            assertContains(page, text)
        assignment.refresh_from_db()
        assert assignment.results_released_at is None

    def test_then_the_results_are_out_and_floors_above_are_told(
        self, sign_in, teacher, url, assignment, handed_in, moment, monkeypatch
    ):
        told = []
        monkeypatch.setattr(QuizzesConfig, "when_graded", [lambda attempt: told.append(attempt.pk)])
        browser = sign_in(teacher)
        browser.post(url)
        browser.post(url)
        assignment.refresh_from_db()
        assert assignment.results_released_at == moment
        assert told == [handed_in.pk]

    def test_only_a_test_is_released(self, sign_in, teacher, url, assignment):
        set_preset(assignment, "homework")
        assert sign_in(teacher).post(url).status_code == 404


def test_a_second_attempt_is_linked_with_the_first(sign_in, student, url, assignment, moment, classroom):
    second = start(assignment, student, moment)
    second.submit("k", moment)
    page = sign_in(student).get(url)
    assertContains(page, f'href="../../{second.pk}/result/"')
