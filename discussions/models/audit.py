"""What happened to posts, line by line. The database writes it itself and refuses to change it.

Triggers (migration 0002) add a line when a revision is sent, when a post changes its state and when a decision is made:
none of these can happen without its line, not even from a shell. Only the reveal of a name is written by Python.
The log holds no words of any post, so that it can stay when words must go.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, ScopedQuerySet
from discussions.moderation.transitions import State


class AuditQuerySet(ScopedQuerySet):
    """The class's log."""

    def for_reading(self) -> Self:
        """Newest first, without the changes of state that another line already tells (a decision's, a new try's)."""
        told = Q(act=AuditEntry.Act.MOVED) & (Q(decision__isnull=False) | Q(to_state=State.PENDING))
        return self.exclude(told).order_by("-pk")


class AuditEntry(models.Model):
    """One line of the log."""

    class Act(models.TextChoices):
        SENT = "sent", _("sent a text")
        MOVED = "moved", _("changed the state")
        DECIDED = "decided", _("decided")
        NAMED = "named", _("saw the author's name")

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="audit_entries")
    post = models.ForeignKey("discussions.Post", on_delete=models.PROTECT, related_name="audit_entries")
    actor = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries")
    act = models.CharField(max_length=7, choices=Act)
    from_state = models.CharField(max_length=9, choices=State, blank=True)
    to_state = models.CharField(max_length=9, choices=State, blank=True)
    revision = models.ForeignKey("discussions.Revision", on_delete=models.PROTECT, null=True, blank=True)
    decision = models.ForeignKey("discussions.Decision", on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "audit entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=["sent", "moved", "decided", "named"]), name="an_audit_entry_has_a_known_act"
            ),
            models.CheckConstraint(
                condition=~Q(act="decided", decision__isnull=True), name="a_decided_entry_names_its_decision"
            ),
        ]
        indexes = [models.Index(fields=["classroom", "-id"], name="audit_by_class")]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.act} {self.post_id}"
