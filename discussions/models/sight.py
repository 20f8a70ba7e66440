"""Post before you see: who has earned the sight of a thread's other posts."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from classrooms.models import Membership

if TYPE_CHECKING:
    from discussions.models.threads import Thread


class Unlock(models.Model):
    """A student who has taken a stance and sent a post of substance sees what others wrote, from then on.

    Kept for good: a post that is returned or taken back closes nothing again. Stored in a thread without a gate too:
    whoever wrote there has read the others, and a gate that comes later shuts them out of nothing.
    """

    thread = models.ForeignKey("discussions.Thread", on_delete=models.PROTECT, related_name="unlocks")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="unlocks")
    unlocked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="a_thread_is_unlocked_once")]

    def __str__(self) -> str:
        return f"{self.member_id} sees {self.thread_id}"

    @classmethod
    def earn(cls, thread: "Thread", member: Membership, moment: datetime) -> None:
        """Let `member` see the thread from now on; once is enough."""
        cls.objects.bulk_create([cls(thread=thread, member=member, unlocked_at=moment)], ignore_conflicts=True)


def in_sight_of(member: Membership, path: str = "") -> Q:
    """Rows whose thread (under `path`) shows `member` what others wrote: THE rule of post before you see.

    Everything of others hangs on it: posts, counts, names, that anybody wrote at all.
    """
    if member.may_moderate:
        return Q()
    outer = OuterRef(f"{path.removesuffix('__')}_id" if path else "pk")
    return Q(**{f"{path}is_gated": False}) | Q(Exists(Unlock.objects.filter(thread=outer, member=member)))
