"""The bank behind a quiz: looking for questions, looking at one, taking some; and pools."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.kinds import KINDS
from quizzes.models import Question
from tests.conftest import HTMX
from tests.factories import UserFactory
from tests.lessons.factories import ClaimFactory, EditionFactory, LessonFactory
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory


@pytest.fixture
def quiz(teacher):
    return OwnQuizFactory(author=teacher.user, kinds=[])


@pytest.fixture
def address(classroom, quiz):
    def to(name, *args):
        return reverse(f"quizzes:{name}", args=[classroom.slug, quiz.pk, *args])

    return to


def ask(words, **kwargs):
    return QuestionVersionFactory(prompt=words, prompt_html=f"<p>{words}</p>", **kwargs)


class TestBank:
    def found(self, browser, address, **filters):
        page = browser.get(address("bank"), filters)
        assert page.status_code == 200
        return {version.prompt for version in page.context["page"].versions}

    def test_has_the_courses_questions_and_ones_own_that_are_ready(self, sign_in, teacher, address, moment):
        ask("Of the course")
        ask("My own", question__author=teacher.user, question__lesson=None)
        ask("A colleague’s", question__author=UserFactory())
        ask("A draft", question__author=teacher.user, status="draft")
        ask("Retired", question__retired_at=moment)
        ask("Suspended", question__suspended_for=ClaimFactory(), question__suspended_at=moment)
        assert self.found(sign_in(teacher), address) == {"Of the course", "My own"}

    def test_is_narrowed_by_everything_at_once(self, sign_in, teacher, address):
        wanted = ask("Who abstained?", question__tags=["vote"], question__lesson=EditionFactory().lesson)
        lesson = wanted.question.lesson
        ask("Who spoke?", question__tags=["vote"], question__lesson=lesson)
        ask("Who abstained then?", question__tags=["vote"], question__lesson=LessonFactory(module=lesson.module))
        ask("Who abstained too?", question__tags=["vote"], question__lesson=lesson, kind="multiple")
        ask("Who abstained not?", question__tags=["voters"], question__lesson=lesson)
        ask("Who abstained, say I?", question__tags=["vote"], question__lesson=lesson, question__author=teacher.user)
        browser, narrow = sign_in(teacher), {"about": f"lesson-{lesson.pk}", "words": "ABSTAINED"}
        assert len(self.found(browser, address, about=f"module-{lesson.module_id}")) == 6
        assert len(self.found(browser, address, **narrow)) == 4
        narrow |= {"kind": "single", "tag": "vote", "whose": "course"}
        assert self.found(browser, address, **narrow) == {"Who abstained?"}
        assert self.found(browser, address, whose="mine") == {"Who abstained, say I?"}

    @pytest.mark.parametrize(
        "filters", [{"about": "lesson-x"}, {"kind": "poem"}, {"tag": "\x00"}, {"after": "-1"}, {"whose": "hers"}]
    )
    def test_what_cannot_be_read_does_not_narrow(self, sign_in, teacher, address, filters):
        ask("Who abstained?")
        assert self.found(sign_in(teacher), address, **filters) == {"Who abstained?"}

    def test_htmx_gets_the_list_alone(self, sign_in, teacher, address):
        ask("Who abstained?")
        page = sign_in(teacher).get(address("bank"), headers=HTMX)
        assertContains(page, "Who abstained?")
        assertNotContains(page, "<html")

    def test_goes_on_after_fifty_with_the_same_filters(self, sign_in, teacher, address):
        lesson = EditionFactory().lesson
        versions = [QuestionVersionFactory(question__lesson=lesson) for _ in range(52)]
        browser = sign_in(teacher)
        page = browser.get(address("bank"), {"kind": "single"})
        assertContains(page, "52 questions")
        after = f"kind=single&amp;after={versions[49].question_id}"
        assertContains(page, f'href="{address("bank")}?{after}"')
        rest = browser.get(address("bank"), {"kind": "single", "after": versions[49].question_id})
        assert rest.context["page"].versions == versions[50:]
        assertNotContains(rest, "More questions")

    def test_several_are_taken_and_those_in_the_quiz_say_so(self, sign_in, teacher, address, quiz):
        one, two, three = (QuestionVersionFactory().question for _ in range(3))
        browser = sign_in(teacher)
        page = browser.post(address("bank"), {"question": [one.pk, two.pk]}, follow=True)
        assertRedirects(page, address("edit_quiz"))
        assertContains(page, "2 questions are added.")
        assert [item.question for item in quiz.items.all()] == [one, two]
        page = browser.get(address("bank"))
        assertContains(page, "in this quiz already", count=2)
        assertContains(page, f'value="{three.pk}">')

    def test_none_chosen_is_explained(self, sign_in, teacher, address):
        QuestionVersionFactory()
        assertContains(sign_in(teacher).post(address("bank")), "Choose at least one question.", status_code=422)

    def test_a_colleagues_question_cannot_be_taken(self, sign_in, teacher, address, quiz):
        hers = QuestionVersionFactory(question__author=UserFactory()).question
        assert sign_in(teacher).post(address("bank"), {"question": hers.pk}).status_code == 422
        assert not quiz.items.exists()

    def test_takes_the_same_for_few_and_many(self, sign_in, teacher, address, django_assert_num_queries):
        browser = sign_in(teacher)
        browser.get(address("bank"))
        for more in (2, 20):
            for _ in range(more):
                QuestionVersionFactory(question__lesson=EditionFactory().lesson, question__tags=["vote"])
            with django_assert_num_queries(11):
                browser.get(address("bank"), {"tag": "vote"})


class TestBankQuestion:
    @pytest.mark.parametrize("kind", KINDS)
    def test_shows_every_kind_as_it_is_asked_with_its_key(self, sign_in, teacher, address, kind):
        version = QuestionVersionFactory(kind=kind)
        page = sign_in(teacher).get(address("bank_question", version.question_id), headers=HTMX)
        assertContains(page, version.prompt)
        if version.asked.has_key:
            for words in version.asked.right_words():
                assertContains(page, words)

    def test_without_htmx_it_is_a_page_from_which_it_is_taken(self, sign_in, teacher, address, quiz):
        version, browser = QuestionVersionFactory(), sign_in(teacher)
        url = address("bank_question", version.question_id)
        assertContains(browser.get(url), "Add it to the quiz")
        quiz.add([version.question])
        assertContains(browser.get(url), "It is in this quiz already.")

    def test_a_colleagues_question_is_not_found(self, sign_in, teacher, address):
        hers = QuestionVersionFactory(question__author=UserFactory()).question
        assert sign_in(teacher).get(address("bank_question", hers.pk)).status_code == 404


class TestPools:
    @pytest.fixture
    def typed(self):
        for _ in range(2):
            QuestionVersionFactory(question__tags=["vote"])
        return {"tags": ["vote"], "lesson": "", "count": "2", "points": "3"}

    def test_a_pool_is_added_at_the_end(self, sign_in, teacher, address, quiz, typed):
        assertRedirects(sign_in(teacher).post(address("add_pool"), typed), address("edit_quiz"))
        item = quiz.items.get()
        assert (item.pool_tags, item.pool_count, item.points, item.question) == (["vote"], 2, 3, None)

    def test_it_is_changed_where_it_stands(self, sign_in, teacher, address, quiz, typed):
        item, lesson = quiz.put_pool(pool_tags=["vote"], pool_count=1, points=1), EditionFactory().lesson
        url = address("edit_pool", item.pk)
        assertContains(sign_in(teacher).get(url), "2 questions match now.")
        sign_in(teacher).post(url, typed | {"lesson": lesson.pk})
        item.refresh_from_db()
        assert (item.pool_lesson, item.pool_count, item.points) == (lesson, 2, 3)

    def test_tags_are_offered_with_how_many_carry_them(self, sign_in, teacher, address, typed):
        assertContains(sign_in(teacher).get(address("add_pool")), "vote (2)")

    def test_a_tag_of_ones_own_stands_first_however_few_carry_it(self, sign_in, teacher, address):
        for _ in range(5):
            QuestionVersionFactory(question__tags=["common"])
        QuestionVersionFactory(question__tags=["rare"])
        QuestionVersionFactory(question__tags=["mine"], question__lesson=None, question__author=teacher.user)
        shown, folded = sign_in(teacher).get(address("add_pool")).context["form"].tag_boxes
        assert [box.data["value"] for box in shown] == ["mine", "common"]
        assert [box.data["value"] for box in folded] == ["rare"]

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
    def test_looking_says_how_many_match_and_stores_nothing(self, sign_in, teacher, address, quiz, typed, headers):
        browser = sign_in(teacher)
        page = browser.post(address("add_pool"), typed | {"look": "1"}, headers=headers)
        assertContains(page, "2 questions match now.")
        assertNotContains(page, "fewer than you want")
        page = browser.post(address("add_pool"), typed | {"look": "1", "count": "3"}, headers=headers)
        assertContains(page, "fewer than you want to draw")
        assert not quiz.items.exists()

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [({"tags": []}, "tags"), ({"tags": ["x"]}, "tags"), ({"count": "0"}, "count"), ({"points": "0"}, "points")],
    )
    def test_what_cannot_be_is_said_beside_its_field(self, sign_in, teacher, address, quiz, typed, wrong, field):
        page = sign_in(teacher).post(address("add_pool"), typed | wrong)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == [field]
        assert not quiz.items.exists()

    def test_a_tag_that_nothing_carries_any_more_is_still_shown(self, sign_in, teacher, address, quiz):
        item = quiz.put_pool(pool_tags=["gone"], pool_count=1, points=1)
        assertContains(sign_in(teacher).get(address("edit_pool", item.pk)), "gone (0)")

    def test_a_question_is_no_pool(self, sign_in, teacher, address, quiz):
        (item,) = quiz.add([QuestionVersionFactory().question])
        assert sign_in(teacher).get(address("edit_pool", item.pk)).status_code == 404


def test_the_bank_of_a_teacher_is_the_courses_and_her_own(teacher):
    mine = QuestionVersionFactory(question__author=teacher.user).question
    QuestionVersionFactory(question__author=UserFactory())
    course = QuestionVersionFactory().question
    assert set(Question.objects.in_bank_of(teacher.user)) == {mine, course}
