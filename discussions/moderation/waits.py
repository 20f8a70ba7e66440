"""How long a decision usually takes, from the last decisions of a class. Pure: waits come in, words go out."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FEWEST = 5
"""Of fewer decisions nothing is said: one slow weekend would be the rule."""

LOOKS_BACK = 20
"""How many decisions are looked at, the last ones."""


def usual_wait(waits: Sequence[timedelta]) -> timedelta | None:
    """The median of `waits`, None of fewer than five.

    >>> usual_wait([timedelta(hours=hours) for hours in (1, 2, 30, 3, 4)])
    datetime.timedelta(seconds=10800)
    >>> usual_wait([timedelta(hours=1)] * 4) is None
    True
    """
    return median(waits) if len(waits) >= FEWEST else None


def in_words(wait: timedelta | None) -> str:
    """As one would promise it, never too early: "Usually under an hour.", "Usually within 3 days."; nothing of None.

    >>> in_words(timedelta(hours=20))
    'Usually under a day.'
    >>> in_words(timedelta(days=2, hours=1))
    'Usually within 3 days.'
    """
    if wait is None:
        return ""
    if wait < timedelta(hours=1):
        return _("Usually under an hour.")
    if wait < timedelta(days=1):
        return _("Usually under a day.")
    days = -(-wait // timedelta(days=1))
    return ngettext("Usually within %d day.", "Usually within %d days.", days) % days


def next_step(state: str, tries: int, most_tries: int, wait: str) -> str:
    """What happens next to one's own post in `state`, sent again `tries` times; `wait` in words.

    >>> next_step("pending", 1, 5, "Usually under a day.")
    'Only you and the moderators see this. Usually under a day. Sent 2 times; you can send it again 4 more times.'
    """
    left = most_tries - tries
    again = ngettext("%d more time", "%d more times", left) % left
    if state == "pending":
        seen = _("Only you and the moderators see this.")
        sent = _("Sent %(n)d times; you can send it again %(left)s.") % {"n": tries + 1, "left": again} if tries else ""
        return " ".join(filter(None, (seen, wait, sent)))
    if state == "returned":
        return _("You can send it again %s.") % again if left else _("It cannot be sent again: start a new post.")
    if state == "removed":
        return _("It stays out of the discussion. You can write a new post.")
    return ""
