"""A key was wrong: look first, then regrade."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.models import Mark, Regrade, Response
from tests.quizzes.factories import QuestionFactory, QuestionVersionFactory


@pytest.fixture
def url(question, classroom):
    return reverse("quizzes:regrade", args=[classroom.slug, question.pk])


@pytest.fixture
def choices(corrected):
    return {"version": corrected.pk, "policy": "now", "reason": "The record says two."}


def seen_in(page):
    return page.context["dry_run"].seen


class TestRegrade:
    def test_it_begins_with_the_newest_ready_key(self, sign_in, teacher, url, corrected, question):
        QuestionVersionFactory(question=question, number=3, status="draft", prompt="Unfinished?")
        form = sign_in(teacher).get(url).context["form"]
        assert form["version"].initial == corrected
        assert [version.number for version in form.fields["version"].queryset] == [2, 1]

    def test_trying_names_who_gains_and_who_loses_and_writes_nothing(self, sign_in, teacher, url, choices):
        page = sign_in(teacher).post(url, choices | {"try": "1"})
        for text in ("Awa Student", "Bilal Classmate", "1 answer gains", "1 answer loses", "+1", "−1"):
            assertContains(page, text)
        assert not Regrade.objects.exists()

    def test_then_it_is_done_and_stands_in_the_record(self, sign_in, teacher, url, choices, was_right):
        browser = sign_in(teacher)
        seen = seen_in(browser.post(url, choices | {"try": "1"}))
        page = browser.post(url, choices | {"regrade": "1", "seen": seen}, follow=True)
        assertRedirects(page, url)
        for text in ("2 answers have new points", "Tiemoko Teacher", "The record says two.", "by version 2"):
            assertContains(page, text)
        assert Response.objects.get(pk=was_right.pk).mark.fraction == 0

    def test_nothing_is_done_that_was_not_looked_at(self, sign_in, teacher, url, choices):
        page = sign_in(teacher).post(url, choices | {"regrade": "1"})
        assertContains(page, "Nothing was regraded", status_code=409)
        assertContains(page, "1 answer gains", status_code=409)
        assert not Regrade.objects.exists()

    def test_changed_meanwhile_it_shows_a_fresh_dry_run_that_can_be_confirmed(
        self, sign_in, teacher, url, choices, was_right, moment
    ):
        browser = sign_in(teacher)
        seen = seen_in(browser.post(url, choices | {"try": "1"}))
        was_right.adjust(0, comment="No.", by=teacher, seen=1, moment=moment)
        page = browser.post(url, choices | {"regrade": "1", "seen": seen})
        assert page.status_code == 409
        assertContains(page, "Marked by a person", status_code=409)
        browser.post(url, choices | {"regrade": "1", "seen": seen_in(page)})
        assert Mark.objects.filter(source="regrade").count() == 1

    @pytest.mark.parametrize("change", [{"policy": "generous"}, {"version": 0}, {"reason": ""}])
    def test_a_choice_that_is_missing_or_impossible_is_explained(self, sign_in, teacher, url, choices, change):
        page = sign_in(teacher).post(url, choices | change | {"try": "1"})
        assertContains(page, "This was not saved yet", status_code=422)

    def test_another_questions_key_cannot_judge(self, sign_in, teacher, url, choices):
        other = QuestionVersionFactory()
        assert sign_in(teacher).post(url, choices | {"version": other.pk}).status_code == 422

    def test_a_question_that_the_class_was_not_asked_is_not_there(self, sign_in, teacher, outsider, url, question):
        browser = sign_in(teacher)
        assert browser.get(url.replace(str(question.pk), str(QuestionFactory().pk))).status_code == 404
        elsewhere = reverse("quizzes:regrade", args=[outsider.classroom.slug, question.pk])
        assert sign_in(outsider).get(elsewhere).status_code == 404

    def test_what_is_marked_by_hand_is_not_regraded(self, sign_in, teacher, handed_in, essay, classroom):
        url = reverse("quizzes:regrade", args=[classroom.slug, essay.version.question_id])
        assert sign_in(teacher).get(url).status_code == 404

    def test_an_answer_still_being_written_is_left_out_and_said_so(self, sign_in, teacher, url, choices, was_right):
        attempt = was_right.attempt
        type(attempt).start(attempt.assignment, attempt.student, attempt.started_at)
        assertContains(sign_in(teacher).get(url), "1 attempt is not handed in")


class TestAfterARegrade:
    def test_the_student_reads_the_key_that_counts_now_the_policy_and_the_reason(
        self, sign_in, teacher, student, url, choices, was_right, classroom
    ):
        browser = sign_in(teacher)
        seen = seen_in(browser.post(url, choices))
        browser.post(url, choices | {"regrade": "1", "seen": seen})
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, was_right.attempt_id]))
        assertContains(page, '<dt>Right answer</dt><dd><span class="answer-line">Two</span></dd>')
        for text in ("By a corrected key: Points for what is right now", "The record says two.", "0 of 1 point"):
            assertContains(page, text)

    def test_the_reason_waits_where_the_answers_wait(
        self, sign_in, teacher, student, url, choices, was_right, classroom, assignment, moment
    ):
        assignment.preset, assignment.due_at = "homework", moment.replace(year=2027)
        assignment.save()
        browser = sign_in(teacher)
        browser.post(url, choices | {"regrade": "1", "seen": seen_in(browser.post(url, choices))})
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, was_right.attempt_id]))
        assertContains(page, "By a corrected key")
        assertNotContains(page, "The record says two.")
        assertNotContains(page, "Right answer")
