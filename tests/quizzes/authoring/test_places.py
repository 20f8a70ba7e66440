"""What the author of a quiz reads at each place, and the list of kinds."""

import pytest

from quizzes.authoring.kind_list import kind_groups
from quizzes.authoring.places import places_by_quiz, places_of
from quizzes.kinds import KINDS
from quizzes.models import Question
from tests.lessons.factories import ClaimFactory
from tests.quizzes.factories import QuestionVersionFactory, QuizItemFactory
from tests.quizzes.more_factories import OwnQuizFactory


@pytest.fixture
def quiz(teacher):
    return OwnQuizFactory(author=teacher.user, kinds=["single"])


@pytest.fixture
def place(quiz):
    return lambda: places_of(quiz)[0]


class TestState:
    def test_what_is_asked_needs_no_word(self, place):
        assert (place().state, place().count, place().points) == ("", 1, 1)

    def test_a_draft_says_that_it_is_not_asked(self, quiz):
        version = QuestionVersionFactory(status="draft")
        QuizItemFactory(quiz=quiz, position=2, question=version.question)
        draft = places_of(quiz)[1]
        assert "not asked until" in draft.state
        assert (draft.version, draft.count, draft.points) == (version, 0, 0)

    def test_a_newer_draft_says_that_the_version_before_is_asked(self, quiz, place):
        asked = place().version
        QuestionVersionFactory(question=asked.question, number=2, status="draft")
        assert "newer draft" in place().state
        assert (place().version, place().count) == (asked, 1)

    def test_a_suspended_question_names_its_claim(self, quiz, place, moment):
        claim = ClaimFactory(contested=True)
        Question.objects.update(suspended_for=claim, suspended_at=moment)
        assert claim.code in place().state
        assert "contested now" in place().state
        assert place().count == 0

    def test_what_the_course_dropped_is_not_asked(self, quiz, place, moment):
        Question.objects.update(retired_at=moment)
        assert "does not ask it any more" in place().state
        assert place().count == 0

    def test_a_pool_that_is_too_small_says_so_and_counts_what_it_has(self, quiz):
        QuestionVersionFactory(question__tags=["vote"])
        quiz.put_pool(pool_tags=["vote"], pool_count=3, points=2)
        pool = places_of(quiz)[1]
        assert "Only 1 match now, so it cannot draw 3." in pool.state
        assert (pool.count, pool.points) == (1, 2)


class TestMayBeMine:
    @pytest.fixture
    def beside(self, quiz):
        def put(**kwargs):
            version = QuestionVersionFactory(**kwargs)
            QuizItemFactory(quiz=quiz, position=2, question=version.question)
            return places_of(quiz)[1]

        return put

    def test_a_question_of_the_course_may(self, beside):
        assert beside(claim=ClaimFactory()).may_be_mine

    def test_ones_own_is_so_already(self, place):
        assert place().is_mine
        assert not place().may_be_mine

    def test_a_key_on_a_claim_that_lost_its_status_may_not(self, beside, quiz):
        claim = ClaimFactory()
        beside(claim=claim)
        claim.status = "contested"
        claim.save()
        assert not places_of(quiz)[1].may_be_mine

    def test_an_essay_on_a_contested_claim_may(self, beside):
        assert beside(kind="essay", claim=ClaimFactory(contested=True)).may_be_mine


def test_the_places_of_many_quizzes_take_two_queries(quiz, teacher, django_assert_num_queries):
    quizzes = [quiz, *OwnQuizFactory.create_batch(3, author=teacher.user, kinds=["single", "survey", "essay"])]
    with django_assert_num_queries(2):
        places = places_by_quiz(quizzes)
        assert [sum(place.points for place in places[one.pk]) for one in quizzes] == [1, 2, 2, 2]


def test_the_list_of_kinds_has_each_kind_once_with_a_line():
    lines = [kind for _title, kinds in kind_groups() for kind in kinds]
    assert sorted(kind.name for kind in lines) == sorted(KINDS)
    assert all(kind.purpose and kind.label for kind in lines)
