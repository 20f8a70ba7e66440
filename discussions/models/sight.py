"""Post before you see: who has earned the sight of a thread's other posts."""

from django.db import models
from django.utils import timezone

from classrooms.models import Membership


class Unlock(models.Model):
    """A student who has taken a stance and sent a post of substance sees what others wrote, from then on.

    Kept for good: a post that is returned or taken back closes nothing again.
    """

    thread = models.ForeignKey("discussions.Thread", on_delete=models.PROTECT, related_name="unlocks")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="unlocks")
    unlocked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="a_thread_is_unlocked_once")]

    def __str__(self) -> str:
        return f"{self.member_id} sees {self.thread_id}"
