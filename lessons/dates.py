"""Dates as loose as the record is: a day, a month or a year. Pure but for the words of the active language."""

import datetime

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

PRECISIONS = {"year": 4, "month": 7, "day": 10}
"""How many letters of "2011-03-17" each precision keeps."""


def parse(written: str, precision: str) -> datetime.date | None:
    """The first day of "2011", "2011-03" or "2011-03-17"; None when the text is no date of that precision.

    >>> parse("2011-03", "month")
    datetime.date(2011, 3, 1)
    """
    if len(written) != PRECISIONS.get(precision):
        return None
    try:
        return datetime.date.fromisoformat(written + "-01-01"[len(written) - 4 :] if len(written) < 10 else written)
    except ValueError:
        return None


def in_words(written: str) -> str:
    """A date of publication as one says it; what is no date stays as it is written.

    >>> in_words("2011-03-18"), in_words("2011-03"), in_words("week of 5 September 2022")
    ('18 March 2011', 'March 2011', 'week of 5 September 2022')
    """
    for precision in PRECISIONS:
        if day := parse(written, precision):
            return say(day, precision)
    return _("undated") if written == "undated" else written


def say(day: datetime.date, precision: str) -> str:
    """As much of the day as is known: "17 March 2011", "March 2011" or "2011"."""
    return date_format(day, {"day": "j F Y", "month": "F Y", "year": "Y"}[precision])


def say_within_year(day: datetime.date, precision: str) -> str:
    """The same for a list that names the year above: "17 Mar", "Mar" or nothing."""
    return date_format(day, {"day": "j M", "month": "M", "year": ""}[precision]) if precision != "year" else ""
