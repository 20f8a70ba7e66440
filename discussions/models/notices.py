"""What somebody is told of: one row per member and thread, however much happens there.

A notice holds no words and no numbers. It says *that* something happened, and from when on; what is new is counted from
the rows that its member may see now (models/news.py). So a post that is taken back, hidden or returned takes its
announcement with it, and nothing needs to be put right. How far somebody has looked is the thread's mark
(models/marks.py); a sanction belongs to no thread, and its notice keeps `seen_at` itself.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership, Role
from discussions.models.flags import Flag
from discussions.models.sanctions import Sanction
from lessons.models import Assignment

if TYPE_CHECKING:
    from discussions.models.review import Decision
    from discussions.models.threads import Thread


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices of people, across their classes."""

    def of(self, user: User, moment: datetime) -> Self:
        """What `user` may be told now: in classes where their seat is open, of threads that they may open."""
        given = Assignment.objects.read_by(user).opened(moment)
        suspended = Sanction.objects.in_force(moment).filter(member=OuterRef("member"), kind=Sanction.Kind.SUSPEND)
        reads = ~Q(member__role=Role.STUDENT) | (Q(thread__assignment__in=given) & ~Exists(suspended))
        return self.filter(Q(thread__isnull=True) | reads, member__in=user.memberships.active())

    def newest_first(self) -> Self:
        """What something happened to last comes first."""
        return self.order_by("-updated_at", "-pk")


class Notice(models.Model):
    """Something happened in a thread, or, without a thread, to its member in the class.

    `takes_part`: new posts of the thread are news to the member, because they have written there.
    """

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="notices")
    thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    takes_part = models.BooleanField(default=False)
    since_at = models.DateTimeField(default=timezone.now, help_text="What happened before is no news.")
    since_seq = models.PositiveIntegerField(default=0, help_text="What was published up to here is no news.")
    updated_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="Without a thread: a thread has its mark.")
    mailed_at = models.DateTimeField(null=True, blank=True)
    mailed_seq = models.PositiveIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "thread"], name="one_notice_per_member_and_thread"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(thread__isnull=True), name="one_notice_per_member_about_the_class"
            ),
            models.CheckConstraint(
                condition=Q(takes_part=False) | Q(thread__isnull=False), name="one_takes_part_in_a_thread"
            ),
        ]
        indexes = [models.Index(fields=["member", "-updated_at", "-id"], name="notices_of_a_member")]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.thread_id}"

    @classmethod
    def take_part(cls, thread: "Thread", member: Membership, moment: datetime) -> None:
        """From now on new posts of the thread are news to `member`. One statement."""
        row = cls(
            member=member,
            thread=thread,
            takes_part=True,
            since_at=moment,
            since_seq=thread.last_pub_seq,
            updated_at=moment,
        )
        kept = {"update_conflicts": True, "unique_fields": ["member", "thread"]}
        cls.objects.bulk_create([row], update_fields=["takes_part"], **kept)

    @classmethod
    def tell_of_post(cls, thread: "Thread", author_id: int, moment: datetime) -> None:
        """Something was published: tell whoever else takes part. One statement, however many they are.

        The thread's row is locked already, by its counters.
        """
        others = cls.objects.filter(thread=thread, takes_part=True).exclude(member=author_id)
        others.update(updated_at=moment)

    @classmethod
    def tell_of_decision(cls, decision: "Decision", thread: "Thread") -> None:
        """Tell the author, and whoever reported the post and has their answer with this decision."""
        moment = decision.decided_at
        answered = Flag.objects.filter(post=decision.post_id, closed_at=moment)
        cls._tell(thread, {decision.author_id, *answered.values_list("reporter", flat=True)}, moment)

    @classmethod
    def tell_of_sanction(cls, sanction: Sanction) -> None:
        """Tell whom it is for."""
        about = {"member": sanction.member, "thread": None}
        moment = sanction.starts_at
        cls.objects.update_or_create(
            **about, defaults={"updated_at": moment}, create_defaults={"updated_at": moment, "since_at": moment}
        )

    @classmethod
    def _tell(cls, thread: "Thread", members: Iterable[int], moment: datetime) -> None:
        """Notices are locked after the thread's row, as everywhere: two decisions never wait for each other."""
        held = type(thread).objects.select_for_update(no_key=True).filter(pk=thread.pk)
        new = {"thread": thread, "since_seq": held.values_list("last_pub_seq", flat=True).get()}
        rows = [cls(member_id=pk, **new, since_at=moment, updated_at=moment) for pk in sorted(members)]
        kept = {"update_conflicts": True, "unique_fields": ["member", "thread"]}
        cls.objects.bulk_create(rows, update_fields=["updated_at"], **kept)


def told_of(member: Membership) -> dict[str, models.Subquery]:
    """For threads: when `member` was last told of something in it."""
    notice = Notice.objects.filter(thread=OuterRef("pk"), member=member)
    return {"told_at": models.Subquery(notice.values("updated_at"))}


class NoticePreference(models.Model):
    """When somebody wants what is new by mail. Whoever has no row has these defaults; hours are of their own clock."""

    class Digest(models.TextChoices):
        DAILY = "daily", "daily"
        NEVER = "never", "never"

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="notice_preference")
    digest = models.CharField(max_length=5, choices=Digest, default=Digest.DAILY)
    hour = models.PositiveSmallIntegerField(default=16)
    quiet_from = models.PositiveSmallIntegerField(default=20)
    quiet_to = models.PositiveSmallIntegerField(default=7)
    digested_on = models.DateField(null=True, blank=True, help_text="The day of the last digest, by their clock.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(digest__in=["daily", "never"]), name="a_digest_comes_daily_or_never"),
            models.CheckConstraint(
                condition=Q(hour__lte=23, quiet_from__lte=23, quiet_to__lte=23), name="an_hour_is_one_of_the_clock"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from=F("quiet_to"))
                | (Q(quiet_from__lt=F("quiet_to")) & ~Q(hour__gte=F("quiet_from"), hour__lt=F("quiet_to")))
                | Q(quiet_from__gt=F("quiet_to"), hour__gte=F("quiet_to"), hour__lt=F("quiet_from")),
                name="a_digest_does_not_come_in_quiet_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.digest}"

    @classmethod
    def of(cls, user: User) -> Self:
        """The person's preferences; the defaults, unsaved, where they changed nothing."""
        return cls.objects.filter(user=user).first() or cls(user=user)

    @classmethod
    def unsubscribe(cls, user_pk: int) -> None:
        """No more digests."""
        cls.objects.update_or_create(user_id=user_pk, defaults={"digest": cls.Digest.NEVER})

    def claim_day(self, day: models.DateField) -> bool:
        """Take the digest of a day; False when somebody else has. Of any number who try, one gets it."""
        NoticePreference.objects.bulk_create([NoticePreference(user_id=self.user_id)], ignore_conflicts=True)
        mine = NoticePreference.objects.filter(user=self.user_id, digest=self.Digest.DAILY)
        return mine.filter(Q(digested_on=None) | Q(digested_on__lt=day)).update(digested_on=day) == 1
