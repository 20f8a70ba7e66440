"""A teacher writes questions for a quiz of their own."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.kinds import KINDS
from quizzes.models import Question, QuestionVersion
from tests.conftest import HTMX
from tests.factories import MembershipFactory
from tests.lessons.factories import ClaimFactory
from tests.quizzes.editing.browser import sent_by
from tests.quizzes.factories import QuestionVersionFactory

OPTIONS = {
    "prompt": "How many abstained?",
    "options-0-text": "Two",
    "options-1-text": "Five",
    "options-1-right": "on",
}


@pytest.fixture
def new_url(teacher, quiz) -> str:
    return reverse("quizzes:write_question", args=[teacher.classroom.slug, quiz.pk, "single"])


@pytest.fixture
def url(teacher, quiz, own_question) -> str:
    return reverse("quizzes:edit_question", args=[teacher.classroom.slug, quiz.pk, own_question.pk])


@pytest.fixture
def preview_url(teacher, quiz) -> str:
    return reverse("quizzes:preview_question", args=[teacher.classroom.slug, quiz.pk, "single"])


class TestWriteQuestion:
    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_has_its_page(self, browser, teacher, quiz, kind):
        page = browser.get(reverse("quizzes:write_question", args=[teacher.classroom.slug, quiz.pk, kind]))
        assertContains(page, "Save and use")

    def test_what_is_typed_becomes_the_last_question_of_the_quiz(self, browser, quiz, new_url):
        page = browser.post(new_url, sent_by(browser.get(new_url)) | OPTIONS)
        item = quiz.items.last()
        version = item.question.latest_ready
        assert page.status_code == 302
        assert (item.position, item.question.author) == (2, quiz.author)
        assert [option.text for option in version.asked.options if option.right] == ["Five"]

    def test_a_question_of_a_quiz_about_a_lesson_is_about_it_too(self, browser, quiz, new_url):
        quiz.for_lesson = QuestionVersionFactory().question.lesson
        quiz.save()
        browser.post(new_url, sent_by(browser.get(new_url)) | OPTIONS)
        assert quiz.items.last().question.lesson == quiz.for_lesson

    def test_as_a_draft_it_is_not_asked(self, browser, quiz, new_url):
        browser.post(new_url, sent_by(browser.get(new_url)) | OPTIONS | {"save": "draft"})
        assert quiz.items.last().question.versions.get().status == "draft"
        assert len(quiz.versions()) == 1

    def test_sent_twice_it_is_written_once(self, browser, quiz, new_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS
        assertRedirects(browser.post(new_url, sent), browser.post(new_url, sent)["Location"])
        assert quiz.items.count() == 2

    def test_sent_again_with_other_words_nothing_is_overwritten(self, browser, quiz, new_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS
        browser.post(new_url, sent)
        browser.post(new_url, sent | {"prompt": "How many voted?"})
        prompts = Question.objects.written_by(quiz.author).values_list("versions__prompt", flat=True)
        assert {"How many abstained?", "How many voted?"} <= set(prompts)

    def test_what_is_missing_stands_beside_its_field_and_what_was_typed_stays(self, browser, new_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS | {"options-1-right": "", "options-2-feedback": "Whose?"}
        del sent["options-1-right"]
        page = browser.post(new_url, sent)
        assertContains(page, "Please fill this in.", status_code=422)
        assertContains(page, "Tick “Right” beside at least one.", status_code=422)
        typed = sent_by(page)
        assert (typed["options-0-text"], typed["options-2-feedback"]) == (["Two"], ["Whose?"])

    def test_a_kind_that_nobody_knows_is_not_found(self, browser, new_url):
        assert browser.get(new_url.replace("single", "riddle")).status_code == 404

    def test_another_teacher_of_the_class_does_not_find_the_quiz(self, sign_in, classroom, new_url):
        colleague = MembershipFactory(classroom=classroom, teacher=True)
        assert sign_in(colleague).get(new_url).status_code == 404

    def test_a_claim_without_a_settled_status_takes_no_key(self, browser, quiz, new_url):
        ClaimFactory(code="C77", status="contested")
        page = browser.post(new_url, sent_by(browser.get(new_url)) | OPTIONS | {"claim": "C77"})
        assertContains(page, "Claim C77 is contested, so no answer about it is right or wrong.", status_code=422)
        assertContains(page, "ask it as a survey or as a text that you mark", status_code=422)
        assert quiz.items.count() == 1

    def test_a_survey_may_be_about_any_claim(self, browser, quiz, new_url):
        ClaimFactory(code="C77", status="contested")
        url = new_url.replace("single", "survey")
        assert browser.post(url, sent_by(browser.get(url)) | OPTIONS | {"claim": "C77"}).status_code == 302
        assert quiz.items.last().question.latest_ready.claim.code == "C77"

    def test_only_inaccurate_claims_are_misconceptions(self, browser, new_url):
        ClaimFactory(code="C77", status="documented")
        ClaimFactory(code="C78", status="inaccurate")
        page = browser.get(new_url)
        assertContains(page, '<option value="C78">', count=5)
        assertContains(page, '<option value="C77">', count=1)
        sent = sent_by(page) | OPTIONS | {"options-0-misconception": "C77"}
        assertContains(browser.post(new_url, sent), "so it is no misconception", status_code=422)

    def test_the_first_button_of_the_form_does_nothing_when_enter_is_pressed(self, browser, new_url):
        html = browser.get(new_url).content.decode()
        form = html[html.index("novalidate") :]
        assert "disabled" in form[form.index("<button") :].split(">", 1)[0]


class TestRows:
    def test_a_row_is_added_and_everything_typed_stays(self, browser, quiz, new_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS | {"rows": "options:add"}
        page = browser.post(new_url, sent)
        typed = sent_by(page)
        assert page.status_code == 200
        assert typed["options-rows"] == ["5"]
        assert typed["options-4-id"] == ["e"]
        assert (typed["options-1-text"], typed["options-1-right"]) == (["Five"], ["on"])
        assert quiz.items.count() == 1

    def test_a_row_that_moves_keeps_its_id_and_its_tick(self, browser, new_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS | {"rows": "options:1:up"}
        page = browser.post(new_url, sent)
        typed = sent_by(page)
        assert (typed["options-0-id"], typed["options-0-text"], typed["options-0-right"]) == (["b"], ["Five"], ["on"])
        assert "options-1-right" not in typed
        assertContains(page, "Row 2 is now 1 of 4.")

    def test_a_row_is_taken_out(self, browser, new_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS | {"rows": "options:0:out"}
        typed = sent_by(browser.post(new_url, sent))
        assert (typed["options-rows"], typed["options-0-text"]) == (["3"], ["Five"])

    def test_htmx_gets_the_fields_and_nothing_around_them(self, browser, new_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS | {"rows": "options:add"}
        page = browser.post(new_url, sent, headers=HTMX)
        assertContains(page, 'id="fields"')
        assertNotContains(page, "<html")
        assert "HX-Request" in page["Vary"]

    @pytest.mark.parametrize("wish", ["options:99:up", "nothing:add", "options:x:up", "options:0:sideways", "", "::"])
    def test_a_wish_that_makes_no_sense_harms_nothing(self, browser, new_url, wish):
        assert browser.post(new_url, sent_by(browser.get(new_url)) | {"rows": wish}).status_code in {200, 422}

    def test_a_new_row_never_takes_the_id_of_an_option_that_was_answered_once(self, browser, own_question, url):
        sent = sent_by(browser.get(url))
        sent = sent_by(browser.post(url, sent | {"rows": "options:2:out"}))
        browser.post(url, sent)
        sent = sent_by(browser.get(url))
        assert [sent[f"options-{n}-id"] for n in range(int(sent["options-rows"][0]))][:2] == [["a"], ["b"]]
        assert ["c"] not in [sent[name] for name in sent if name.endswith("-id")]
        assert QuestionVersion.objects.filter(question=own_question).count() == 2


class TestPreviewQuestion:
    def test_it_shows_the_question_its_scoring_and_its_answer_and_stores_nothing(self, browser, new_url, preview_url):
        before = QuestionVersion.objects.count()
        page = browser.post(preview_url, sent_by(browser.get(new_url)) | OPTIONS, headers=HTMX)
        assertContains(page, "How many abstained?")
        assertContains(page, "The right answer earns all the points, any other nothing.")
        assertContains(page, "all of the points")
        assertContains(page, "Right answer")
        assertNotContains(page, "<html")
        assert QuestionVersion.objects.count() == before

    def test_an_answer_can_be_tried(self, browser, new_url, preview_url):
        sent = sent_by(browser.get(new_url)) | OPTIONS | {"options-0-feedback": "Count again.", "try": "1"}
        shown = browser.post(preview_url, sent).content.decode()
        number = "1" if shown.index("Two") < shown.index("Five") else "2"
        assertContains(browser.post(preview_url, sent | {"try-answer": number}), "Count again.")
        assertContains(browser.post(preview_url, sent), "Give an answer first.")

    def test_without_javascript_it_is_a_page_that_sends_everything_again(self, browser, new_url, preview_url):
        page = browser.post(preview_url, sent_by(browser.get(new_url)) | OPTIONS)
        assertContains(page, "<html")
        assert sent_by(page)["options-1-text"] == ["Five"]

    def test_an_unfinished_question_says_what_is_missing(self, browser, new_url, preview_url):
        page = browser.post(preview_url, sent_by(browser.get(new_url)), headers=HTMX)
        assertContains(page, "Write what you ask.", status_code=422)

    def test_of_an_unfinished_question_what_is_asked_is_shown_at_once(self, browser, new_url, preview_url):
        typed = sent_by(browser.get(new_url)) | {"prompt": "How *many*?\n\nLook at <b>both</b> lists."}
        page = browser.post(preview_url, typed, headers=HTMX)
        assertContains(page, "How <em>many</em>?</h3>", status_code=422)
        assertContains(page, "It is not complete yet", status_code=422)
        assertNotContains(page, "<b>both</b>", status_code=422)


class TestBudget:
    def test_writing_costs_the_same_however_many_claims_and_rows_there_are(
        self, browser, new_url, preview_url, django_assert_max_num_queries, django_assert_num_queries
    ):
        sent = sent_by(browser.get(new_url)) | OPTIONS
        with django_assert_max_num_queries(9) as few:
            browser.get(new_url)
        on_the_page = len(few)
        with django_assert_max_num_queries(9) as few:
            browser.post(preview_url, sent)
        in_the_preview = len(few)
        for n in range(6):
            ClaimFactory(status="inaccurate")
            sent = sent_by(browser.post(new_url, sent | {"rows": "options:add"})) | {f"options-{n + 2}-text": f"No {n}"}
        with django_assert_num_queries(on_the_page):
            browser.get(new_url)
        with django_assert_num_queries(in_the_preview):
            browser.post(preview_url, sent)
