"""When a mail may come, over midnight and over the change of the clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from discussions.quiet_hours import is_due, is_quiet

PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("hour", "start", "end", "quiet"),
    [
        (21, 22, 7, False),
        (22, 22, 7, True),
        (0, 22, 7, True),
        (6, 22, 7, True),
        (7, 22, 7, False),
        (11, 12, 14, False),
        (12, 12, 14, True),
        (13, 12, 14, True),
        (14, 12, 14, False),
        (3, 5, 5, False),
        (5, 5, 5, False),
        (23, 22, 0, True),
        (0, 22, 0, False),
    ],
)
def test_quiet_hours_go_over_midnight_and_end_before_their_end(hour, start, end, quiet):
    assert is_quiet(hour, quiet_from=start, quiet_to=end) is quiet


@pytest.mark.parametrize(
    ("moment", "zone", "hour", "due"),
    [
        (datetime(2026, 3, 2, 14, 59, tzinfo=UTC), PARIS, 16, False),  # 15:59 in Paris
        (datetime(2026, 3, 2, 15, 0, tzinfo=UTC), PARIS, 16, True),
        (datetime(2026, 7, 2, 14, 0, tzinfo=UTC), PARIS, 16, True),  # summer
        (datetime(2026, 7, 2, 13, 59, tzinfo=UTC), PARIS, 16, False),
        (datetime(2026, 3, 2, 19, 0, tzinfo=UTC), PARIS, 16, False),  # 20:00: quiet
        (datetime(2026, 3, 2, 20, 0, tzinfo=UTC), NEW_YORK, 16, False),  # 15:00 there
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), PARIS, 2, False),  # 01:30, before 02:00 to 03:00 are left out
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), PARIS, 2, True),  # 03:00: its hour did not happen, this one does
        (datetime(2026, 10, 25, 0, 0, tzinfo=UTC), PARIS, 2, True),  # 02:00 for the first time
    ],
)
def test_it_is_due_at_its_hour_of_the_persons_own_clock(moment, zone, hour, due):
    quiet = {"quiet_from": 20, "quiet_to": 7} if hour > 7 else {"quiet_from": 20, "quiet_to": 0}
    assert is_due(moment, zone, hour=hour, **quiet, last_on=None) is due


def test_a_clock_that_is_put_back_gives_no_second_mail():
    again = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # 02:00 for the second time
    hours = {"hour": 2, "quiet_from": 20, "quiet_to": 0}
    assert is_due(again, PARIS, **hours, last_on=date(2026, 10, 24))
    assert not is_due(again, PARIS, **hours, last_on=date(2026, 10, 25))


def test_the_day_is_the_persons_and_not_the_servers():
    late = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)  # still 2 March in New York, 20:00
    hours = {"hour": 16, "quiet_from": 22, "quiet_to": 7}
    assert not is_due(late, NEW_YORK, **hours, last_on=date(2026, 3, 2))
    assert is_due(late, NEW_YORK, **hours, last_on=date(2026, 3, 1))
