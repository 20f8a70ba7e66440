"""How far somebody has read a thread, and what has been published since."""

from datetime import datetime

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.utils import timezone

from classrooms.models import Membership


class ThreadMark(models.Model):
    """Up to which publication (`Post.pub_seq`) a member has been shown a thread.

    Numbers are given when a post is published, so one that was approved after somebody read past its place is new.
    """

    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="marks")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="marks")
    seen_seq = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "member"], name="one_mark_per_thread_and_member")]

    def __str__(self) -> str:
        return f"{self.member_id} has read {self.thread_id} up to {self.seen_seq}"

    @classmethod
    def put(cls, thread: models.Model, member: Membership, moment: datetime) -> None:
        """Note that `member` is shown `thread` as it was read with `with_mark_of`. One statement, none when nothing
        moved and they were told of nothing; never backwards, whichever of two windows comes last.
        """
        seq = thread.last_pub_seq
        if thread.seen_seq is None:
            cls.objects.bulk_create(
                [cls(thread=thread, member=member, seen_seq=seq, seen_at=moment)], ignore_conflicts=True
            )
        elif thread.seen_seq < seq or (thread.told_at and thread.told_at > thread.marked_at):
            standing = cls.objects.filter(thread=thread, member=member, seen_seq__lte=seq, seen_at__lt=moment)
            standing.update(seen_seq=seq, seen_at=moment)


def mark_of(member: Membership) -> dict[str, Combinable]:
    """For threads: up to where `member` has read (None: never opened)."""
    mark = ThreadMark.objects.filter(thread=OuterRef("pk"), member=member)
    return {"seen_seq": Subquery(mark.values("seen_seq")), "marked_at": Subquery(mark.values("seen_at"))}
