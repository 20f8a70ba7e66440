"""A teacher marks by hand."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.apps import QuizzesConfig
from quizzes.models import Release
from tests.factories import MembershipFactory
from tests.quizzes.factories import start

LEVELS = {"level_thesis": "2", "level_evidence": "1", "comment": "Whose report is it?"}


def release(attempt, teacher):
    return Release.make(attempt.assignment, by=teacher, moment=timezone.now())


@pytest.fixture
def list_url(classroom):
    return reverse("quizzes:to_mark", args=[classroom.slug])


@pytest.fixture
def url(handed_in, essay, classroom):
    return reverse("quizzes:mark", args=[classroom.slug, essay.pk])


class TestToMark:
    def test_says_kindly_that_nothing_waits(self, sign_in, teacher, list_url):
        assertContains(sign_in(teacher).get(list_url), "Nothing is waiting to be marked.")

    def test_lists_essays_late_answers_and_results_to_release(
        self, sign_in, teacher, list_url, handed_in, single, assignment, moment, url
    ):
        assignment.preset = "test"
        assignment.save()
        single.save_answer("b", client_id="t:9", rev=1, moment=moment)
        page = sign_in(teacher).get(list_url)
        assertContains(page, f'href="{url.split("/")[-2]}/"')
        assertContains(page, "Awa Student")
        assertContains(page, "Results to release")

    def test_in_a_quiz_without_a_score_there_is_nothing_to_mark_and_nothing_to_release(
        self, sign_in, teacher, list_url, handed_in, essay, assignment, moment
    ):
        levels = {"thesis": 2, "evidence": 1}
        essay.mark_by_hand(levels, comment="Whose report?", by=teacher, seen=0, moment=moment)
        assignment.preset = "survey"
        assignment.save()
        other = start(assignment, MembershipFactory(classroom=assignment.classroom), moment)
        other.responses.get(position=2).save_answer("Ours.", client_id="t:1", rev=0, moment=moment)
        other.submit("other", moment)
        page = sign_in(teacher).get(list_url)
        assertContains(page, "Nothing is waiting to be marked.")

    def test_another_class_has_a_list_of_its_own(self, sign_in, outsider, handed_in):
        page = sign_in(outsider).get(reverse("quizzes:to_mark", args=[outsider.classroom.slug]))
        assertContains(page, "Nothing is waiting")


class TestMark:
    def test_the_essay_stands_beside_its_rubric_without_a_name(self, sign_in, teacher, url):
        page = sign_in(teacher).get(url)
        for text in ("The Council voted.", "Names both camps", "2 · Both sides", "Names are hidden"):
            assertContains(page, text)
        assertNotContains(page, "Awa Student")
        assertContains(sign_in(teacher).get(url + "?names=1"), "Awa Student")

    def test_a_mark_is_added_the_student_sees_it_and_floors_above_are_told(
        self, sign_in, teacher, student, url, list_url, essay, handed_in, classroom, monkeypatch
    ):
        told = []
        monkeypatch.setattr(QuizzesConfig, "when_graded", [lambda attempt: told.append(attempt.pk)])
        page = sign_in(teacher).post(url, {"seen": 0, **LEVELS})
        assertRedirects(page, list_url)
        assert told == [handed_in.pk]
        assert essay.marks.get().by == teacher
        release(handed_in, teacher)
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, handed_in.pk]))
        for text in ("Whose report is it?", "2 · Clear", "1 · One side", "0.75"):
            assertContains(page, text)

    def test_the_next_essay_follows(self, sign_in, teacher, url, assignment, classroom, moment):
        other = start(assignment, MembershipFactory(classroom=classroom), moment)
        waiting = other.responses.get(position=2)
        waiting.save_answer("Another essay.", client_id="t:1", rev=0, moment=moment)
        other.submit("k", moment)
        page = sign_in(teacher).post(url, {"seen": 0, **LEVELS})
        assertRedirects(page, reverse("quizzes:mark", args=[classroom.slug, waiting.pk]))

    def test_a_criterion_left_out_is_explained_and_nothing_is_lost(self, sign_in, teacher, url, essay):
        page = sign_in(teacher).post(url, {"seen": 0, "comment": "Whose report is it?", "level_thesis": "2"})
        for text in ("Choose a level.", "Whose report is it?"):
            assertContains(page, text, status_code=422)
        assert not essay.marks.exists()

    def test_who_marked_meanwhile_is_shown_with_their_mark(self, sign_in, teacher, url, essay, classroom):
        colleague = MembershipFactory(classroom=classroom, teacher=True, user__name="Fatou Colleague")
        sign_in(colleague).post(url, {"seen": 0, **LEVELS, "comment": "Theirs.", "note": "Copied?"})
        browser = sign_in(teacher)
        page = browser.post(url, {"seen": 0, **LEVELS, "comment": "Mine.", "note": "My note."})
        for text in (
            "Fatou Colleague marked this answer",
            "Theirs.",
            "Copied?",
            "Mine.",
            "My note.",
            "<dd>1 · One side</dd>",
        ):
            assertContains(page, text, status_code=409)
        assert essay.marks.count() == 1
        browser.post(url, {"seen": page.context["form"].initial["seen"], **LEVELS, "comment": "Mine."})
        assert [mark.comment for mark in essay.marks.order_by("number")] == ["Theirs.", "Mine."]

    def test_a_comment_is_text_and_never_html(self, sign_in, teacher, student, url, handed_in, classroom):
        comment = "<script>alert(1)</script> <b>Bold</b>"
        sign_in(teacher).post(url, {"seen": 0, **LEVELS, "comment": comment})
        release(handed_in, teacher)
        result = reverse("quizzes:result", args=[classroom.slug, handed_in.pk])
        for page in (sign_in(teacher).get(url), sign_in(student).get(result)):
            assertNotContains(page, "<script>alert")
            assertContains(page, "&lt;b&gt;Bold")

    def test_an_essay_accepted_late_was_marked_by_nobody(self, sign_in, teacher, attempt, essay, classroom, moment):
        attempt.submit("k", moment)
        attempt.grade()
        essay.save_answer("Too late.", client_id="t:1", rev=0, moment=moment)
        essay.accept_late(essay.events.get(), by=teacher, moment=moment)
        page = sign_in(teacher).get(reverse("quizzes:mark", args=[classroom.slug, essay.pk]))
        assertContains(page, "Too late.")
        assertNotContains(page, "Marked by")

    def test_an_essay_that_is_still_written_is_not_there(self, sign_in, teacher, attempt, essay, classroom, moment):
        essay.save_answer("Not yet", client_id="t:1", rev=0, moment=moment)
        url = reverse("quizzes:mark", args=[classroom.slug, essay.pk])
        assert sign_in(teacher).get(url).status_code == 404
