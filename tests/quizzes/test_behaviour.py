"""Checking on the spot, several tries, and how sure one is: arithmetic, by table and by property."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.behaviour import PAYS, Certainty, after_check, certainty_points, penalty_part, share_left

tries, penalties = st.integers(0, 20), st.integers(0, 100)
shares = st.fractions(0, 1)
LIMITS = (Fraction(2, 3), Fraction(4, 5))


def expected(level, probability):
    """What a level pays on average to somebody who is right with this probability."""
    right, wrong = (certainty_points(level, is_right=is_right) for is_right in (True, False))
    return probability * right + (1 - probability) * wrong


class TestShareLeft:
    @given(tries, penalties)
    def test_is_between_nothing_and_everything(self, wrong, penalty):
        assert 0 <= share_left(wrong, penalty) <= 1

    @given(tries, penalties)
    def test_one_more_wrong_try_never_leaves_more(self, wrong, penalty):
        assert share_left(wrong + 1, penalty) <= share_left(wrong, penalty)

    @given(tries, penalties, penalties)
    def test_a_heavier_penalty_never_leaves_more(self, wrong, one, other):
        assert share_left(wrong, max(one, other)) <= share_left(wrong, min(one, other))

    @given(penalties)
    def test_the_first_try_costs_nothing(self, penalty):
        assert share_left(0, penalty) == 1

    @given(tries)
    def test_tries_without_a_penalty_cost_nothing(self, wrong):
        assert share_left(wrong, 0) == 1

    @given(tries, penalties)
    def test_while_something_is_left_each_try_takes_the_same(self, wrong, penalty):
        assume(share_left(wrong + 1, penalty) > 0)
        assert share_left(wrong, penalty) - share_left(wrong + 1, penalty) == Fraction(penalty, 100)


class TestAfterCheck:
    @given(st.integers(0, 9), st.integers(1, 10))
    def test_a_right_answer_settles_whatever_is_left(self, before, allowed):
        assert after_check(before, allowed, Fraction(1)).is_settled

    @given(shares, st.integers(1, 10))
    def test_the_last_check_allowed_settles_whatever_it_finds(self, fraction, allowed):
        assert after_check(allowed - 1, allowed, fraction).is_settled

    @given(shares, st.integers(2, 10), st.data())
    def test_before_that_less_than_all_leaves_it_open(self, fraction, allowed, data):
        assume(fraction < 1)
        before = data.draw(st.integers(0, allowed - 2))
        assert not after_check(before, allowed, fraction).is_settled

    @given(st.integers(0, 9), st.integers(1, 10), shares)
    def test_each_check_is_one_try(self, before, allowed, fraction):
        assert after_check(before, allowed, fraction).tries == before + 1


class TestCertainty:
    @given(shares)
    def test_it_pays_to_say_how_sure_one_is(self, probability):
        """Below 2/3 the first level pays most, from there to 4/5 the second, above that the third."""
        assume(probability not in LIMITS)
        honest = Certainty(1 + sum(probability > limit for limit in LIMITS))
        others = [level for level in Certainty if level != honest]
        assert all(expected(honest, probability) > expected(level, probability) for level in others)

    @pytest.mark.parametrize(("limit", "levels"), [(LIMITS[0], (1, 2)), (LIMITS[1], (2, 3))])
    def test_on_a_limit_two_levels_pay_the_same(self, limit, levels):
        lower, higher = levels
        assert expected(lower, limit) == expected(higher, limit)

    @pytest.mark.parametrize("is_right", [True, False])
    def test_no_level_pays_nothing(self, is_right):
        assert certainty_points(None, is_right=is_right) == 0

    def test_who_guesses_has_nothing_to_lose(self):
        assert min(PAYS[Certainty.GUESSED]) == 0


class TestPenaltyPart:
    @given(tries, penalties)
    def test_is_there_when_tries_took_something(self, wrong, penalty):
        assert (penalty_part(wrong, penalty) is None) == (wrong == 0 or penalty == 0)

    @given(tries, penalties)
    def test_names_the_share_that_is_left(self, wrong, penalty):
        part = penalty_part(wrong, penalty)
        assert part is None or Fraction(part["share"]) == share_left(wrong, penalty)
        assert part is None or part["tries"] == str(wrong)

    def test_where_nothing_is_left_it_says_so(self):
        assert penalty_part(4, 33) == {"of": "penalty", "share": "0", "tries": "4"}
