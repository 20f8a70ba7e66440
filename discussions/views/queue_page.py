"""One page of the queue, as the address asks for it: whose seats, which filters, from where on.

The same list stands alone, beside an item, over one class and over all; each keeps its filters in the query string.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from classrooms.models import Membership
from discussions.models import ReviewItem
from discussions.models.counting import Capped, capped
from discussions.models.judging import waits_this_week, with_flags
from discussions.models.review import Priority, ReviewItemQuerySet
from discussions.models.waiting import Mark, Narrowing, how_many, in_thread, page_of
from discussions.moderation.waits import usual_wait
from discussions.views.queue_rows import Row, queue_rows, wait_in_words

PAGE = 50
IN_LIST = ("classroom", "post__thread", "revision__body", "claimed_by__user")
RISK = "risk"


def moderating(user: User) -> list[Membership]:
    """The seats on which a person decides about posts."""
    seats = user.memberships.active().select_related("classroom").order_by("classroom__name", "pk")
    return [seat for seat in seats if seat.may_moderate]


@dataclass(frozen=True)
class Filters:
    """What the address asks for. `everywhere`: over all classes, also beside an item, which stands in one."""

    everywhere: bool = False
    room: str = ""
    kind: str = ""
    thread: int = 0
    free: bool = False
    after: Mark | None = None

    @classmethod
    def read(cls, asked: QueryDict, *, everywhere: bool) -> "Filters":
        """From a query string; what it does not know, it leaves out."""
        kind, thread = asked.get("kind", ""), asked.get("thread", "")
        return cls(
            everywhere=everywhere,
            room=asked.get("class", "") if everywhere else "",
            kind=kind if kind in {*ReviewItem.Reason.values, RISK} else "",
            thread=int(thread) if thread.isascii() and thread.isdigit() and len(thread) < 19 else 0,
            free=asked.get("free") == "1",
            after=Mark.read(asked.get("after", "")),
        )

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out."""
        return bool(self.room or self.kind or self.thread or self.free)

    @property
    def words(self) -> str:
        """What is shown, for the head of the list."""
        kinds = [str(label) for value, label in kinds_to_choose() if value == self.kind]
        more = sum(map(bool, (self.room, self.thread, self.free)))
        return f"{kinds[0]} +{more}" if more else kinds[0]

    def query(self, *, inside: bool, **change: object) -> str:
        """The query string that keeps it; `inside` a class it says when the queue is that of all classes."""
        kept = replace(self, **change)
        values = {
            "queue": "all" if inside and kept.everywhere else "",
            "class": kept.room,
            "kind": kept.kind,
            "thread": kept.thread,
            "free": "1" if kept.free else "",
            "after": kept.after,
        }
        query = urlencode({name: value for name, value in values.items() if value})
        return f"?{query}" if query else ""

    def narrowing(self, seats: list[Membership], moment: datetime) -> Narrowing:
        """The step from what waits to what is shown."""

        def narrowed(items: ReviewItemQuerySet) -> ReviewItemQuerySet:
            if self.kind:
                items = items.filter(**({"priority": Priority.AT_RISK} if self.kind == RISK else {"reason": self.kind}))
            if self.thread:
                items = in_thread(items, self.thread)
            return items.free_from(seats, moment) if self.free else items

        return narrowed


class QueuePage:
    """The list for one request: in a class for its `member`, else over all of the person's classes."""

    def __init__(self, request: HttpRequest, member: Membership | None = None) -> None:
        self.member, self.now = member, timezone.now()
        everywhere = member is None or request.GET.get("queue") == "all"
        self.filters = Filters.read(request.GET, everywhere=everywhere)
        self.all_seats = moderating(request.user) if everywhere else [member]
        room = self.filters.room
        self.seats = [seat for seat in self.all_seats if room in {"", seat.classroom.slug}]
        self.narrowed = self.filters.narrowing(self.all_seats, self.now)

    def sits(self, membership_pk: int) -> bool:
        """Whether the seat is the person's own."""
        return membership_pk in {seat.pk for seat in self.all_seats}

    def seat_of(self, item: ReviewItem) -> Membership:
        """The seat on which the person decides about an item."""
        return next(seat for seat in self.all_seats if seat.classroom_id == item.classroom_id)

    @property
    def url(self) -> str:
        """The list's address, with its filters, at the same page."""
        return f"{self.place}{self.filters.query(inside=False)}"

    @cached_property
    def place(self) -> str:
        """The list's address without them."""
        if self.filters.everywhere:
            return reverse("discussions:all_waiting")
        return reverse("discussions:queue", args=[self.member.classroom.slug])

    @cached_property
    def query(self) -> str:
        """What an item's address adds to keep them."""
        return self.filters.query(inside=True)

    @cached_property
    def rows(self) -> list[Row]:
        """The list, at most fifty."""
        return queue_rows(self._found[:PAGE], self.all_seats, self.now, self.query)

    def url_of(self, item: ReviewItem) -> str:
        """An item's page, in its class."""
        slugs = {seat.classroom_id: seat.classroom.slug for seat in self.all_seats}
        return f"{reverse('discussions:item', args=[slugs[item.classroom_id], item.pk])}{self.query}"

    def following(self, item: ReviewItem) -> str:
        """Where to go from a decided item: the next in order that nobody else holds, else the first, else the list."""

        def free(items: ReviewItemQuerySet) -> ReviewItemQuerySet:
            return self.narrowed(items).free_from(self.all_seats, self.now)

        for mark in (Mark.of(item), None):
            if found := page_of(self.seats, free, 1, mark).only("pk", "classroom_id").first():
                return self.url_of(found)
        return f"{self.place}{self.filters.query(inside=False, after=None)}"

    def context(self) -> dict[str, object]:
        """What the list's templates show."""
        found = self._found
        more = Mark.of(found[PAGE - 1]) if len(found) > PAGE else None
        of_class = self.member if not self.filters.everywhere else None
        waits = usual_wait(waits_this_week(of_class, self.now)) if of_class else None
        return {
            "rows": self.rows,
            "waiting": capped(found[0].listed) if found else 0,
            "queue_url": self.url,
            "queue_place": self.place,
            "changes_url": self._changes_url(),
            "since": int(self.now.timestamp() * 1000),
            "filters": self.filters,
            "kinds": kinds_to_choose(),
            "rooms": [seat.classroom for seat in self.all_seats] if self.filters.everywhere else [],
            "all_url": self.filters.query(inside=False, kind="", room="", thread=0, free=False, after=None),
            "more_url": f"{self.place}{self.filters.query(inside=False, after=more)}" if more else "",
            "fresh_url": f"{self.place}{self.filters.query(inside=False, after=None)}",
            "first_url": f"{self.place}{self.filters.query(inside=False, after=None)}" if self.filters.after else "",
            "median_wait": wait_in_words(waits) if waits is not None else "",
            **self._tab(),
        }

    def _tab(self) -> dict[str, object]:
        if self.member is None or not self._found or self.filters.everywhere:
            return {}
        return {"on_the_tab": capped(self._found[0].on_tab)}

    def _changes_url(self) -> str:
        here = {} if self.filters.everywhere else {"room": self.member.classroom.slug}
        return f"{reverse('discussions:changes')}{self.filters.query(inside=False, after=None, **here)}"

    @cached_property
    def _found(self) -> list[ReviewItem]:
        page = with_flags(page_of(self.seats, self.narrowed, PAGE + 1, self.filters.after))
        page = page.annotate(listed=how_many(self.seats, self.narrowed))
        if self.member:
            page = page.annotate(on_tab=Capped(ReviewItem.objects.visible_to(self.member).open()))
        return list(page.select_related(*IN_LIST))


def kinds_to_choose() -> list[tuple[str, str]]:
    """What the list can be narrowed to."""
    return [("", _("All kinds")), (RISK, _("Somebody may be at risk")), *ReviewItem.Reason.choices]
