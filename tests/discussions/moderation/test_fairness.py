"""The report's arithmetic against the definitions it comes from, worked out in another way."""

from datetime import timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from discussions.moderation.fairness import FEW, Group, differ, in_fives, median, share, wilson

COUNTS = some.integers(1, 400).flatmap(lambda n: some.tuples(some.integers(0, n), some.just(n)))


def end_of_score_interval(part: int, whole: int, *, upper: bool) -> float:
    """Wilson's definition itself: the p at which the observed share lies 1.96 standard errors of p away (bisection).

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, 209-212.
    """
    seen = part / whole
    near, far = seen, 1.0 if upper else 0.0
    for _ in range(80):
        p = (near + far) / 2
        if abs(seen - p) <= 1.959963984540054 * sqrt(p * (1 - p) / whole):
            near = p
        else:
            far = p
    return (near + far) / 2


class TestWilson:
    @given(COUNTS)
    def test_its_ends_are_where_the_definition_puts_them(self, counts):
        low, high = wilson(*counts)
        assert low == pytest.approx(end_of_score_interval(*counts, upper=False), abs=1e-6)
        assert high == pytest.approx(end_of_score_interval(*counts, upper=True), abs=1e-6)

    @given(COUNTS)
    def test_it_holds_the_share_and_stays_between_nought_and_one(self, counts):
        low, high = wilson(*counts)
        assert 0 <= low <= counts[0] / counts[1] <= high <= 1

    def test_a_published_table_agrees(self):
        """Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
        table I, method 3.
        """
        assert [round(end, 4) for end in wilson(81, 263)] == [0.2553, 0.3662]
        assert [round(end, 4) for end in wilson(15, 148)] == [0.0624, 0.1605]
        assert [round(end, 4) for end in wilson(0, 20)] == [0.0, 0.1611]
        assert [round(end, 4) for end in wilson(1, 29)] == [0.0061, 0.1718]


class TestMedianAndShare:
    @given(some.lists(some.integers(0, 10**6), min_size=1, max_size=30))
    def test_half_of_the_waits_are_no_longer(self, seconds):
        found = median([timedelta(seconds=one) for one in seconds])
        assert 2 * sum(timedelta(seconds=one) <= found for one in seconds) >= len(seconds)
        assert 2 * sum(timedelta(seconds=one) >= found for one in seconds) >= len(seconds)

    def test_there_is_none_of_nothing(self):
        assert median([]) is None
        assert share(0, 0) is None


class TestGroup:
    @pytest.mark.parametrize(("posts", "authors", "shown"), [(20, 5, True), (19, 5, False), (20, 4, False)])
    def test_it_is_shown_when_it_is_large_enough_and_of_enough_people(self, posts, authors, shown):
        assert Group("agree", posts, 3, authors).is_shown is shown

    def test_two_differ_when_their_intervals_do_not_touch(self):
        often, seldom = Group("agree", 60, 40, 9), Group("disagree", 60, 10, 9)
        assert differ([often, seldom]) is True
        assert differ([often, Group("unsure", 60, 35, 9)]) is False
        assert differ([often, Group("disagree", 19, 1, 9)]) is None


@given(some.integers(0, 50))
def test_the_class_reads_small_numbers_as_small_and_others_in_fives(number):
    shown = in_fives(number)
    assert (shown is None) == (1 <= number <= 4)
    assert shown is None or (shown % FEW == 0 and shown <= number < shown + FEW)
