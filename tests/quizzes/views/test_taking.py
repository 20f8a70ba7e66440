"""A student takes a quiz, with htmx and without."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.kinds import KINDS
from quizzes.models import Attempt
from quizzes.timing import GRACE
from tests.conftest import HTMX
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of, start

SECRETS = ["record says", "misconception", "C9014", "Look at her title", "Names both camps", "Unsigned", "paragraph"]


def url_of(name, classroom, pk):
    return reverse(f"quizzes:{name}", args=[classroom.slug, pk])


def sent(page, **fields):
    """The fields of a question's page, with what the student changes."""
    return {"client_id": page.context["sheet"].client_id, "rev": page.context["sheet"].rev, "go": "next", **fields}


def number(response, option):
    """What the browser sends for an option."""
    return str(response.option_order.index(option) + 1)


class TestStart:
    @pytest.fixture
    def url(self, assignment, classroom):
        quiz_of(assignment, kinds=["single", "essay"])
        return url_of("start", classroom, assignment.pk)

    def test_the_window_is_printed_before_it_begins(self, sign_in, student, url):
        page = sign_in(student).get(url)
        assertContains(page, "30 minutes")
        assertContains(page, "If you start now: until Monday 2 March, 09:30")
        assertContains(page, "As many as you like")
        assertContains(page, "Score and answers as soon as you submit")
        assert not Attempt.objects.exists()

    def test_it_begins_with_the_button(self, sign_in, student, url, classroom):
        page = sign_in(student).post(url)
        attempt = Attempt.objects.get(student=student)
        assertRedirects(page, url_of("attempt", classroom, attempt.pk), fetch_redirect_response=False)

    def test_the_button_pressed_twice_begins_once(self, sign_in, student, url):
        browser = sign_in(student)
        browser.post(url)
        browser.post(url)
        assert Attempt.objects.count() == 1

    def test_closed_it_says_so(self, sign_in, student, url, assignment, time_machine, moment):
        assignment.closes_at = moment + timedelta(days=9)
        assignment.save()
        time_machine.move_to(moment + timedelta(days=10), tick=False)
        assertContains(sign_in(student).get(url), "The quiz closed on Wednesday 11 March")
        assertContains(sign_in(student).post(url), "The quiz closed on", status_code=409)
        assert not Attempt.objects.exists()

    @pytest.mark.parametrize(
        ("days", "attempts"), [(1, "2 attempts; the highest counts"), (None, "<dd>One"), (-1, "<dd>One")]
    )
    def test_homework_has_one_attempt_where_answers_are_shown_at_once(
        self, sign_in, student, url, assignment, moment, days, attempts
    ):
        assignment.preset, assignment.opens_at, assignment.closes_at = "homework", moment - timedelta(days=9), None
        assignment.due_at = moment + timedelta(days=days) if days else None
        assignment.save()
        assertContains(sign_in(student).get(url), attempts)

    def test_an_assignment_without_quiz_has_no_such_page(self, sign_in, student, classroom):
        bare = AssignmentFactory(classroom=classroom, has_quiz=False)
        assert sign_in(student).get(url_of("start", classroom, bare.pk)).status_code == 404


class TestAttempt:
    def test_leads_to_the_first_question_without_an_answer(self, sign_in, student, attempt, single, essay, moment):
        single.save_answer("b", client_id="t:1", rev=0, moment=moment)
        page = sign_in(student).get(attempt.get_absolute_url())
        assertRedirects(page, essay.get_absolute_url(), fetch_redirect_response=False)

    def test_over_it_is_closed_graded_and_leads_to_the_result(
        self, sign_in, student, attempt, classroom, time_machine, moment
    ):
        time_machine.move_to(moment + timedelta(hours=2), tick=False)
        page = sign_in(student).get(attempt.get_absolute_url())
        assertRedirects(page, url_of("result", classroom, attempt.pk), fetch_redirect_response=False)
        attempt.refresh_from_db()
        assert attempt.submitted_at == moment + timedelta(minutes=30)
        assert attempt.graded_at


class TestAnswer:
    @pytest.fixture
    def url(self, single):
        return single.get_absolute_url()

    def test_shows_the_question_and_saves_the_answer(self, sign_in, student, url, single, essay):
        browser = sign_in(student)
        page = browser.get(url)
        assertContains(page, "Question 1 of 2")
        page = browser.post(url, sent(page, answer=number(single, "b")))
        assertRedirects(page, essay.get_absolute_url(), fetch_redirect_response=False)
        single.refresh_from_db()
        assert single.answer == "b"

    def test_htmx_gets_the_saved_state_and_nothing_around_it(self, sign_in, student, url, single):
        browser = sign_in(student)
        page = browser.post(url, sent(browser.get(url), answer=number(single, "b")), headers=HTMX)
        assertContains(page, "Saved 09:00")
        assertContains(page, 'name="rev" value="1"')
        assertNotContains(page, "<html")
        assert "HX-Request" in page["Vary"]

    def test_an_empty_answer_is_no_mistake(self, sign_in, student, url, single, essay):
        browser = sign_in(student)
        page = browser.post(url, sent(browser.get(url)))
        assertRedirects(page, essay.get_absolute_url(), fetch_redirect_response=False)
        single.refresh_from_db()
        assert single.answer is None

    def test_a_flag_is_kept(self, sign_in, student, url, single):
        browser = sign_in(student)
        browser.post(url, sent(browser.get(url), is_flagged="on"))
        single.refresh_from_db()
        assert single.is_flagged
        assertContains(browser.get(url), "checked")

    def test_without_its_revision_nothing_is_saved_and_the_page_says_so(self, sign_in, student, url, single):
        page = sign_in(student).post(url, {"answer": "1"}, headers=HTMX)
        assert page.status_code == 422
        page = sign_in(student).post(url, {"answer": "1"})
        assert page.status_code == 422
        assert not single.events.exists()

    @pytest.mark.parametrize(("go", "leads_to"), [("2", "2"), ("next", "2"), ("nowhere", "review")])
    def test_every_button_saves_and_leads_where_it_says(self, sign_in, student, url, attempt, classroom, go, leads_to):
        browser = sign_in(student)
        page = browser.post(url, sent(browser.get(url), go=go))
        second = attempt.responses.get(position=2).get_absolute_url()
        review = url_of("review", classroom, attempt.pk)
        assertRedirects(page, second if leads_to == "2" else review, fetch_redirect_response=False)

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_two_tabs_show_both_texts(self, sign_in, student, essay, headers):
        browser, url = sign_in(student), essay.get_absolute_url()
        first, second = browser.get(url), browser.get(url)
        browser.post(url, sent(first, answer="From the first tab"))
        page = browser.post(url, sent(second, answer="From the second tab"), headers=headers)
        for text in ("From the first tab", "From the second tab", "answered in two tabs"):
            assertContains(page, text, status_code=409)
        assertContains(browser.get(url), "answered in two tabs")

    def test_one_second_late_it_is_kept_and_flagged(
        self, sign_in, student, url, single, attempt, time_machine, classroom
    ):
        browser = sign_in(student)
        page = browser.get(url)
        time_machine.move_to(attempt.deadline_at + GRACE + timedelta(seconds=1), tick=False)
        page = browser.post(url, sent(page, answer=number(single, "b")), follow=True)
        assert page.redirect_chain[-1][0] == url_of("result", classroom, attempt.pk)
        assertContains(page, "A late answer is kept")
        assertContains(page, "It does not count unless your teacher accepts it.")
        attempt.refresh_from_db()
        assert attempt.graded_at
        assert attempt.score().reached == 0

    def test_a_classmates_question_is_not_found(self, sign_in, classmate, url):
        browser = sign_in(classmate)
        assert browser.get(url).status_code == browser.post(url).status_code == 404


class TestChoose:
    def test_the_chosen_text_counts(self, sign_in, student, essay, classroom, moment):
        essay.save_answer("First", client_id="one:1", rev=0, moment=moment)
        essay.save_answer("Second", client_id="two:1", rev=0, moment=moment)
        args = [classroom.slug, essay.pk, essay.other_answer().pk]
        page = sign_in(student).post(reverse("quizzes:choose", args=args), follow=True)
        assertContains(page, "Second")
        assertNotContains(page, "answered in two tabs")
        essay.refresh_from_db()
        assert essay.answer == "Second"


class TestReviewAndSubmit:
    def test_what_has_no_answer_is_listed_first(self, sign_in, student, attempt, single, classroom, moment):
        single.save_answer("b", client_id="t:1", rev=0, moment=moment)
        page = sign_in(student).get(url_of("review", classroom, attempt.pk))
        assertContains(page, "1 of 2 answered")
        assertContains(page, "Question 2 has no answer")
        assertNotContains(page, "Question 1 has no answer")

    def test_a_double_click_is_one_submission(self, sign_in, student, attempt, classroom, moment):
        browser, url = sign_in(student), url_of("submit", classroom, attempt.pk)
        for _ in range(2):
            page = browser.post(url, {"submit_key": "k"})
            assertRedirects(page, url_of("result", classroom, attempt.pk), fetch_redirect_response=False)
        attempt.refresh_from_db()
        assert (attempt.submitted_at, attempt.submit_key) == (moment, "k")
        assert attempt.graded_at


@pytest.mark.django_db
class TestNothingTellsTheKey:
    def test_no_page_of_an_open_attempt_holds_key_or_feedback(self, sign_in, student, classroom, moment):
        assignment = AssignmentFactory(classroom=classroom, preset="practice")
        attempt = start(assignment, student, moment, kinds=list(KINDS))
        browser = sign_in(student)
        pages = [browser.get(response.get_absolute_url()) for response in attempt.responses.all()]
        pages.append(browser.get(url_of("review", classroom, attempt.pk)))
        pages.append(browser.get(url_of("start", classroom, assignment.pk)))
        for page in pages:
            html = page.content.decode()
            assert page.status_code == 200
            assert not [secret for secret in SECRETS if secret in html]
            assert '"right"' not in html
