"""A teacher writes rubrics, and changes their words or their meaning."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.models import Rubric
from tests.conftest import HTMX
from tests.quizzes.editing.browser import sent_by
from tests.quizzes.factories import MarkFactory, QuestionVersionFactory, ResponseFactory, RubricFactory

TYPED = {
    "title": "A letter",
    "criteria-0-title": "Voice",
    "criteria-0-levels": "None\nSome\n\nClear",
    "criteria-1-title": "Facts",
    "criteria-1-levels": "Wrong\nRight",
}


@pytest.fixture
def new_url(teacher) -> str:
    return reverse("quizzes:write_rubric", args=[teacher.classroom.slug])


@pytest.fixture
def rubric(teacher) -> Rubric:
    return RubricFactory(author=teacher.user)


@pytest.fixture
def url(teacher, rubric) -> str:
    return reverse("quizzes:edit_rubric", args=[teacher.classroom.slug, rubric.pk])


class TestWriteRubric:
    def test_what_is_typed_becomes_the_teachers_own(self, browser, teacher, new_url):
        assert browser.post(new_url, sent_by(browser.get(new_url)) | TYPED).status_code == 302
        rubric = Rubric.objects.get(author=teacher.user)
        assert rubric.shape == [("a", 3), ("b", 2)]
        assert rubric.criteria[0]["levels"] == ["None", "Some", "Clear"]
        assert rubric.most == 3

    def test_sent_twice_it_is_written_once(self, browser, teacher, new_url):
        sent = sent_by(browser.get(new_url)) | TYPED
        assert [browser.post(new_url, sent).status_code for _time in range(2)] == [302, 302]
        assert Rubric.objects.filter(author=teacher.user).count() == 1

    def test_one_level_is_none(self, browser, new_url):
        page = browser.post(new_url, sent_by(browser.get(new_url)) | TYPED | {"criteria-1-levels": "Wrong"})
        assertContains(page, "Write at least two levels.", status_code=422)

    def test_without_a_criterion_there_is_no_rubric(self, browser, new_url):
        page = browser.post(new_url, sent_by(browser.get(new_url)) | {"title": "Empty"})
        assertContains(page, "Write one criterion at least.", status_code=422)

    def test_a_criterion_is_added_and_nothing_is_lost(self, browser, new_url):
        sent = sent_by(browser.get(new_url)) | TYPED | {"rows": "criteria:add"}
        page = browser.post(new_url, sent, headers=HTMX)
        typed = sent_by(page)
        assert (typed["criteria-rows"], typed["criteria-1-title"]) == (["4"], ["Facts"])
        assertNotContains(page, "<html")

    def test_it_can_be_chosen_for_an_essay(self, browser, teacher, new_url, rubric):
        RubricFactory(title="A colleague’s", author=MarkFactory().response.attempt.student.user)
        assertContains(browser.get(new_url), rubric.title)
        assertNotContains(browser.get(new_url), "A colleague’s")


class TestEditRubric:
    def test_new_words_reach_what_is_marked_by_the_old_number(self, browser, rubric, url, sign_in, teacher):
        version = QuestionVersionFactory(kind="essay", rubric=rubric)
        browser.post(url, sent_by(browser.get(url)) | {"criteria-0-levels": "Nothing\nVague\nClear"})
        newest = Rubric.objects.filter(code=rubric.code).last()
        version.refresh_from_db()
        assert newest.number == 2
        assert version.rubric == rubric
        assert version.rubric.today == newest
        assert rubric.criteria[0]["levels"][0] == "None"

    def test_a_change_of_meaning_leaves_the_old_number_as_it_is(self, browser, rubric, url):
        version = QuestionVersionFactory(kind="essay", rubric=rubric)
        page = browser.post(url, sent_by(browser.get(url)) | {"criteria-0-levels": "No\nYes"}, follow=True)
        assertContains(page, "is marked by the old rubric")
        version.refresh_from_db()
        assert version.rubric.today == rubric
        assert Rubric.objects.filter(code=rubric.code).count() == 2

    def test_an_essay_in_work_is_marked_with_the_new_words(self, browser, rubric, url, classroom, student):
        essay = ResponseFactory(
            version__kind="essay",
            version__rubric=rubric,
            answer="The Council voted.",
            attempt__assignment__classroom=classroom,
            attempt__student=student,
            attempt__graded=True,
        )
        browser.post(url, sent_by(browser.get(url)) | {"criteria-0-title": "The thesis, in one sentence"})
        page = browser.get(reverse("quizzes:mark", args=[classroom.slug, essay.pk]))
        assertContains(page, "The thesis, in one sentence")

    def test_saved_without_a_change_there_is_no_new_number(self, browser, rubric, url):
        browser.post(url, sent_by(browser.get(url)))
        browser.post(url, sent_by(browser.get(url)))
        assert Rubric.objects.filter(code=rubric.code).count() <= 2

    def test_of_two_tabs_the_second_is_shown_both(self, browser, rubric, url):
        opened = sent_by(browser.get(url))
        browser.post(url, opened | {"title": "One tab"})
        page = browser.post(url, opened | {"title": "Other tab"})
        assertContains(page, "One tab", status_code=409)
        assert sent_by(page)["title"] == ["Other tab"]
        browser.post(url, sent_by(page))
        assert Rubric.objects.filter(code=rubric.code).last().title == "Other tab"

    def test_a_criterion_that_is_new_never_takes_the_id_of_an_old_one(self, browser, rubric, url):
        sent = sent_by(browser.post(url, sent_by(browser.get(url)) | {"rows": "criteria:0:out"}))
        browser.post(url, sent)
        page = sent_by(browser.get(url))
        assert ["thesis"] not in [value for name, value in page.items() if name.endswith("-id")]

    def test_a_rubric_of_the_course_is_not_found(self, browser, teacher):
        url = reverse("quizzes:edit_rubric", args=[teacher.classroom.slug, RubricFactory().pk])
        assert browser.get(url).status_code == 404

    def test_markup_stays_text(self, browser, url):
        sent = sent_by(browser.get(url)) | {"title": "<script>alert(1)</script>", "criteria-0-levels": "<b>\n<i>\n</b>"}
        browser.post(url, sent)
        assertNotContains(browser.get(url), "<script>alert")


class TestVisibleTo:
    def test_a_teacher_sees_the_courses_and_their_own(self, teacher, outsider, rubric):
        course, other = RubricFactory(), RubricFactory(author=outsider.user)
        seen = set(Rubric.objects.visible_to(teacher))
        assert {course, rubric} <= seen
        assert other not in seen

    def test_nobody_else_sees_any(self, student, moderator, rubric):
        assert not Rubric.objects.visible_to(student).exists()
        assert not Rubric.objects.visible_to(moderator).exists()


class TestToday:
    def test_many_rubrics_are_brought_up_to_date_in_one_query(self, db, django_assert_num_queries):
        old = [RubricFactory(), RubricFactory()]
        new = [RubricFactory(code=one.code, number=2, title="In better words") for one in old]
        with django_assert_num_queries(1):
            Rubric.bring_up_to_date([*old, None])
            assert [one.today for one in old] == new

    def test_without_rubrics_nothing_is_asked(self, django_assert_num_queries, db):
        with django_assert_num_queries(0):
            Rubric.bring_up_to_date([None])
