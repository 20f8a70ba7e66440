"""A teacher's own quiz, changed and given from several tabs at once. Collected on PostgreSQL only (conftest.py)."""

import pytest
from django.utils import timezone

from lessons.models import Assignment
from quizzes.models import GivenAlready, Quiz, QuizChanged, QuizSettings
from quizzes.models.items import arrangement
from tests.lessons.factories import EditionFactory
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory
from tests.quizzes.test_races import HANDS, all_at_once

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
