"""What a moderator decides about a person, in one class: always with a reason, and always with an end."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet


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
