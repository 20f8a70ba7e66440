"""A person's review cards at one moment: which of them come into being, which are due, and when the next ones are.

No row is made ahead of time: who looks at the deck, on its own page or by way of home, gets the day's new cards. So
that it stays bearable, at most `NEW_A_DAY` come into being on a day; none while as many wait that have never been
looked at, so that nothing piles up over the holidays; and none while `MOST_DUE` or more are due.
"""

from datetime import datetime, time, tzinfo
from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership
from quizzes.cards.new import new_cards
from quizzes.models import Card, CardReview
from quizzes.models.cards import CardQuerySet

NEW_A_DAY = 5
MOST_DUE = 20
SECONDS_A_CARD = 30


class Deck:
    """All cards of one person. `seats` are their active places, ordered by class; read if they are not given."""

    def __init__(self, user: User, moment: datetime, seats: list[Membership] | None = None) -> None:
        self.user, self.moment = user, moment
        if seats is None:
            seats = list(user.memberships.active().select_related("classroom").order_by("classroom__name"))
        self.seats = [seat for seat in seats if seat.is_student]
        self.zone: tzinfo = seats[0].classroom.zone if seats else timezone.get_current_timezone()

    @classmethod
    def filled(cls, user: User, moment: datetime, seats: list[Membership] | None = None) -> "Deck":
        """The deck with the new cards of the day."""
        deck = cls(user, moment, seats)
        deck.fill()
        return deck

    def fill(self) -> None:
        """Make the new cards of the day. Twice at once makes no card twice."""
        if self.seats and self._room and (cards := new_cards(self.user, self.seats, self.moment, self._room)):
            Card.objects.bulk_create(cards, ignore_conflicts=True)
            del self._counts

    @property
    def cards(self) -> CardQuerySet:
        """Those that are asked: what rests is not among them."""
        return Card.objects.of(self.user).awake()

    @property
    def left(self) -> int:
        """How many are due."""
        return self._counts["due"]

    @property
    def is_empty(self) -> bool:
        """Whether there is not one card yet."""
        return not self._counts["all"]

    @property
    def minutes(self) -> int:
        """About how long the due ones take; rounded up."""
        return -(-self.left * SECONDS_A_CARD // 60)

    @cached_property
    def first(self) -> Card | None:
        """The one to look at now."""
        return self.cards.due(self.moment).with_thing().first()

    @cached_property
    def next_due(self) -> datetime | None:
        """When the next one is due, of those that are not yet."""
        later = self.cards.filter(due_at__gt=self.moment).order_by("due_at")
        return later.values_list("due_at", flat=True).first()

    @cached_property
    def done_today(self) -> int:
        """How many were looked at since midnight."""
        looked_at = CardReview.objects.filter(card__student=self.user, at__gte=self._midnight)
        return looked_at.values("card").distinct().count()

    @cached_property
    def _counts(self) -> dict[str, int]:
        return self.cards.aggregate(
            all=Count("pk"),
            due=Count("pk", filter=Q(due_at__lte=self.moment)),
            unseen=Count("pk", filter=Q(state={})),
            new=Count("pk", filter=Q(created_at__gte=self._midnight)),
        )

    @property
    def _room(self) -> int:
        if self.left >= MOST_DUE:
            return 0
        return max(0, NEW_A_DAY - max(self._counts["new"], self._counts["unseen"]))

    @property
    def _midnight(self) -> datetime:
        return datetime.combine(self.moment.astimezone(self.zone).date(), time.min, self.zone)
