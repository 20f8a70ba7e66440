"""What a moderator reads before the class sees it: four levels have a say, and this is the one place that adds them up.

The host sets a floor for the whole site, the teacher a mode for the class and, where it shall differ, for a thread;
and a moderator can have every post of one student read first, for a time. A thread may ask for less than its class,
never for less than the site. Pure: no models, no clock.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

REVIEWED_FIRST = 3


class ReviewMode(TextChoices):
    """What a moderator reads before the class sees it, from the least to the most."""

    NONE = "none", _("Only what a check holds")
    FIRST = "first", _("The first three posts of each student")
    EVERY = "every", _("Every post of a student")


class Level(StrEnum):
    """Who decided."""

    SITE = "site"
    CLASS = "class"
    THREAD = "thread"
    STUDENT = "student"


@dataclass(frozen=True)
class Mode:
    """What is reviewed, at which level that was decided and, where it is about one student, until when."""

    review: ReviewMode
    level: Level
    until: datetime | None = None

    def waits(self, published: int) -> bool:
        """Whether a student's next post is read first, after `published` posts that the class sees.

        >>> Mode(ReviewMode.FIRST, Level.CLASS).waits(2), Mode(ReviewMode.FIRST, Level.CLASS).waits(3)
        (True, False)
        """
        if self.review == ReviewMode.FIRST:
            return published < REVIEWED_FIRST
        return self.review == ReviewMode.EVERY


DEFAULT = Mode(ReviewMode.FIRST, Level.CLASS)
_WEIGHT = {mode: weight for weight, mode in enumerate(ReviewMode)}


def resolve(*, floor: str, classroom: str = "", thread: str = "", until: datetime | None = None) -> Mode:
    """The mode that holds. Empty means "not said": a thread is as its class, a class as the default.

    `until` is the end of the measure by which every post of this one student is read first; None when there is none.
    The widest level that asks for the most is named, so that nobody is told it is about them when it is not.

    >>> resolve(floor="none", classroom="every", thread="none")
    Mode(review=ReviewMode.NONE, level=<Level.THREAD: 'thread'>, until=None)
    >>> resolve(floor="every", classroom="first").level.value
    'site'
    """
    mode = Mode(ReviewMode(thread), Level.THREAD) if thread else DEFAULT
    if classroom and not thread:
        mode = Mode(ReviewMode(classroom), Level.CLASS)
    if _WEIGHT[ReviewMode(floor)] > _WEIGHT[mode.review]:
        mode = Mode(ReviewMode(floor), Level.SITE)
    if until and mode.review != ReviewMode.EVERY:
        mode = Mode(ReviewMode.EVERY, Level.STUDENT, until)
    return mode
