"""Which of several attempts count, and what they make together."""

from decimal import Decimal

import pytest

from quizzes.counting import Counted, Try, counted
from quizzes.models import Attempt
from quizzes.scores import Score


def tried(reached, possible=10, *, lost=0, open_points=0):
    score = Score(Decimal(reached), Decimal(possible), Decimal(open_points))
    return Try(Attempt(), score, due=None, periods=1 if lost else 0, lost=Decimal(lost))


@pytest.mark.parametrize(("kept", "which"), [("highest", 1), ("first", 0), ("latest", 2)])
def test_one_attempt_counts_by_the_rule(kept, which):
    tries = [tried(4), tried(8), tried(6)]
    assert list(counted(tries, kept).tries) == [tries[which]]
    assert counted(tries, kept).points == tries[which].points


def test_the_highest_is_what_is_left_and_not_what_was_reached():
    in_time, late = tried(7), tried(9, lost=3)
    assert counted([in_time, late], "highest").latest is in_time


def test_of_two_equally_high_the_earlier_counts():
    first, second = tried(7), tried(7)
    assert counted([first, second], "highest").latest is first


def test_the_average_is_the_mean_of_the_shares_in_points_of_the_latest():
    made = counted([tried(5, 10), tried(12, 12)], "average")
    assert (made.points, made.possible) == (Decimal("9.00"), 12)


def test_the_average_never_exceeds_what_is_possible():
    made = counted([tried(10), tried(10), tried(10)], "average")
    assert made.points == made.possible == 10


def test_an_attempt_without_points_is_no_division_by_nought():
    assert counted([tried(0, 0), tried(0, 0)], "average").points == 0


def test_several_are_provisional_or_late_when_one_of_them_is():
    assert not Counted([tried(5), tried(5)]).is_provisional
    assert Counted([tried(5, open_points=2), tried(5)]).is_provisional
    assert Counted([tried(5, lost=1), tried(5)]).is_late
