"""What readers report: a flag says which norm a published post breaks, or that somebody may be at risk."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, Norm, ScopedQuerySet


class FlagQuerySet(ScopedQuerySet):
    """Flags of a class. Whose they are is the reporter's alone."""

    path_to_classroom = "post__thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """One's own: that a post was flagged, others learn without a name."""
        return super().visible_to(member).filter(reporter=member)

    def live(self) -> Self:
        """Neither taken back nor closed by a decision."""
        return self.filter(withdrawn_at__isnull=True, closed_at__isnull=True)


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

    def take_back(self, moment: datetime) -> bool:
        """End it as if it had not been; False when it was not live any more."""
        return Flag.objects.live().filter(pk=self.pk).update(withdrawn_at=moment) == 1
