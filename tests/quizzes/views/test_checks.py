"""Check questions inside a lesson."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.checks import Check
from quizzes.models import Response
from tests.conftest import HTMX
from tests.lessons.factories import BlockFactory, EditionFactory
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.specs import RIGHT, SPECS, WRONG

pytestmark = pytest.mark.django_db


def in_a_lesson(kind="single", **kwargs):
    edition = EditionFactory()
    version = QuestionVersionFactory(kind=kind, question__lesson=edition.lesson, **kwargs)
    BlockFactory(edition=edition, check=version.question.code)
    return version


def filled(version, answer):
    order = Check.ask(version).form.order
    form = version.asked.form(order, answer=version.asked.normalise(answer))
    return {name: form.initial[name] for name in form.fields if form.initial.get(name)}


def url_of(version):
    return reverse("quizzes:check", args=[version.question.code])


class TestCheck:
    @pytest.mark.parametrize("kind", RIGHT)
    def test_says_at_once_whether_it_is_right_and_why(self, client, kind):
        version = in_a_lesson(kind)
        page = client.post(url_of(version), filled(version, RIGHT[kind]), headers=HTMX)
        assertContains(page, "result-right")
        assertContains(page, "Five members abstained, says the record.")
        assertNotContains(page, "<html")
        page = client.post(url_of(version), filled(version, WRONG[kind]), headers=HTMX)
        assertContains(page, "result-wrong")
        assert not Response.objects.exists()

    def test_the_reason_stands_beside_the_option_that_was_chosen(self, client):
        version = in_a_lesson()
        page = client.post(url_of(version), filled(version, "a"), headers=HTMX)
        assertContains(page, "The article names only two.")
        assertNotContains(page, "Ten voted in favour.")

    def test_without_javascript_it_is_a_page_that_leads_back(self, client):
        version = in_a_lesson()
        page = client.post(url_of(version), filled(version, "b"))
        assertContains(page, "Back to lesson")
        assertContains(page, "result-right")

    def test_nothing_chosen_is_said(self, client):
        page = client.post(url_of(in_a_lesson()), {}, headers=HTMX)
        assertContains(page, "Choose an answer first.", status_code=422)

    def test_a_question_that_only_a_quiz_asks_tells_nobody_its_key(self, client):
        version = QuestionVersionFactory()
        assert client.post(url_of(version), {"answer": "1"}).status_code == 404

    def test_it_looks_the_same_every_time(self, client):
        version = in_a_lesson()
        assert Check.ask(version).form.order == Check.ask(version).form.order


class TestTags:
    LESSON = (
        "{% load quizzes_tags %}{% check_questions edition as checks %}"
        "{% for code in codes %}{% check_question checks code %}{% endfor %}"
    )

    def draw(self, edition, codes):
        return Template(self.LESSON).render(Context({"edition": edition, "codes": codes, "csrf_token": "t"}))

    def test_all_checks_of_a_lesson_are_drawn_with_one_query(self, django_assert_num_queries):
        edition = EditionFactory()
        codes = []
        for kind in ("single", "multiple", "truefalse"):
            version = QuestionVersionFactory(kind=kind, question__lesson=edition.lesson)
            BlockFactory(edition=edition, check=version.question.code)
            codes.append(version.question.code)
        with django_assert_num_queries(1):
            html = self.draw(edition, codes)
        assert html.count('class="check-question"') == 3
        assert "So the record says" not in html
        assert "misconception" not in html

    def test_a_question_that_is_gone_leaves_no_hole(self):
        assert "check-question" not in self.draw(EditionFactory(), ["Q0.0-0"])

    def test_the_newest_version_is_asked(self):
        version = in_a_lesson()
        QuestionVersionFactory(question=version.question, number=2, prompt="And now?", spec=SPECS["single"])
        html = self.draw(version.question.lesson.current_edition, [version.question.code])
        assert "And now?" in html
