"""A teacher's own quiz, changed and given from several tabs at once. Collected on PostgreSQL only (conftest.py)."""

import pytest
from django.utils import timezone

from lessons.models import Assignment
from quizzes.models import GivenAlready, Quiz, QuizChanged, QuizItem, QuizSettings
from quizzes.models.items import arrangement
from tests.lessons.factories import EditionFactory
from tests.quizzes.at_once import HANDS, all_at_once, during
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_eight_tabs_that_arrange_a_quiz_one_is_first_and_seven_hear_of_it(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=["single"] * 8)
    order, seen = list(quiz.items.values_list("pk", flat=True)), arrangement(quiz.items.all())

    def arrange(number: int) -> bool:
        turned = [*order[number + 1 :], *order[: number + 1]] if number < 7 else order[::-1]
        try:
            Quiz.objects.get(pk=quiz.pk).arrange(turned, {}, seen)
        except QuizChanged:
            return False
        return True

    assert sorted(all_at_once(arrange)) == [False] * 7 + [True]
    assert list(quiz.items.values_list("position", flat=True)) == list(range(1, 9))


def test_eight_questions_added_at_once_all_have_their_place(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=[])
    questions = [QuestionVersionFactory().question for _ in range(HANDS)]
    all_at_once(lambda number: Quiz.objects.get(pk=quiz.pk).add([questions[number], questions[0]]))
    assert sorted(quiz.items.values_list("position", flat=True)) == list(range(1, 9))
    assert {item.question for item in quiz.items.all()} == set(questions)


def test_a_quiz_given_eight_times_at_once_is_given_once(teacher):
    quiz, edition = OwnQuizFactory(author=teacher.user), EditionFactory()

    def give(_: int) -> int:
        try:
            return QuizSettings.give(Quiz.objects.get(pk=quiz.pk), teacher, edition, opens_at=timezone.now()).pk
        except GivenAlready as given:
            return given.assignment.pk

    assert len(set(all_at_once(give))) == 1
    assert Assignment.objects.count() == 1


def test_of_eight_clicks_that_make_a_question_mine_one_copies_it(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=[])
    (item,) = quiz.add([QuestionVersionFactory().question])
    made = all_at_once(lambda _: Quiz.objects.get(pk=quiz.pk).make_mine(quiz.items.get(pk=item.pk)).pk)
    assert len(set(made)) == 1


def test_a_pool_changed_while_the_places_are_put_in_order_stands_where_the_order_says(teacher):
    quiz = OwnQuizFactory(author=teacher.user)
    pool = quiz.put_pool(pool_tags=["vote"], pool_count=1, points=1)
    seen = arrangement(quiz.items.all())
    during(
        lambda: Quiz.objects.get(pk=quiz.pk).arrange([pool.pk, quiz.items.first().pk], {}, seen),
        lambda: Quiz.objects.get(pk=quiz.pk).put_pool(pool, pool_count=2),
    )
    pool.refresh_from_db()
    assert (pool.position, pool.pool_count) == (1, 2)
    assert quiz.items.last().position == 2


def test_a_place_removed_this_moment_does_not_come_back(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=[])
    pool = quiz.put_pool(pool_tags=["vote"], pool_count=1, points=1)
    (asked,) = quiz.add([QuestionVersionFactory().question])
    for place, change in ((pool, Quiz.put_pool), (asked, Quiz.make_mine)):
        there = QuizItem.objects.get(pk=place.pk)
        with pytest.raises(QuizChanged):
            during(lambda one=place: quiz.remove(one), lambda act=change, one=there: act(quiz, one))
    assert not quiz.items.exists()
