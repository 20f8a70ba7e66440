"""What happened to posts, line by line. The database writes it itself and refuses to change it.

Triggers (migration 0002) add a line when a revision is sent, when a post changes its state and when a decision is made:
none of these can happen without its line, not even from a shell. Only the reveal of a name is written by Python.
The log holds no words of any post, so that it can stay when words must go.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, ScopedQuerySet
from discussions.moderation.transitions import State

if TYPE_CHECKING:
    from discussions.models.posts import Post
    from discussions.models.threads import Thread


class AuditQuerySet(ScopedQuerySet):
    """The class's log."""

    def for_reading(self) -> Self:
        """Newest first, without the changes of state that another line already tells (a decision's, a new try's)."""
        sent_again = Q(from_state=State.RETURNED, to_state=State.PENDING)
        told = Q(act=AuditEntry.Act.MOVED) & (Q(decision__isnull=False) | sent_again)
        return self.exclude(told).order_by("-pk")

    def in_thread(self, thread_pk: int) -> Self:
        """About the thread or one of its posts; sanctions are about a person, whatever post they began with."""
        return self.filter(Q(thread=thread_pk) | Q(post__thread=thread_pk, about__isnull=True))

    def as_staff(self, member_pk: int) -> Self:
        """What somebody did who runs the class, and not what they wrote: an author stands under another name."""
        return self.filter(Q(post__isnull=True) | ~Q(post__author=F("actor")), actor=member_pk)


class AuditEntry(models.Model):
    """One line of the log."""

    class Act(models.TextChoices):
        SENT = "sent", _("sent a text")
        MOVED = "moved", _("changed the state")
        DECIDED = "decided", _("decided")
        NAMED = "named", _("saw the author's name")
        FLAGGED = "flagged", _("somebody flagged it")
        ESCALATED = "escalated", _("gave it to the safeguarding adult")
        APPEALED = "appealed", _("asked for a second look")
        SANCTIONED = "sanctioned", _("imposed a sanction")
        LIFTED = "lifted", _("lifted a sanction")
        SETTLED = "settled", _("changed a rule")

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="audit_entries")
    post = models.ForeignKey(
        "discussions.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries"
    )
    thread = models.ForeignKey(
        "discussions.Thread", on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries"
    )
    about = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries_about",
        help_text="A sanction's.",
    )
    actor = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_entries")
    act = models.CharField(max_length=10, choices=Act)
    detail = models.CharField(
        max_length=60, blank=True, help_text="Which rule, flag or sanction; never words of a post."
    )
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
                condition=Q(
                    act__in=[
                        *("sent", "moved", "decided", "named", "flagged"),
                        *("escalated", "appealed", "sanctioned", "lifted", "settled"),
                    ]
                ),
                name="an_audit_entry_has_a_known_act",
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=False) | Q(act__in=["sanctioned", "lifted", "settled"]),
                name="an_audit_entry_about_a_post_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(act="decided", decision__isnull=True), name="a_decided_entry_names_its_decision"
            ),
        ]
        indexes = [
            models.Index(fields=["classroom", "-id"], name="audit_by_class"),
            models.Index(fields=["classroom", "-id"], condition=Q(act="decided"), name="decisions_of_a_class"),
        ]

    @classmethod
    def note_name(cls, post: "Post", member: Membership, moment: datetime) -> None:
        """Note that `member` asked who wrote a post, before they are told; once for each."""
        asked = {"classroom": member.classroom, "post": post, "actor": member, "act": cls.Act.NAMED}
        cls.objects.get_or_create(**asked, defaults={"at": moment})

    def __str__(self) -> str:
        return f"{self.actor_id} {self.act} {self.post_id or self.about_id or self.detail}"

    @classmethod
    def settle(
        cls, classroom_id: int, by: Membership, detail: str, moment: datetime, thread: "Thread | None" = None
    ) -> None:
        """Note that a rule of the class, or of one of its threads, was changed: `detail` says which, and to what."""
        cls.objects.create(
            classroom_id=classroom_id, thread=thread, actor=by, act=cls.Act.SETTLED, detail=detail[:60], at=moment
        )
