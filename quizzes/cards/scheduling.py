"""When a review card is due again. Pure: the memory of a card, a rating, a moment and a time zone come in.

The arithmetic is that of FSRS-6, the Free Spaced Repetition Scheduler (https://github.com/open-spaced-repetition), as
the library `fsrs` has it, with its default parameters: a card comes back when about nine of ten like it would still be
remembered. Three things are decided here, for school:

- Days are the student's calendar days. FSRS counts spans of 24 hours, and would take a look on Monday evening and one
  on Tuesday morning for the same day; here it is told noon of each day. So a card is due from midnight on, in the
  student's time zone, at whatever hour they sit down.
- There are no steps of minutes before a new card counts in days: who looks once a day would never pass them. A card
  that was forgotten does come again ten minutes later, at the end of the day's pile, and stays due until it is known.
- No chance is mixed in ("fuzz"): the same answers always lead to the same dates. No card waits longer than a year.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from fsrs import Card, Rating, Scheduler, State

AGAIN_IN = timedelta(minutes=10)
MOST_DAYS = 365

SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=MOST_DAYS, enable_fuzzing=False)


def review(memory: Mapping[str, Any], rating: int, moment: datetime, zone: tzinfo) -> tuple[dict[str, Any], datetime]:
    """What is kept of a card after a look at `moment` rated 1 (forgot it) to 4 (easy), and when it is due again.

    `memory` is what the last look left, as JSON: `stability` in days, `difficulty` from 1 to 10, `seen_on` as an ISO
    date; empty for a card that nobody has looked at. What was known is due at a midnight in `zone`, one to `MOST_DAYS`
    days on; what was forgotten `AGAIN_IN` after `moment`. Raises `ValueError` for another rating.

    >>> noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> memory, due = review({}, 3, noon, UTC)
    >>> memory["seen_on"], str(due)
    ('2026-03-02', '2026-03-04 00:00:00+00:00')
    >>> str(review(memory, 1, due, UTC)[1])
    '2026-03-04 00:10:00+00:00'
    """
    rated, today = Rating(rating), moment.astimezone(zone).date()
    card, _log = SCHEDULER.review_card(_card(memory), rated, _noon(today))
    kept = {"stability": card.stability, "difficulty": card.difficulty, "seen_on": today.isoformat()}
    if rated == Rating.Again:
        return kept, moment + AGAIN_IN
    return kept, datetime.combine(card.due.date(), time.min, zone)


def outlook(memory: Mapping[str, Any], moment: datetime, zone: tzinfo) -> dict[int, datetime]:
    """When the card would be due again after each of the four ratings."""
    return {rating.value: review(memory, rating, moment, zone)[1] for rating in Rating}


def due_again(due: datetime, moment: datetime, zone: tzinfo) -> str:
    """Say when that is, as somebody in `zone` would at `moment`: in minutes, tomorrow, or by weekday and date.

    >>> noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> [due_again(noon + step, noon, UTC) for step in (AGAIN_IN, timedelta(days=1), timedelta(days=2))]
    ['in 10 minutes', 'tomorrow', 'Wed 4 Mar']
    """
    if due - moment < timedelta(hours=1):
        minutes = max(1, round((due - moment) / timedelta(minutes=1)))
        return ngettext("in %(n)s minute", "in %(n)s minutes", minutes) % {"n": minutes}
    day, today = due.astimezone(zone).date(), moment.astimezone(zone).date()
    if day - today == timedelta(days=1):
        return _("tomorrow")
    return date_format(day, "D j M" if day.year == today.year else "j F Y", use_l10n=False)


def _card(memory: Mapping[str, Any]) -> Card:
    """The library's card. Its number and its dates are given: it would read the clock for them, and wait for it."""
    if not memory:
        return Card(card_id=0, due=_noon(date.min))
    seen = _noon(date.fromisoformat(memory["seen_on"]))
    known = {"stability": memory["stability"], "difficulty": memory["difficulty"]}
    return Card(card_id=0, state=State.Review, due=seen, last_review=seen, **known)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
