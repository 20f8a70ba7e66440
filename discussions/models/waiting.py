"""Pages of the queue, over one class or over all of a person's: each class by its own index, then put together.

One index holds a class's open items in their order. Asked for several classes at once a database would sort everything
that waits in them; so each class gives its first page, from where the last page ended, and only these few are sorted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import add

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable

from classrooms.models import Membership
from discussions.models.counting import Capped
from discussions.models.posts import Post
from discussions.models.review import Priority, ReviewItem, ReviewItemQuerySet

Narrowing = Callable[[ReviewItemQuerySet], ReviewItemQuerySet]


@dataclass(frozen=True)
class Mark:
    """The place of an item in the order of the queue."""

    priority: int
    opened_at: datetime
    pk: int

    @classmethod
    def of(cls, item: ReviewItem) -> "Mark":
        """Where `item` stands."""
        return cls(item.priority, item.opened_at, item.pk)

    @classmethod
    def read(cls, written: str) -> "Mark | None":
        """A mark as an address writes it; None when it is none.

        >>> Mark.read("2_2026-11-27T09:30:00+00:00_7").pk, Mark.read("2_soon_7")
        (7, None)
        """
        priority, _, rest = written.partition("_")
        at, _, pk = rest.rpartition("_")
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return None
        if moment.tzinfo is None or not all(
            one.isascii() and one.isdigit() and len(one) < 19 for one in (priority, pk)
        ):
            return None
        return cls(int(priority), moment, int(pk))

    def __str__(self) -> str:
        return f"{self.priority}_{self.opened_at.isoformat()}_{self.pk}"


def seen_by(seats: Sequence[Membership]) -> ReviewItemQuerySet:
    """Every item, decided or not, that a person may see on one of their seats."""
    return ReviewItem.objects.visible_to_person(seats)


def waiting_for(seats: Sequence[Membership]) -> ReviewItemQuerySet:
    """What waits for a person in all of their classes, in no order."""
    return ReviewItem.objects.waiting_for(seats)


def in_thread(items: ReviewItemQuerySet, thread_pk: int) -> ReviewItemQuerySet:
    """Those of one thread. Asked for each item, so that no database reads all posts of a long thread to join them."""
    thread_of = Post.objects.filter(pk=OuterRef("post")).values("thread")
    return items.alias(of_thread=Subquery(thread_of)).filter(of_thread=thread_pk)


def how_many(seats: Sequence[Membership], narrowed: Narrowing) -> Combinable:
    """How many items wait that `narrowed` lets through, each class counted no further than is shown."""
    counts = [Capped(narrowed(ReviewItem.objects.visible_to(seat).open())) for seat in seats]
    return reduce(add, counts) if counts else Value(0)


def page_of(
    seats: Sequence[Membership], narrowed: Narrowing, size: int, after: Mark | None = None
) -> ReviewItemQuerySet:
    """The first `size` items that wait for a person on `seats`, those that `narrowed` lets through, from `after` on."""
    parts = []
    for seat in seats:
        waiting = narrowed(ReviewItem.objects.visible_to(seat).open())
        parts += [waiting.filter(stretch).in_order()[:size] for stretch in _stretches(after)]
    if len(parts) < 2:
        return parts[0] if parts else ReviewItem.objects.none()
    # SQLite takes no limit inside a UNION, but one below it.
    few = [ReviewItem.objects.filter(pk__in=part.values("pk")).values("pk") for part in parts]
    found = few[0].union(*few[1:], all=True)
    # Read here, not below another query: a database that guesses how many there are reads whole tables to join them.
    keys = list(found.values_list("pk", flat=True))
    return ReviewItem.objects.filter(pk__in=keys).in_order()[:size]


def _stretches(after: Mark | None) -> Iterator[Q]:
    """The rest of the order behind a mark, as stretches of the index: what is left of its priority, and each lower."""
    if after is None:
        yield Q()
        return
    behind = Q(opened_at__gt=after.opened_at) | Q(pk__gt=after.pk)
    yield Q(priority=after.priority, opened_at__gte=after.opened_at) & behind
    yield from (Q(priority=lower) for lower in reversed(Priority.values) if lower < after.priority)
