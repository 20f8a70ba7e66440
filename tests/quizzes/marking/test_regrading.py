"""The four policies of a regrade: by table and by property."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.marking.regrading import Policy, regraded

shares = st.fractions(0, 1, max_denominator=60)
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@pytest.mark.parametrize(
    ("policy", "before", "outcome", "after"),
    [
        ("full", 0, 0, 1),
        ("full", HALF, 0, 1),
        ("either", 1, 0, 1),
        ("either", 0, 1, 1),
        ("either", HALF, THIRD, HALF),
        ("now", 1, 0, 0),
        ("now", 0, HALF, HALF),
        ("leave", 0, 1, 0),
        ("leave", 1, 0, 1),
    ],
)
def test_each_policy_by_table(policy, before, outcome, after):
    assert regraded(Fraction(before), Fraction(outcome), policy) == after


@given(shares, shares, st.sampled_from(Policy.values), shares)
def test_it_stays_between_nothing_and_everything(before, outcome, policy, penalty):
    assert 0 <= regraded(before, outcome, policy, penalty) <= 1


@given(shares, shares, shares)
def test_either_never_lowers_and_gives_what_now_gives(before, outcome, penalty):
    after = regraded(before, outcome, "either", penalty)
    assert after >= before
    assert after >= regraded(before, outcome, "now", penalty)


@given(shares, shares, shares)
def test_full_is_everything_and_leave_is_the_same(before, outcome, penalty):
    assert regraded(before, outcome, "full", penalty) == 1
    assert regraded(before, outcome, "leave", penalty) == before


@given(shares, shares)
def test_now_is_the_outcome(before, outcome):
    assert regraded(before, outcome, "now") == outcome


@given(shares, shares, shares)
def test_what_tries_cost_stays_off(before, outcome, penalty):
    assert regraded(before, outcome, "now", penalty) == outcome * penalty


@given(shares, shares, st.sampled_from(Policy.values))
def test_the_same_regrade_twice_changes_nothing_more(before, outcome, policy):
    once = regraded(before, outcome, policy)
    assert regraded(once, outcome, policy) == once


def test_a_policy_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="generous"):
        regraded(Fraction(0), Fraction(0), "generous")
