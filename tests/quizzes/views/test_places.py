"""The places of an own quiz are moved, counted, left out and made one's own, with and without htmx."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.models import Quiz, QuizItem
from quizzes.models.items import arrangement
from tests.conftest import HTMX
from tests.lessons.factories import ClaimFactory
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory


@pytest.fixture
def quiz(teacher):
    return OwnQuizFactory(author=teacher.user, kinds=["single", "multiple", "numeric"])


@pytest.fixture
def address(classroom, quiz):
    def to(name, *args):
        return reverse(f"quizzes:{name}", args=[classroom.slug, quiz.pk, *args])

    return to


@pytest.fixture
def places(quiz):
    return list(quiz.items.values_list("pk", flat=True))


@pytest.fixture
def sent(quiz, places):
    """The form as the page sends it."""
    return {"seen": arrangement(quiz.items.all()), "order": places}


@pytest.fixture
def removed_meanwhile(monkeypatch):
    """Another tab removes each place between the look at it and the change."""
    look = Quiz._as_it_is

    def too_late(quiz, item):
        QuizItem.objects.filter(pk=item.pk).delete()
        return look(quiz, item)

    monkeypatch.setattr(Quiz, "_as_it_is", too_late)


def order(quiz):
    return list(quiz.items.values_list("pk", flat=True))


class TestOrderQuiz:
    def test_up_and_down_move_one_step(self, sign_in, teacher, address, quiz, places, sent):
        one, two, three = places
        browser = sign_in(teacher)
        page = browser.post(address("order_quiz"), sent | {"move": f"up-{three}"}, follow=True)
        assertRedirects(page, f"{address('edit_quiz')}#places")
        assertContains(page, "Question 3 is now 2 of 3.")
        assert order(quiz) == [one, three, two]

    def test_htmx_gets_the_places_alone_and_the_keys_stay(self, sign_in, teacher, address, places, sent):
        page = sign_in(teacher).post(address("order_quiz"), sent | {"move": f"down-{places[0]}"}, headers=HTMX)
        assertContains(page, "Question 1 is now 2 of 3.")
        assertContains(page, f'value="down-{places[0]}" data-focus>')
        assertNotContains(page, "<html")
        assert "HX-Request" in page["Vary"]

    def test_at_the_end_of_the_way_the_keys_go_to_the_other_button(self, sign_in, teacher, address, places, sent):
        page = sign_in(teacher).post(address("order_quiz"), sent | {"move": f"up-{places[1]}"}, headers=HTMX)
        assertContains(page, f'value="down-{places[1]}" data-focus>')

    def test_what_was_dragged_is_sent_by_the_same_form(self, sign_in, teacher, address, quiz, places, sent):
        moved = [*places[1:], places[0]]
        page = sign_in(teacher).post(address("order_quiz"), sent | {"order": moved, "moved": places[0]}, headers=HTMX)
        assertContains(page, "Question 1 is now 3 of 3.")
        assert order(quiz) == moved

    def test_points_count_here_and_empty_again_what_the_question_says(
        self, sign_in, teacher, address, quiz, places, sent
    ):
        browser = sign_in(teacher)
        browser.post(address("order_quiz"), sent | {f"points-{places[0]}": "7"})
        assert quiz.size() == (3, 9)
        again = {"seen": arrangement(quiz.items.all()), f"points-{places[0]}": ""}
        browser.post(address("order_quiz"), sent | again)
        assert quiz.size() == (3, 3)

    @pytest.mark.parametrize("points", ["0", "-1", "101", "many", "1.5"])
    def test_points_that_cannot_be_are_explained_and_stay_typed(self, sign_in, teacher, address, places, sent, points):
        page = sign_in(teacher).post(address("order_quiz"), sent | {f"points-{places[1]}": points}, headers=HTMX)
        assertContains(page, f'id="points-{places[1]}-error"', status_code=422)
        assertContains(page, f'value="{points}"', status_code=422)

    def test_a_pool_cannot_lose_its_points(self, sign_in, teacher, address, quiz):
        pool = quiz.put_pool(pool_tags=["vote"], pool_count=1, points=2)
        sent = {"seen": arrangement(quiz.items.all()), "order": order(quiz), f"points-{pool.pk}": ""}
        assert sign_in(teacher).post(address("order_quiz"), sent).status_code == 422

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
    def test_another_tab_was_faster_both_orders_are_shown_and_mine_can_be_used(
        self, sign_in, teacher, address, quiz, places, sent, headers
    ):
        browser, new = sign_in(teacher), QuestionVersionFactory(prompt_html="<p>Came meanwhile?</p>")
        quiz.remove(quiz.items.last())
        (added,) = quiz.add([new.question])
        typed = sent | {"move": f"down-{places[0]}", f"points-{places[0]}": "4"}
        page = browser.post(address("order_quiz"), typed, headers=headers)
        assertContains(page, "was changed meanwhile", status_code=409)
        assertContains(page, "Came meanwhile?", count=2, status_code=409)
        assert order(quiz) == [*places[:2], added.pk]

        mine = [place.item.pk for place in page.context["mine"]]
        assert mine == [places[1], places[0], added.pk]
        browser.post(address("order_quiz"), {"seen": page.context["seen"], "order": mine, f"points-{places[0]}": "4"})
        assert list(quiz.items.values_list("pk", "points")) == [(mine[0], None), (mine[1], 4), (mine[2], None)]

    @pytest.mark.parametrize(
        "sent", [{}, {"order": ["x"]}, {"order": ["9" * 30]}, {"move": "sideways-1"}, {"seen": "\x00"}]
    )
    def test_what_no_page_sends_changes_nothing(self, sign_in, teacher, address, quiz, places, sent):
        assert sign_in(teacher).post(address("order_quiz"), sent).status_code in {409, 422}
        assert order(quiz) == places


class TestRemoveItem:
    def test_a_question_is_left_out_and_can_be_put_back(self, sign_in, teacher, address, quiz, places):
        browser = sign_in(teacher)
        page = browser.get(browser.post(address("remove_item", places[1]))["Location"].partition("#")[0])
        assertContains(page, "Question 2 is removed from this quiz.")
        assert order(quiz) == [places[0], places[2]]
        removed = page.context["removed"]
        browser.post(address("bank"), removed)
        assert [item.question_id for item in quiz.items.all()][1] == int(removed["question"])

    def test_htmx_says_so_and_offers_the_way_back(self, sign_in, teacher, address, places):
        page = sign_in(teacher).post(address("remove_item", places[0]), headers=HTMX)
        assertContains(page, "Question 1 is removed")
        assertContains(page, "Put it back where it was")
        assertNotContains(page, "<html")

    def test_points_typed_beside_another_place_are_kept(self, sign_in, teacher, address, quiz, places, sent):
        sign_in(teacher).post(address("remove_item", places[0]), sent | {f"points-{places[1]}": "6"})
        assert quiz.items.get(pk=places[1]).points == 6

    def test_a_pool_has_no_way_back(self, sign_in, teacher, address, quiz):
        pool = quiz.put_pool(pool_tags=["vote"], pool_count=1, points=2)
        page = sign_in(teacher).post(address("remove_item", pool.pk), headers=HTMX)
        assertNotContains(page, "Put it back")

    def test_a_place_of_another_quiz_is_not_found(self, sign_in, teacher, address):
        other = OwnQuizFactory(author=teacher.user).items.get()
        for name in ("remove_item", "make_mine"):
            assert sign_in(teacher).post(address(name, other.pk)).status_code == 404


class TestMakeMine:
    def test_the_copy_can_be_edited_and_the_course_is_as_it_was(self, sign_in, teacher, address, quiz):
        course = QuestionVersionFactory().question
        (item,) = quiz.add([course])
        page = sign_in(teacher).post(address("make_mine", item.pk), headers=HTMX)
        assertContains(page, "Question 4 is yours now.")
        item.refresh_from_db()
        assert item.question.author == teacher.user
        assertContains(page, f'<a id="edit-{item.pk}" data-focus href="{address("edit_quiz")}questions/')
        assert course.versions.count() == 1

    def test_what_lost_its_right_answer_is_not_copied(self, sign_in, teacher, address, quiz, moment):
        claim = ClaimFactory()
        version = QuestionVersionFactory(claim=claim)
        (item,) = quiz.add([version.question])
        claim.status = "contested"
        claim.save()
        browser = sign_in(teacher)
        page = browser.get(browser.post(address("make_mine", item.pk))["Location"].partition("#")[0])
        assertContains(page, "cannot be copied")
        item.refresh_from_db()
        assert item.question == version.question

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
    def test_a_place_removed_in_another_tab_this_moment_is_told(
        self, sign_in, teacher, address, quiz, headers, removed_meanwhile
    ):
        (item,) = quiz.add([QuestionVersionFactory().question])
        page = sign_in(teacher).post(address("make_mine", item.pk), headers=headers, follow=True)
        assertContains(page, "removed in another tab")
        assert not QuizItem.objects.filter(pk=item.pk, question__author=teacher.user).exists()


def test_a_pool_removed_in_another_tab_this_moment_does_not_come_back(
    sign_in, teacher, address, quiz, removed_meanwhile
):
    QuestionVersionFactory(question__tags=["vote"])
    pool = QuizItem.objects.create(quiz=quiz, position=9, pool_tags=["vote"], pool_count=1, points=1)
    typed = {"tags": ["vote"], "lesson": "", "count": "2", "points": "1"}
    page = sign_in(teacher).post(address("edit_pool", pool.pk), typed, follow=True)
    assertContains(page, "removed in another tab")
    assert not QuizItem.objects.filter(pk=pool.pk, pool_count=2).exists()
