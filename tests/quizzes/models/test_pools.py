"""Pools: so many questions as there are, none twice, and first those that the student has not seen."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.models import Attempt, Question, QuestionVersion, QuizItem, QuizSettings
from tests.factories import UserFactory
from tests.lessons.factories import AssignmentFactory, BlockFactory, ClaimFactory, LessonFactory
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory

BANK = [
    QuestionVersion(question_id=pk, question=Question(pk=pk, tags=["vote"] if pk % 2 else ["dates"]), kind="single")
    for pk in range(1, 21)
]
keys = st.sets(st.integers(1, 20))


@given(count=st.integers(1, 12), taken=keys, seen=keys, chance=st.integers())
def test_a_pool_gives_what_it_has_and_what_is_new_first(count, taken, seen, chance):
    item = QuizItem(pool_tags=["vote"], pool_count=count, points=1)
    drawn = [version.question_id for version in item.draw(BANK, Random(chance), taken, seen)]
    pool = set(range(1, 21, 2)) - taken
    assert len(drawn) == len(set(drawn)) == min(count, len(pool))
    assert set(drawn) <= pool
    assert len(set(drawn) - seen) == min(count, len(pool - seen))


@pytest.fixture
def bank(db):
    """Six questions of the course on the vote."""
    return [QuestionVersionFactory(question__tags=["vote", "dates"]).question for _ in range(6)]


@pytest.fixture
def quiz(teacher, bank):
    quiz = OwnQuizFactory(author=teacher.user, kinds=["single"])
    quiz.put_pool(pool_tags=["vote"], pool_count=3, points=2)
    return quiz


@pytest.fixture
def assignment(classroom, quiz, moment):
    made = AssignmentFactory(classroom=classroom, preset="practice")
    QuizSettings.objects.create(assignment=made, quiz=quiz)
    return made


def sit(assignment, student, moment):
    attempt = Attempt.start(assignment, student, moment)
    attempt.submit("k", moment)
    return [response.version.question for response in attempt.responses.select_related("version__question")]


class TestAttempt:
    def test_a_second_attempt_draws_what_the_first_did_not(self, assignment, student, moment, bank):
        first, second = sit(assignment, student, moment), sit(assignment, student, moment)
        assert len(first) == len(second) == 4
        assert {*first[1:], *second[1:]} == set(bank)

    def test_when_all_is_seen_it_draws_as_many_again(self, assignment, student, moment, bank):
        for _ in range(3):
            drawn = sit(assignment, student, moment)
        assert len(set(drawn)) == 4

    def test_each_counts_what_the_pool_says(self, assignment, student, moment):
        attempt = Attempt.start(assignment, student, moment)
        assert list(attempt.responses.order_by("position").values_list("points", flat=True)) == [1, 2, 2, 2]

    def test_a_question_that_stands_in_the_quiz_is_not_drawn_too(self, assignment, student, moment, bank, quiz):
        quiz.add(bank[:4])
        drawn = sit(assignment, student, moment)
        assert len(drawn) == len(set(drawn)) == 7

    def test_two_pools_never_draw_the_same_question(self, assignment, student, moment, quiz, bank):
        quiz.put_pool(pool_tags=["dates"], pool_count=3, points=1)
        for _ in range(5):
            drawn = sit(assignment, student, moment)
            assert len(drawn) == len(set(drawn)) == 7

    def test_a_large_pool_leaves_a_small_one_inside_it_what_it_needs(self, assignment, student, moment, quiz, bank):
        Question.objects.filter(pk__in=[question.pk for question in bank[3:]]).update(tags=["vote"])
        quiz.put_pool(pool_tags=["dates"], pool_count=3, points=1)
        for _ in range(5):
            assert set(sit(assignment, student, moment)[4:]) == set(bank[:3])

    def test_a_test_draws_nothing_that_stands_in_a_lesson(self, assignment, student, moment, bank):
        for question in bank[:4]:
            BlockFactory(check=question.code)
        assignment.preset = "test"
        assignment.save()
        assert set(sit(assignment, student, moment)[1:]) == set(bank[4:])


class TestMatching:
    def match(self, quiz, **pool):
        return quiz.matching(QuizItem(quiz=quiz, pool_count=1, **pool))[0]

    def test_counts_what_carries_all_tags_and_is_of_the_lesson(self, quiz, bank):
        assert self.match(quiz, pool_tags=["vote"]) == 6
        assert self.match(quiz, pool_tags=["vote", "mandate"]) == 0
        assert self.match(quiz, pool_tags=["vote"], pool_lesson=bank[0].lesson) == 1
        assert self.match(quiz, pool_tags=["vote"], pool_lesson=LessonFactory()) == 0

    def test_leaves_out_what_the_quiz_asks_anyway(self, quiz, bank):
        quiz.add(bank[:2])
        assert self.match(quiz, pool_tags=["vote"]) == 4

    def test_leaves_out_suspended_retired_draft_survey_and_a_colleagues(self, quiz, bank, moment):
        Question.objects.filter(pk=bank[0].pk).update(suspended_for=ClaimFactory(contested=True), suspended_at=moment)
        Question.objects.filter(pk=bank[1].pk).update(retired_at=moment)
        QuestionVersionFactory(question__tags=["vote"], status="draft")
        QuestionVersionFactory(question__tags=["vote"], kind="survey")
        QuestionVersionFactory(question__tags=["vote"], question__author=UserFactory())
        assert self.match(quiz, pool_tags=["vote"]) == 4

    def test_counts_ones_own(self, quiz, teacher):
        QuestionVersionFactory(question__tags=["vote"], question__author=teacher.user, question__lesson=None)
        assert self.match(quiz, pool_tags=["vote"]) == 7


def test_the_draw_of_an_attempt_can_be_made_again(assignment, student, moment, quiz):
    attempt = Attempt.start(assignment, student, moment)
    asked = [one.version for one in quiz.draw(Random(attempt.seed), ())]
    assert {response.version for response in attempt.responses.all()} == set(asked)
