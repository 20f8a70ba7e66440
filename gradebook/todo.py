"""What a person has to do next, and in which order. Pure: rows come in as plain values, the moment is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Group(StrEnum):
    """The headings of the home page, in their order."""

    OVERDUE = "overdue"
    WAITING = "waiting"
    THIS_WEEK = "this_week"
    LATER = "later"
    ANY_TIME = "any_time"


@dataclass(frozen=True)
class Due:
    """A due date in words, and whether it has passed or is near."""

    words: str
    is_late: bool = False
    is_near: bool = False

    @property
    def css_class(self) -> str:
        """The chip's look."""
        return "chip-late" if self.is_late else "chip-due" if self.is_near else ""


@dataclass(frozen=True)
class Task:
    """One thing to do: what it is, why it is here, how long it takes and where it is done.

    `minutes` is an estimate or None. `due_at` is None for what may be done any time; `due` says it in words.
    `weight` breaks ties: a lower one comes first (a returned post before a new lesson). `others_wait` for what has no
    date of its own, yet keeps students waiting.
    """

    icon: str
    title: str
    why: str
    url: str
    action: str
    minutes: int | None = None
    due_at: datetime | None = None
    due: Due | None = None
    weight: int = 5
    others_wait: bool = False


@dataclass
class Agenda:
    """A person's tasks: the first one to start with, and the rest by group."""

    first: Task | None = None
    groups: dict[Group, list[Task]] = field(default_factory=dict)
    minutes_this_week: int = 0


def due_in_words(due_at: datetime, moment: datetime, zone: ZoneInfo) -> Due:
    """Say when `due_at` is, as somebody in `zone` would at `moment`.

    Late by whole days once a day has passed; "Today" and "Tomorrow" with the time; else weekday and date.
    """
    if due_at <= moment:
        days = (moment - due_at).days
        late = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days} if days else _("Late")
        return Due(late, is_late=True)
    local = due_at.astimezone(zone)
    days = (local.date() - moment.astimezone(zone).date()).days
    time = date_format(local, "H:i", use_l10n=False)
    if days == 0:
        return Due(_("Today, %(time)s") % {"time": time}, is_near=True)
    if days == 1:
        return Due(_("Tomorrow, %(time)s") % {"time": time}, is_near=True)
    return Due(date_format(local, "D j M", use_l10n=False))


def group_of(task: Task, moment: datetime) -> Group:
    """The heading under which `task` stands at `moment`.

    Overdue once the due moment has passed; this week within seven days of it; later beyond; any time without one,
    unless others wait for it.
    """
    if task.others_wait:
        return Group.WAITING
    if task.due_at is None:
        return Group.ANY_TIME
    if task.due_at <= moment:
        return Group.OVERDUE
    return Group.THIS_WEEK if task.due_at - moment <= timedelta(days=7) else Group.LATER


def agenda(tasks: Iterable[Task], moment: datetime) -> Agenda:
    """Put `tasks` in order: overdue first, then what others wait for, then by due date, then by weight.

    The very first is where to start.
    """
    ranks = list(Group)

    def place(task: Task) -> tuple[int, float, int]:
        return ranks.index(group_of(task, moment)), task.due_at.timestamp() if task.due_at else 0, task.weight

    first, *rest = sorted(tasks, key=place) or [None]
    result = Agenda(first=first)
    for task in rest:
        result.groups.setdefault(group_of(task, moment), []).append(task)
    soon = (Group.OVERDUE, Group.THIS_WEEK)
    result.minutes_this_week = sum(
        task.minutes or 0 for task in [first, *rest] if task and group_of(task, moment) in soon
    )
    return result
