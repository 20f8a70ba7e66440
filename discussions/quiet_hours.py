"""When a daily mail may come: not in quiet hours, not before its hour, and once a day. Pure; the moment is given.

Hours are whole hours of the person's own clock, 0 to 23. A clock that is put forward over the hour gives the mail an
hour later; one that is put back gives none a second time, because the day has had its mail.
"""

from datetime import date, datetime, tzinfo


def is_quiet(hour: int, *, quiet_from: int, quiet_to: int) -> bool:
    """Whether `hour` lies in the quiet hours, which may go over midnight; equal ends mean that no hour is quiet.

    >>> [is_quiet(hour, quiet_from=20, quiet_to=7) for hour in (19, 20, 23, 0, 6, 7)]
    [False, True, True, True, True, False]
    """
    if quiet_from <= quiet_to:
        return quiet_from <= hour < quiet_to
    return hour >= quiet_from or hour < quiet_to


def is_due(moment: datetime, zone: tzinfo, *, hour: int, quiet_from: int, quiet_to: int, last_on: date | None) -> bool:
    """Whether the day's mail should come at `moment` (aware) to somebody in `zone` whose last came on `last_on`."""
    local = moment.astimezone(zone)
    if last_on is not None and last_on >= local.date():
        return False
    return local.hour >= hour and not is_quiet(local.hour, quiet_from=quiet_from, quiet_to=quiet_to)
