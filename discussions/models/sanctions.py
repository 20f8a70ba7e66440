"""What a moderator decides about a person, in one class: always with a reason, and always with an end.

Nothing runs to end one: whatever asks, asks what is in force now. What each does stands in one place: `review` in
`Submission._context`, `mute` in `Submission.admit`, `suspend` in `visible_to` of threads and posts. A warning does
nothing but stand above the discussions, with its reason, until it ends.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet

if TYPE_CHECKING:
    from discussions.models.posts import Post


class NotAStudent(Exception):
    """Sanctions are for students, by those who moderate their class."""


class SanctionQuerySet(ScopedQuerySet):
    """Sanctions of a class."""

    path_to_classroom = "member__classroom"

    def visible_to(self, member: Membership) -> Self:
        """The class's for its moderators; one's own for a student."""
        sanctions = super().visible_to(member)
        return sanctions if member.may_moderate else sanctions.filter(member=member)

    def in_force(self, moment: datetime) -> Self:
        """Begun, not ended and not lifted at `moment`."""
        return self.filter(starts_at__lte=moment, ends_at__gt=moment, lifted_at__isnull=True)

    def on(self, member: Membership, moment: datetime) -> Self:
        """What is in force for `member`, what restricts most first."""
        return self.in_force(moment).filter(member=member).gravest_first()

    def suspending(self, member: Membership, moment: datetime) -> Self:
        """What keeps `member` out of the discussions."""
        return self.in_force(moment).filter(member=member, kind=Sanction.Kind.SUSPEND)

    def gravest_first(self) -> Self:
        """What restricts most first, and of two alike what lasts longer."""
        order = ["suspend", "mute", "review", "warn"]
        return self.order_by(Case(*(When(kind=kind, then=n) for n, kind in enumerate(order))), "-ends_at", "pk")


class Sanction(models.Model):
    """A consequence for one member, until it ends or is lifted."""

    class Kind(models.TextChoices):
        WARN = "warn", _("Warning")
        REVIEW = "review", _("Every post is reviewed first")
        MUTE = "mute", _("Reads, and cannot write")
        SUSPEND = "suspend", _("Neither reads nor writes in discussions")

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="sanctions")
    kind = models.CharField(_("what happens"), max_length=7, choices=Kind)
    reason = models.TextField(_("what the student will read"), max_length=1000)
    post = models.ForeignKey(
        "discussions.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="sanctions"
    )
    imposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(_("until"))
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = SanctionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["warn", "review", "mute", "suspend"]), name="a_sanction_has_a_known_kind"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_sanction_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_sanction_has_a_reason"),
            models.CheckConstraint(condition=~Q(imposed_by=F("member")), name="nobody_sanctions_themselves"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="a_lifted_sanction_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.member_id}"

    @classmethod
    def impose(
        cls,
        member: Membership,
        kind: str,
        reason: str,
        *,
        by: Membership,
        ends_at: datetime,
        moment: datetime,
        post: "Post | None" = None,
    ) -> Self:
        """Impose it on a student of the class that `by` moderates. Raises NotAStudent for anybody else."""
        if not (member.is_student and by.may_moderate and by.classroom_id == member.classroom_id):
            raise NotAStudent
        return cls.objects.create(
            member=member, kind=kind, reason=reason, imposed_by=by, starts_at=moment, ends_at=ends_at, post=post
        )

    def lift(self, by: Membership, moment: datetime) -> bool:
        """End it before its time; False when it had ended or was lifted already."""
        standing = Sanction.objects.in_force(moment).filter(pk=self.pk)
        return standing.update(lifted_at=moment, lifted_by=by) == 1
