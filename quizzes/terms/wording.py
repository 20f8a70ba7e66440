"""What settings and terms of a quiz are called on the screen: the same words for everybody who reads them."""

from datetime import timedelta
from fractions import Fraction

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quizzes.models.windows import Terms
from quizzes.presets import UNLIMITED, Behaviour, Kept, Layout, Settings, When
from quizzes.timing import Window

CHOICES = {"behaviour": Behaviour, "kept": Kept, "score_shown": When, "answers_shown": When, "layout": Layout}
LABELS = {
    "behaviour": gettext_lazy("Feedback"),
    "attempts": gettext_lazy("Attempts"),
    "kept": gettext_lazy("Which attempt counts"),
    "score_shown": gettext_lazy("The score is shown"),
    "answers_shown": gettext_lazy("The answers are shown"),
    "layout": gettext_lazy("Questions on a page"),
    "shuffle_questions": gettext_lazy("Shuffle the questions"),
    "shuffle_options": gettext_lazy("Shuffle the options"),
    "with_checks": gettext_lazy("With the check questions of the lesson’s text"),
    "tries": gettext_lazy("Tries at each question"),
    "penalty": gettext_lazy("What each wrong try takes"),
    "grace": gettext_lazy("Grace after the end"),
    "late_rate": gettext_lazy("Late work loses"),
    "late_hours": gettext_lazy("Late work: for each"),
    "late_floor": gettext_lazy("Late work: but not below"),
}
UNITS = {
    "penalty": gettext_lazy("% of the points"),
    "grace": gettext_lazy("seconds"),
    "late_rate": gettext_lazy("% of the points"),
    "late_hours": gettext_lazy("hours begun"),
    "late_floor": gettext_lazy("% of the points"),
}


def setting_in_words(name: str, value: str | int | bool) -> str:
    """What the setting called `name` is, in words: "At once", "No", "60 seconds"."""
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "attempts" and value == UNLIMITED:
        return _("as many as they like")
    return f"{value} {UNITS[name]}" if name in UNITS else str(value)


def attempts_in_words(settings: Settings, extra: int = 0) -> str:
    """How many attempts there are, and which of them count."""
    count = None if settings.attempts == UNLIMITED else settings.attempts + extra
    if count == 1:
        return _("One")
    many = _("As many as you like") if count is None else ngettext("%(n)s attempt", "%(n)s attempts", count)
    which = {
        Kept.HIGHEST: _("the highest counts"),
        Kept.LATEST: _("the latest counts"),
        Kept.FIRST: _("the first counts"),
        Kept.AVERAGE: _("their average counts"),
    }[settings.kept]
    return (f"{many}; {which}" if settings.is_scored else many) % {"n": count}


def time_in_words(terms: Terms) -> str:
    """The student's time limit, and how much of it is extra: "37 minutes 30 seconds, with 25 % extra time"."""
    limit, factor = terms.window.limit, terms.time_factor
    if limit is None:
        return _("No time limit")
    if factor == 1:
        return _duration(limit)
    return _("%(time)s, with %(n)s %% extra time") % {"time": _duration(limit), "n": _percent(factor - 1)}


def dates_in_words(window: Window) -> list[str]:
    """When it opens, is due and closes, in the active time zone; without what it does not have."""
    named = [(_("opens %s"), window.opens), (_("due %s"), window.due), (_("closes %s"), window.closes)]
    return [words % date_format(localtime(date), "D j M, H:i", use_l10n=False) for words, date in named if date]


def _duration(limit: timedelta) -> str:
    minutes, seconds = divmod(round(limit.total_seconds()), 60)
    words = ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    return f"{words} " + ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds} if seconds else words


def _percent(share: Fraction) -> str:
    return number_format(round(float(share) * 100), 0)
