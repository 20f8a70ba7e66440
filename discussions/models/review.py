"""The queue: a post that waits for a moderator, and the decision about it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, Norm, Role, ScopedQuerySet
from discussions.models.rules import ClassRules
from discussions.moderation.alarm import tell_the_adult
from discussions.moderation.transitions import Outcome

if TYPE_CHECKING:
    from discussions.models.posts import Post
    from discussions.models.revisions import Revision

LEASE = timedelta(minutes=3)
AT_RISK_RULE = "words-3"


class Priority(models.IntegerChoices):
    """What is looked at first."""

    USUAL = 0, _("usual")
    HIDDEN = 1, _("hidden by flags")
    AT_RISK = 2, _("somebody may be at risk")


class _OpenedMeanwhile(Exception):
    """Somebody opened an item for the post between looking for one and holding the post."""


def at_risk(moment: datetime) -> dict[str, object]:
    """What an item says from the moment on that somebody may be at risk."""
    return {"priority": Priority.AT_RISK, "escalated_at": moment}


def _says_risk(revision: "Revision") -> bool:
    return any(finding["rule"] == AT_RISK_RULE for finding in revision.findings)


class ReviewItemQuerySet(ScopedQuerySet):
    """The class's queue."""

    def visible_to(self, member: Membership) -> Self:
        """The class's for its moderators, except what they wrote or decided first; nothing for students.

        What was escalated, only the class's safeguarding adult sees; its teachers, where none is named or moderates
        any more, or where the adult wrote the post or decided first.
        """
        items = super().visible_to(member)
        return items._seen_from([member]) if member.may_moderate else items.none()

    def visible_to_person(self, seats: Sequence[Membership]) -> Self:
        """What `visible_to` shows a person on any of their `seats`."""
        staff = [seat for seat in seats if seat.may_moderate]
        return self.filter(classroom__in=[seat.classroom_id for seat in staff])._seen_from(staff)

    def waiting_for(self, seats: Sequence[Membership]) -> Self:
        """What waits for a person who sits on `seats`, in all of their classes."""
        return self.visible_to_person(seats).open()

    def _seen_from(self, seats: Sequence[Membership]) -> Self:
        named = ClassRules.objects.filter(
            classroom=OuterRef("classroom"),
            safeguarding__closed_at__isnull=True,
            safeguarding__role__in=[Role.TEACHER, Role.MODERATOR],
        )
        partial = Q(safeguarding=OuterRef("author")) | Q(safeguarding=OuterRef("first_decider"))
        in_place_of = ~Exists(named) | Exists(named.filter(partial))
        taught = [seat.classroom_id for seat in seats if seat.is_teacher]
        escalated = Exists(named.filter(safeguarding__in=seats)) | Q(classroom__in=taught) & in_place_of
        others = self.exclude(author__in=seats).exclude(first_decider__in=seats)
        return others.filter(Q(escalated_at__isnull=True) | escalated)

    def open(self) -> Self:
        """Not yet decided, and not void."""
        return self.filter(closed_at__isnull=True)

    def in_order(self) -> Self:
        """In the order in which they are to be read: somebody may be at risk, hidden by flags, then by waiting time."""
        return self.order_by("-priority", "opened_at", "pk")

    def free_for(self, member: Membership, moment: datetime) -> Self:
        """Held by nobody else at `moment`."""
        return self.free_from([member], moment)

    def free_from(self, seats: Sequence[Membership], moment: datetime) -> Self:
        """Held by nobody but who sits on `seats` at `moment`."""
        return self.filter(Q(claimed_by__isnull=True) | Q(claimed_by__in=seats) | Q(claimed_until__lte=moment))


class ReviewItem(models.Model):
    """A revision that waits for a decision. `claimed_by` is a lease of three minutes, never a state.

    `version` moves with every change that a decision must have seen: the page posts back the one it showed.
    """

    class Reason(models.TextChoices):
        NEW = "new", _("New post")
        RESUBMIT = "resubmit", _("Revised and sent again")
        FLAGGED = "flagged", _("Flagged")
        EDIT = "edit", _("Changed after publication")
        APPEAL = "appeal", _("Appealed")

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="review_items", db_index=False)
    post = models.ForeignKey("discussions.Post", on_delete=models.PROTECT, related_name="review_items")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey("discussions.Revision", on_delete=models.PROTECT, related_name="review_items")
    reason = models.CharField(max_length=8, choices=Reason, default=Reason.NEW)
    version = models.PositiveIntegerField(default=1)
    priority = models.SmallIntegerField(default=0, help_text="2 somebody may be at risk, 1 hidden by flags, 0 others.")
    first_decider = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of an appeal: whose decision it is about.",
    )
    escalated_at = models.DateTimeField(
        null=True, blank=True, help_text="Since then only the safeguarding adult sees it."
    )
    escalated_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    claimed_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=[*Outcome.choices, ("void", _("Void"))], blank=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(closed_at__isnull=True), name="one_open_review_item_per_post"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False, closed_at__isnull=True),
                name="a_lease_has_a_holder_and_an_end_while_open",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True, closed_at__isnull=True)
                | Q(outcome="void", decided_by__isnull=True, closed_at__isnull=False)
                | Q(outcome__in=Outcome.values, decided_by__isnull=False, closed_at__isnull=False),
                name="decided_means_outcome_and_decider_and_time",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("author")),
                name="nobody_closes_the_review_of_their_own_post",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["new", "resubmit", "flagged", "edit", "appeal"]),
                name="a_review_item_has_a_known_reason",
            ),
            models.CheckConstraint(
                condition=Q(reason="appeal", first_decider__isnull=False)
                | (~Q(reason="appeal") & Q(first_decider__isnull=True)),
                name="an_appeal_knows_whose_decision_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(first_decider__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("first_decider")),
                name="nobody_decides_on_the_appeal_of_their_own_decision",
            ),
            models.CheckConstraint(
                condition=Q(escalated_by__isnull=True) | Q(escalated_at__isnull=False),
                name="who_escalates_says_when",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "void"])
                | (Q(reason="appeal") & Q(outcome__in=["overturn", "uphold"]))
                | (~Q(reason="appeal") & Q(outcome__in=["publish", "return", "remove"])),
                name="only_appeals_are_overturned_or_upheld",
            ),
        ]
        indexes = [
            models.Index(
                fields=["classroom", "-priority", "opened_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="open_items_of_a_class",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.post_id}"

    @classmethod
    def open_for(
        cls, post: "Post", reason: Reason, moment: datetime, *, first_decider: Membership | None = None
    ) -> "ReviewItem":
        """Put a post's newest revision into the queue of its class. Only whoever holds the post may do so.

        Words that say somebody may be at risk go to the safeguarding adult at once; on an appeal they have been there.
        """
        is_risk = reason != cls.Reason.APPEAL and _says_risk(post.revision)
        if is_risk:
            tell_the_adult(post.thread.classroom_id, author_id=post.author_id)
        return cls.objects.create(
            classroom_id=post.thread.classroom_id,
            post=post,
            author=post.author,
            revision=post.revision,
            reason=reason,
            opened_at=moment,
            first_decider=first_decider,
            **(at_risk(moment) if is_risk else {}),
        )

    @classmethod
    def hold_before(cls, post_pk: int, hold_post: Callable[[], None]) -> "ReviewItem | None":
        """Hold a post's open item, then the post, until the transaction ends: the order in which everybody waits.

        An item that was opened while one waited for the post would be held second: then both are let go, and held anew.
        """
        while True:
            with suppress(_OpenedMeanwhile), transaction.atomic():
                item = cls.objects.open().filter(post=post_pk).select_for_update(no_key=True).first()
                hold_post()
                if item is None and cls.objects.open().filter(post=post_pk).exists():
                    raise _OpenedMeanwhile
                return item

    @classmethod
    def void(cls, post: "Post", moment: datetime, *reasons: Reason) -> None:
        """End the waiting of a post that its author takes back; with `reasons`, only what waits for one of them."""
        waiting = cls.objects.open().filter(post=post, **({"reason__in": reasons} if reasons else {}))
        waiting.update(closed_at=moment, outcome="void", version=F("version") + 1, claimed_by=None, claimed_until=None)

    def follow(self, revision: "Revision") -> None:
        """Wait with a newer text of the same post: whoever has read the older one reads again."""
        newer = {"revision": revision, "version": F("version") + 1, "claimed_by": None, "claimed_until": None}
        if self.escalated_at is None and _says_risk(revision):
            newer |= at_risk(revision.sent_at)
            tell_the_adult(self.classroom_id, author_id=self.author_id)
        ReviewItem.objects.open().filter(pk=self.pk).update(**newer)

    def is_held_by_another(self, member: Membership, moment: datetime) -> bool:
        """Whether somebody else is on it right now."""
        return self.claimed_by_id not in (None, member.pk) and self.claimed_until > moment

    def claim(self, member: Membership, moment: datetime) -> bool:
        """Take or renew the lease; False when somebody else holds it, or it is closed."""
        free = ReviewItem.objects.open().free_for(member, moment).filter(pk=self.pk).exclude(author=member)
        return free.update(claimed_by=member, claimed_until=moment + LEASE) == 1

    def let_go(self, member: Membership) -> None:
        """Give the lease back before it ends."""
        held = ReviewItem.objects.filter(pk=self.pk, claimed_by=member)
        held.update(claimed_by=None, claimed_until=None)


class Decision(models.Model):
    """A judgement on one revision of a post, by somebody who is not its author, with a reason its author can act on.

    The words it quotes are kept as a place in the text (`quote_start` to `quote_end`), not as a copy.
    """

    item = models.OneToOneField(ReviewItem, on_delete=models.PROTECT, related_name="decision")
    post = models.ForeignKey("discussions.Post", on_delete=models.PROTECT, related_name="decisions")
    revision = models.ForeignKey("discussions.Revision", on_delete=models.PROTECT, related_name="decisions")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decider = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome)
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    message = models.TextField(blank=True, max_length=1000)
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["publish", "return", "remove", "overturn", "uphold"]),
                name="a_decision_has_a_known_outcome",
            ),
            models.CheckConstraint(condition=~Q(decider=F("author")), name="nobody_decides_on_their_own_post"),
            models.CheckConstraint(
                condition=Q(outcome__in=["publish", "overturn"]) | (Q(norm__isnull=False) & ~Q(message="")),
                name="a_negative_decision_has_a_norm_and_a_message",
            ),
            models.CheckConstraint(
                condition=Q(quote_start__isnull=True, quote_end__isnull=True)
                | Q(quote_start__isnull=False, quote_end__gt=F("quote_start")),
                name="a_quote_has_a_beginning_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.post_id}"
