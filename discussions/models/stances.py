"""Where a member stands on a thread's statement, before and after the discussion. Never graded, never named."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet

FEWEST_TO_SHOW = 5


class StanceQuerySet(ScopedQuerySet):
    """Stances, one's own; the class's only as a distribution."""

    path_to_classroom = "thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """One's own: nobody, teachers included, reads who stands where."""
        return super().visible_to(member).filter(member=member)


class Stance(models.Model):
    """A student's answer to "do you agree with the statement?"."""

    class Phase(models.TextChoices):
        BEFORE = "before", _("before the discussion")
        AFTER = "after", _("after the discussion")

    class Position(models.IntegerChoices):
        AGREE_STRONGLY = 2, _("Agree strongly")
        AGREE = 1, _("Agree")
        UNSURE = 0, _("Unsure")
        DISAGREE = -1, _("Disagree")
        DISAGREE_STRONGLY = -2, _("Disagree strongly")

    thread = models.ForeignKey("discussions.Thread", on_delete=models.PROTECT, related_name="stances")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="stances")
    phase = models.CharField(max_length=6, choices=Phase, default=Phase.BEFORE)
    position = models.SmallIntegerField(choices=Position)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 (a guess) to 3 (sure).")
    why = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    objects = StanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "member", "phase"], name="one_stance_per_member_and_phase"),
            models.CheckConstraint(condition=Q(phase__in=["before", "after"]), name="a_stance_has_a_known_phase"),
            models.CheckConstraint(
                condition=Q(position__gte=-2, position__lte=2), name="a_stance_is_between_minus_two_and_two"
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=1, confidence__lte=3),
                name="confidence_is_between_one_and_three",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_position_display()} ({self.get_phase_display()})"
