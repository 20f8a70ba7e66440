"""When a card is due again, by table and by property."""

import json
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.cards.scheduling import AGAIN_IN, MOST_DAYS, due_again, outlook, review

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)
BAMAKO, TOKYO, NEW_YORK = ZoneInfo("Africa/Bamako"), ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")

zones = st.sampled_from([BAMAKO, TOKYO, NEW_YORK])
moments = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
ratings = st.sampled_from([AGAIN, HARD, GOOD, EASY])
# A life of a card: each look so many hours after the card was due, and how it went.
lives = st.lists(st.tuples(st.integers(0, 24 * 40), ratings), max_size=12)


def lived(life, moment, zone):
    """What is kept of a card after such a life, and when it is due."""
    memory, due = {}, moment
    for late, rating in life:
        memory, due = review(memory, rating, due + timedelta(hours=late), zone)
    return memory, due


def days(memory, rating, moment, zone=BAMAKO):
    due = review(memory, rating, moment, zone)[1]
    return (due.astimezone(zone).date() - moment.astimezone(zone).date()).days


@given(lives, moments, zones, st.integers(0, 2000))
def test_a_card_is_always_due_later_than_it_was_looked_at(life, moment, zone, late):
    memory, due = lived(life, moment, zone)
    at = due + timedelta(hours=late)
    assert all(next_due > at for next_due in outlook(memory, at, zone).values())


@given(lives, moments, zones, st.integers(0, 2000))
def test_what_was_forgotten_comes_again_in_minutes_and_before_anything_that_was_known(life, moment, zone, late):
    memory, due = lived(life, moment, zone)
    at = due + timedelta(hours=late)
    again, hard, good, easy = outlook(memory, at, zone).values()
    assert again == at + AGAIN_IN
    assert hard <= good <= easy


@given(lives, moments, zones)
def test_what_is_known_is_never_due_earlier_for_being_looked_at_later(life, moment, zone):
    memory, due = lived([*life, (0, GOOD)], moment, zone)
    spans = [days(memory, GOOD, due + late * DAY, zone) for late in range(0, 60, 7)]
    assert spans == sorted(spans)


@given(lives, moments, zones)
def test_the_span_never_shrinks_while_a_card_is_known(life, moment, zone):
    memory, at = lived(life, moment, zone)
    spans = []
    for _look in range(5):
        spans.append(days(memory, GOOD, at, zone))
        memory, at = review(memory, GOOD, at, zone)
    assert spans == sorted(spans)


@given(lives, moments, zones)
def test_no_card_waits_longer_than_a_year(life, moment, zone):
    memory, at = lived([*life, *[(0, EASY)] * 12], moment, zone)
    assert days(memory, EASY, at, zone) == MOST_DAYS


@given(lives, moments, zones, ratings)
def test_what_is_kept_survives_being_written_as_json(life, moment, zone, rating):
    memory, due = lived(life, moment, zone)
    assert review(json.loads(json.dumps(memory)), rating, due, zone) == review(memory, rating, due, zone)


@given(lives, moments, zones)
def test_a_card_that_was_known_is_due_from_midnight_on(life, moment, zone):
    _memory, due = lived([*life, (3, GOOD)], moment, zone)
    assert due.astimezone(zone).time() == time.min


def test_the_evening_and_the_next_morning_are_two_days():
    evening = datetime(2026, 3, 2, 22, tzinfo=BAMAKO)
    memory, due = review({}, HARD, evening, BAMAKO)
    assert due == datetime(2026, 3, 3, tzinfo=BAMAKO)
    morning, noon_after = due + timedelta(hours=7), due + timedelta(hours=22)
    assert review(memory, GOOD, morning, BAMAKO) == review(memory, GOOD, noon_after, BAMAKO)


def test_the_day_is_the_students_own():
    late_in_bamako = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert review({}, HARD, late_in_bamako, BAMAKO)[1] == datetime(2026, 3, 3, tzinfo=BAMAKO)
    assert review({}, HARD, late_in_bamako, TOKYO)[1] == datetime(2026, 3, 4, tzinfo=TOKYO)


def test_first_spans_are_those_of_the_default_parameters():
    """Rounded w₁ to w₃ of FSRS-6: the days until nine in ten are still remembered after a first look."""
    assert [days({}, rating, NOON) for rating in (HARD, GOOD, EASY)] == [1, 2, 8]


def test_what_was_forgotten_once_grows_slower_than_what_was_not():
    known, due = review({}, GOOD, NOON, BAMAKO)
    forgotten, _again = review(known, AGAIN, due, BAMAKO)
    assert days(forgotten, GOOD, due + AGAIN_IN) < days(known, GOOD, due)


@pytest.mark.parametrize("rating", [0, 5, -1])
def test_there_are_four_ratings(rating):
    with pytest.raises(ValueError):
        review({}, rating, NOON, BAMAKO)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (NOON + timedelta(seconds=20), "in 1 minute"),
        (NOON + AGAIN_IN, "in 10 minutes"),
        (datetime(2026, 3, 3, tzinfo=BAMAKO), "tomorrow"),
        (datetime(2026, 3, 4, tzinfo=BAMAKO), "Wed 4 Mar"),
        (datetime(2027, 1, 9, tzinfo=BAMAKO), "9 January 2027"),
    ],
)
def test_the_next_date_is_said_in_words(due, words):
    assert due_again(due, NOON, BAMAKO) == words
