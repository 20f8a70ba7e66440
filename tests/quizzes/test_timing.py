"""Windows and deadlines."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from quizzes.presets import PRESETS, Refusal, attempts_left, refusal, shown
from quizzes.timing import GRACE, effective_window, is_over

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def window(*, due=None, closes=None, limit=None, factor=Fraction(1)):
    return effective_window(NINE, due, closes, limit, factor)


class TestWindow:
    def test_without_limit_and_end_nothing_ends(self):
        assert window().deadline(NINE) is None

    def test_the_limit_counts_from_the_start(self):
        assert window(limit=30).deadline(NINE + HOUR) == NINE + HOUR + timedelta(minutes=30)

    def test_nobody_writes_on_after_the_closing_time(self):
        assert window(closes=NINE + HOUR, limit=90).deadline(NINE) == NINE + HOUR

    def test_a_quarter_more_time_lengthens_the_limit_and_not_the_closing_time(self):
        longer = window(closes=NINE + HOUR, limit=30, factor=Fraction(5, 4))
        assert longer.deadline(NINE) == NINE + timedelta(minutes=37.5)
        assert longer.deadline(NINE + HOUR / 2) == NINE + HOUR

    def test_a_closing_time_moved_before_the_start_ends_the_attempt_at_its_start(self):
        assert window(closes=NINE).deadline(NINE + HOUR) == NINE + HOUR

    def test_the_teacher_can_be_warned_of_a_limit_nobody_can_use(self):
        assert window(closes=NINE + HOUR, limit=90).is_shorter_than_its_limit()
        assert not window(closes=NINE + HOUR, limit=60).is_shorter_than_its_limit()

    def test_it_is_open_from_the_first_moment_to_before_the_last(self):
        open_ = window(closes=NINE + HOUR)
        moments = [NINE - GRACE, NINE, NINE + HOUR - GRACE, NINE + HOUR]
        assert [open_.is_open(moment) for moment in moments] == [False, True, True, False]


def test_an_answer_counts_until_the_last_moment_of_grace():
    assert not is_over(None, NINE)
    assert not is_over(NINE, NINE + GRACE)
    assert is_over(NINE, NINE + GRACE + timedelta(microseconds=1))


class TestPresets:
    @pytest.mark.parametrize(
        ("preset", "moment", "released", "score", "answers"),
        [
            ("practice", NINE, None, True, True),
            ("homework", NINE, None, True, False),
            ("homework", NINE + DAY, None, True, True),
            ("test", NINE + 9 * DAY, None, False, False),
            ("test", NINE, NINE, True, True),
            ("test", NINE, NINE + HOUR, False, False),
        ],
    )
    def test_what_is_shown_when(self, preset, moment, released, score, answers):
        seen = shown(PRESETS[preset], window(due=NINE + DAY), released, moment)
        assert (seen.score, seen.answers) == (score, answers)

    def test_homework_that_is_never_due_shows_its_answers_at_once(self):
        assert shown(PRESETS["homework"], window(), None, NINE).answers

    def test_practice_is_unlimited_homework_has_two_attempts_and_a_test_one(self):
        assert [attempts_left(PRESETS[preset], 0) for preset in ("practice", "homework", "test")] == [None, 2, 1]

    @pytest.mark.parametrize(
        ("preset", "taken", "moment", "why"),
        [
            ("homework", 0, NINE - HOUR, Refusal.NOT_YET),
            ("homework", 0, NINE + 2 * DAY, Refusal.CLOSED),
            ("homework", 1, NINE, None),
            ("homework", 2, NINE, Refusal.NO_ATTEMPTS_LEFT),
            ("homework", 0, NINE + DAY, None),
            ("homework", 1, NINE + DAY, Refusal.ANSWERS_SHOWN),
            ("test", 1, NINE, Refusal.NO_ATTEMPTS_LEFT),
            ("practice", 40, NINE, None),
        ],
    )
    def test_why_no_attempt_can_start(self, preset, taken, moment, why):
        dates = window(due=NINE + DAY, closes=NINE + 2 * DAY)
        assert refusal(PRESETS[preset], dates, taken, moment) is why
