"""What readers report: a flag says which norm a published post breaks, or that somebody may be at risk.

A flag ends in one of three ways: its reporter takes it back, a decision about the post closes it (upheld or dismissed),
or the post goes before anybody has decided. The last two leave `outcome` apart: a post that its author withdrew was not
judged, so its flags end as if taken back (`withdrawn_at`) and count neither for nor against whoever raised them.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, Norm, ScopedQuerySet
from discussions.models.review import Priority, ReviewItem, at_risk
from discussions.models.submissions import NotNow, Refused
from discussions.moderation import weights
from discussions.moderation.alarm import tell_the_adult
from discussions.moderation.transitions import NEGATIVE, State

if TYPE_CHECKING:
    from discussions.models.posts import Post


class TooManyFlags(Refused):
    """The reporter has flagged as often as one may in a day."""


class LookedAt(Refused):
    """Somebody has judged this text since the reporter flagged it."""


class FlagQuerySet(ScopedQuerySet):
    """Flags of a class. Whose they are is the reporter's alone."""

    path_to_classroom = "post__thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """One's own: that a post was flagged, others learn without a name."""
        return super().visible_to(member).filter(reporter=member)

    def live(self) -> Self:
        """Neither taken back nor closed by a decision."""
        return self.filter(withdrawn_at__isnull=True, closed_at__isnull=True)

    def closed_with(self, outcome: str) -> Self:
        """Closed by a decision, with this outcome."""
        return self.filter(outcome=outcome)


class Flag(models.Model):
    """One reader's report of a post as it was then. Closed by the decision about the post."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("Something was done")
        DISMISSED = "dismissed", _("The post stays as it is")

    post = models.ForeignKey("discussions.Post", on_delete=models.PROTECT, related_name="flags")
    revision = models.ForeignKey("discussions.Revision", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="flags")
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, null=True, blank=True, related_name="flags")
    is_safeguarding = models.BooleanField(_("somebody may be at risk"), default=False)
    note = models.CharField(_("what you want the moderators to know"), max_length=300, blank=True)
    flagged_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "reporter"],
                condition=Q(withdrawn_at__isnull=True, closed_at__isnull=True),
                name="one_live_flag_per_post_and_reporter",
            ),
            models.CheckConstraint(condition=~Q(reporter=F("author")), name="nobody_flags_their_own_post"),
            models.CheckConstraint(
                condition=Q(norm__isnull=False) | Q(is_safeguarding=True), name="a_flag_names_a_norm_or_a_risk"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False, withdrawn_at__isnull=True, outcome__in=["upheld", "dismissed"]),
                name="a_closed_flag_has_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["reporter", "flagged_at"], name="flags_of_a_reporter")]

    def __str__(self) -> str:
        return f"{self.norm or self._meta.get_field('is_safeguarding').verbose_name} {self.post_id}"

    @classmethod
    def raise_on(
        cls,
        post: "Post",
        reporter: Membership,
        moment: datetime,
        *,
        norm: Norm | None = None,
        note: str = "",
        is_safeguarding: bool = False,
    ) -> Self:
        """Ask the moderators to look at a published post. Flagged a second time, it is the same flag. Raises Refused.

        Enough flags hide the post until somebody has looked; one that says somebody may be at risk does so at once.
        """
        with transaction.atomic():
            Membership.objects.select_for_update(no_key=True).get(pk=reporter.pk)
            item = post.hold()
            mine = cls.objects.filter(reporter=reporter)
            if standing := mine.live().filter(post=post).first():
                return standing
            if post.state != State.PUBLISHED or post.author_id == reporter.pk:
                raise NotNow
            if not is_safeguarding and mine.filter(revision=post.live_revision_id).exclude(outcome="").exists():
                raise LookedAt
            if mine.filter(flagged_at__gt=moment - timedelta(days=1)).count() >= weights.MOST_A_DAY:
                raise TooManyFlags
            flag = cls.objects.create(
                post=post,
                revision_id=post.live_revision_id,
                author_id=post.author_id,
                reporter=reporter,
                norm=None if is_safeguarding else norm,
                is_safeguarding=is_safeguarding,
                note=note,
                flagged_at=moment,
            )
            flag._tell(item or ReviewItem.open_for(post, ReviewItem.Reason.FLAGGED, moment))
        return flag

    def take_back(self, moment: datetime) -> bool:
        """End it as if it had not been; what waited only for flags waits no more. False when it was not live any more.

        A post that is hidden already stays so until somebody has looked.
        """
        with transaction.atomic():
            item = self.post.hold()
            if not Flag.objects.live().filter(pk=self.pk).update(withdrawn_at=moment):
                return False
            others = Flag.objects.live().filter(post=self.post_id).exists()
            if item and not others and item.reason == ReviewItem.Reason.FLAGGED and item.escalated_at is None:
                self._leave_item(item, moment)
        return True

    @classmethod
    def close(cls, post: "Post", outcome: str, moment: datetime) -> None:
        """Close every live flag on a post with the decision about it."""
        closed = cls.Outcome.UPHELD if outcome in NEGATIVE else cls.Outcome.DISMISSED
        cls.objects.live().filter(post=post).update(closed_at=moment, outcome=closed)

    def _tell(self, item: ReviewItem) -> None:
        """Let the item say so, in a new version: nobody decides without having seen it. Hide the post if it must be."""
        changed = {"reason": ReviewItem.Reason.FLAGGED, "version": F("version") + 1}
        if self.is_safeguarding and item.escalated_at is None:
            changed |= {**at_risk(self.flagged_at), "claimed_by": None, "claimed_until": None}
            tell_the_adult(item.classroom_id, author_id=item.author_id)
        is_hidden = self.is_safeguarding or weights.hides(self._records())
        if is_hidden and not self.is_safeguarding:
            changed["priority"] = max(item.priority, Priority.HIDDEN)
        ReviewItem.objects.open().filter(pk=item.pk).update(**changed)
        if is_hidden:
            self.post.hide(self.flagged_at)

    def _records(self) -> list[tuple[int, int]]:
        """Of each who flags the post now: how many of their flags in the class were upheld, and how many dismissed."""
        reporters = Flag.objects.live().filter(post=self.post_id).values("reporter")
        told = {outcome: Count("flags", filter=Q(flags__outcome=outcome)) for outcome in Flag.Outcome.values}
        return list(Membership.objects.filter(pk__in=reporters).annotate(**told).values_list(*Flag.Outcome.values))

    def _leave_item(self, item: ReviewItem, moment: datetime) -> None:
        if self.post.state != State.PUBLISHED:
            return
        if self.post.revision_id == self.post.live_revision_id:
            ReviewItem.void(self.post, moment)
            return
        anew = {"reason": ReviewItem.Reason.EDIT, "version": F("version") + 1}
        ReviewItem.objects.open().filter(pk=item.pk).update(**anew)


def flags_told_of(item: ReviewItem) -> list[tuple[bool, str | None, str]]:
    """What readers say of the post that an open item is about, oldest first, without who says it."""
    live = Flag.objects.live().filter(post=item.post_id).order_by("flagged_at", "pk")
    return list(live.values_list("is_safeguarding", "norm__text", "note"))
