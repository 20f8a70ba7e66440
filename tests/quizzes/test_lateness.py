"""What late work loses: nothing in time, never more than there is, and more the later it is."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.lateness import deduction, periods_late
from quizzes.presets import Settings

DUE = datetime(2026, 3, 2, 18, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)

policies = st.builds(
    Settings,
    grace=st.integers(0, 3600),
    late_rate=st.integers(0, 100),
    late_hours=st.integers(1, 720),
    late_floor=st.integers(0, 100),
)
delays = st.timedeltas(timedelta(days=-30), timedelta(days=365))
cents = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("delay", "periods"),
    [
        (-HOUR, 0),
        (60 * SECOND, 0),
        (61 * SECOND, 1),
        (24 * HOUR + 60 * SECOND, 1),
        (24 * HOUR + 61 * SECOND, 2),
    ],
)
def test_a_period_counts_as_soon_as_it_has_begun_after_the_grace(delay, periods):
    assert periods_late(Settings(late_hours=24, grace=60), DUE, DUE + delay) == periods


def test_without_a_due_date_nothing_is_late():
    assert periods_late(Settings(), None, DUE) == 0


@pytest.mark.parametrize(
    ("reached", "periods", "lost"), [("9", 1, "1"), ("9", 2, "2"), ("9", 9, "4"), ("5", 1, "0"), ("3", 9, "0")]
)
def test_each_period_takes_its_rate_down_to_the_floor(reached, periods, lost):
    """Ten points possible, ten per cent a day, nothing below half."""
    policy = Settings(late_rate=10, late_floor=50)
    assert deduction(policy, periods, Decimal(reached), Decimal(10)) == Decimal(lost)


@given(policies, delays, cents, cents)
def test_what_is_lost_is_between_nothing_and_what_stands_above_the_floor(policy, delay, one, other):
    reached, possible = sorted([one, other])
    lost = deduction(policy, periods_late(policy, DUE, DUE + delay), reached, possible)
    floor = possible * policy.late_floor / 100
    assert 0 <= lost <= reached
    assert reached - lost >= min(floor, reached)
    if delay <= timedelta(seconds=policy.grace):
        assert lost == 0


@given(policies, delays, delays, cents, cents)
def test_who_is_later_never_loses_less(policy, one_delay, other_delay, one, other):
    reached, possible = sorted([one, other])
    earlier, later = sorted([one_delay, other_delay])
    lost = [deduction(policy, periods_late(policy, DUE, DUE + delay), reached, possible) for delay in (earlier, later)]
    assert lost[0] <= lost[1]


@given(policies, st.integers(0, 400), st.lists(cents, min_size=3, max_size=3))
def test_who_reached_more_never_ends_with_less(policy, periods, points):
    less, more, possible = sorted(points)
    left = [reached - deduction(policy, periods, reached, possible) for reached in (less, more)]
    assert left[0] <= left[1] + Decimal("0.01")  # the loss is rounded down to whole cents
