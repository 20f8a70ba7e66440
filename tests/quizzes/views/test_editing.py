"""A teacher writes on at a question: drafts, versions, two tabs, and who still has an older version."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.kinds import KINDS
from quizzes.models import Question, QuestionVersion
from tests.factories import MembershipFactory
from tests.lessons.factories import ClaimFactory
from tests.quizzes.editing.browser import sent_by
from tests.quizzes.factories import AttemptFactory, ResponseFactory
from tests.quizzes.more_factories import OwnQuizFactory

NO_TEXT = ("based_on", "code", "points", "claim", "section", "vote", "bin", "answer", "tolerance", "-id", "-rows")
NO_TEXT += ("misconception", "rubric", "words__min", "words__max")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def url(teacher, quiz, own_question) -> str:
    return reverse("quizzes:edit_question", args=[teacher.classroom.slug, quiz.pk, own_question.pk])


def numbers(question: Question) -> list[tuple[int, str]]:
    return list(question.versions.order_by("number").values_list("number", "status"))


class TestEditQuestion:
    def test_a_change_of_what_is_in_use_becomes_the_next_version(self, browser, own_question, url):
        first = own_question.latest_ready
        browser.post(url, sent_by(browser.get(url)) | {"prompt": "How many said nothing?"})
        assert numbers(own_question) == [(1, "ready"), (2, "ready")]
        assert own_question.latest_ready.prompt == "How many said nothing?"
        assert QuestionVersion.objects.get(pk=first.pk).prompt == first.prompt

    def test_an_answer_given_before_stays_with_what_was_asked(self, browser, own_question, url):
        answered = ResponseFactory(version=own_question.latest_ready, answer="b")
        sent = sent_by(browser.get(url))
        del sent["options-1-right"]
        browser.post(url, sent | {"options-2-right": "on"})
        answered.refresh_from_db()
        assert answered.version.number == 1
        assert answered.version.asked.grade("b").fraction == 1
        assert own_question.latest_ready.asked.grade("b").fraction == 0

    def test_saved_without_a_change_there_is_no_new_version(self, browser, own_question, url):
        sent = sent_by(browser.get(url))
        browser.post(url, sent | {"explanation": ""})
        browser.post(url, sent_by(browser.get(url)))
        assert len(numbers(own_question)) == 2

    def test_a_draft_beside_what_is_in_use_is_rewritten_until_it_is_used(self, browser, own_question, url):
        for prompt in ("First try?", "Second try?"):
            browser.post(url, sent_by(browser.get(url)) | {"prompt": prompt, "save": "draft"})
        assert numbers(own_question) == [(1, "ready"), (2, "draft")]
        assertContains(browser.get(url), "New attempts ask version 1.")
        browser.post(url, sent_by(browser.get(url)))
        assert numbers(own_question) == [(1, "ready"), (2, "ready")]
        assert own_question.latest_ready.prompt == "Second try?"

    def test_of_two_tabs_the_second_is_shown_both_and_nothing_is_lost(self, browser, own_question, url):
        opened = sent_by(browser.get(url))
        browser.post(url, opened | {"prompt": "From the first tab?"})
        page = browser.post(url, opened | {"prompt": "From the second tab?"})
        assertContains(page, "From the first tab?", status_code=409)
        assert sent_by(page)["prompt"] == ["From the second tab?"]
        assert own_question.latest_ready.prompt == "From the first tab?"
        browser.post(url, sent_by(page))
        assert own_question.latest_ready.prompt == "From the second tab?"
        assert [number for number, _status in numbers(own_question)] == [1, 2, 3]

    def test_two_tabs_on_one_draft_are_told_apart_too(self, browser, own_question, url):
        browser.post(url, sent_by(browser.get(url)) | {"prompt": "A draft?", "save": "draft"})
        opened = sent_by(browser.get(url)) | {"save": "draft"}
        browser.post(url, opened | {"prompt": "One tab?"})
        assert browser.post(url, opened | {"prompt": "Other tab?"}).status_code == 409
        assert own_question.versions.get(number=2).prompt == "One tab?"

    def test_sent_twice_it_is_saved_once(self, browser, own_question, url):
        sent = sent_by(browser.get(url)) | {"prompt": "Twice?"}
        assert [browser.post(url, sent).status_code for _time in range(2)] == [302, 302]
        assert len(numbers(own_question)) == 2

    def test_tags_change_without_a_new_version(self, browser, own_question, url):
        sent = sent_by(browser.get(url)) | {"explanation": ""}
        browser.post(url, sent)
        browser.post(url, sent_by(browser.get(url)) | {"tags": "Votes,  record, votes"})
        own_question.refresh_from_db()
        assert own_question.tags == ["votes", "record"]
        assert len(numbers(own_question)) == 2

    def test_one_can_start_from_an_older_version(self, browser, own_question, url):
        old = own_question.latest_ready.prompt
        browser.post(url, sent_by(browser.get(url)) | {"prompt": "Newer?"})
        assert sent_by(browser.get(f"{url}?from=1"))["prompt"] == [old]
        browser.post(f"{url}?from=1", sent_by(browser.get(f"{url}?from=1")))
        assert own_question.versions.get(number=3).prompt == old

    def test_the_classes_that_were_asked_an_older_version_are_named(
        self, browser, own_question, url, classroom, student
    ):
        attempt = AttemptFactory(assignment__classroom=classroom, student=student)
        ResponseFactory(attempt=attempt, version=own_question.latest_ready)
        assertNotContains(browser.get(url), "Asked in an older version")
        browser.post(url, sent_by(browser.get(url)) | {"prompt": "Newer?"})
        page = browser.get(url)
        assertContains(page, "Asked in an older version")
        assertContains(page, "1 student was asked version 1 or older")
        regrade = reverse("quizzes:regrade", args=[classroom.slug, own_question.pk])
        assertContains(page, f'href="{regrade}"')
        assert browser.get(regrade).status_code == 200

    def test_a_preview_of_the_teachers_own_counts_nowhere(self, browser, own_question, url, classroom, teacher):
        attempt = AttemptFactory(assignment__classroom=classroom, student=teacher, is_preview=True)
        ResponseFactory(attempt=attempt, version=own_question.latest_ready, answer="b")
        browser.post(url, sent_by(browser.get(url)) | {"prompt": "Newer?"})
        page = browser.get(url)
        assertNotContains(page, "Asked in an older version")
        assertNotContains(page, "1 answer")

    def test_a_class_that_the_teacher_has_left_is_not_named(self, browser, own_question, url):
        elsewhere = AttemptFactory()
        ResponseFactory(attempt=elsewhere, version=own_question.latest_ready)
        browser.post(url, sent_by(browser.get(url)) | {"prompt": "Newer?"})
        assertNotContains(browser.get(url), elsewhere.assignment.classroom.name)

    def test_the_page_costs_as_many_queries_for_a_long_history_as_for_a_short_one(
        self, browser, own_question, url, classroom, django_assert_num_queries, django_assert_max_num_queries
    ):
        browser.post(url, sent_by(browser.get(url)) | {"prompt": "Version 2?"})
        with django_assert_max_num_queries(12) as few:
            browser.get(url)
        number = len(few)
        for n in range(3, 8):
            browser.post(url, sent_by(browser.get(url)) | {"prompt": f"Version {n}?"})
            ClaimFactory()
        browser.get(url)
        with django_assert_num_queries(number):
            browser.get(url)

    def test_a_question_of_the_course_is_not_found(self, browser, quiz, url, own_question):
        Question.objects.filter(pk=own_question.pk).update(author=MembershipFactory(teacher=True).user)
        assert browser.get(url).status_code == 404

    def test_a_question_of_another_quiz_is_not_found_in_this_one(self, browser, teacher, quiz):
        other = OwnQuizFactory(author=teacher.user).items.get().question
        url = reverse("quizzes:edit_question", args=[teacher.classroom.slug, quiz.pk, other.pk])
        assert browser.get(url).status_code == 404


class TestHostileText:
    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "claimcheck"])
    def test_no_field_gets_markup_into_a_page(self, browser, teacher, kind):
        quiz = OwnQuizFactory(author=teacher.user, kinds=[kind])
        question = quiz.items.get().question
        slug = teacher.classroom.slug
        url = reverse("quizzes:edit_question", args=[slug, quiz.pk, question.pk])
        sent = sent_by(browser.get(url))
        texts = {
            name: [f"{value[0]} {SCRIPT}"]
            for name, value in sent.items()
            if value and value[0] and not name.endswith(NO_TEXT) and value[0] not in {"on", "True", "False"}
        }
        if kind == "cloze":
            texts |= {"gaps-0-accepted": ["1973"], "gaps-0-choices": [f"1973\n{SCRIPT}"]}
        assert "prompt" in texts
        assert browser.post(url, sent | texts).status_code == 302
        preview = reverse("quizzes:preview_question", args=[slug, quiz.pk, kind])
        for page in (browser.get(url), browser.post(preview, sent | texts | {"try": "1", "try-answer": "1"})):
            assertContains(page, "alert(1)")
            assertNotContains(page, "<script>alert")

    def test_neither_pictures_nor_script_addresses_get_into_a_prompt(self, browser, own_question, url):
        prompt = (
            "See ![this](http://evil.example/p.png), [that](javascript:alert(1)) and [the record](https://un.org/)."
        )
        browser.post(url, sent_by(browser.get(url)) | {"prompt": prompt})
        html = own_question.latest_ready.prompt_html
        assert "<img" not in html
        assert "javascript:" not in html.replace("(javascript:alert(1))", "")
        assert '<a href="https://un.org/"' in html

    def test_a_prompt_begins_with_a_sentence(self, browser, url):
        page = browser.post(url, sent_by(browser.get(url)) | {"prompt": "> quoted\n\nasked"})
        assertContains(page, "Begin with a sentence", status_code=422)
