"""What readers make of a post besides replying: whether they are described fairly, and that it changed their mind."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet

if TYPE_CHECKING:
    from discussions.models.posts import Post


class MindChangeQuerySet(ScopedQuerySet):
    """Changes of mind. A post shows how many; whose they are stays theirs."""

    path_to_classroom = "post__thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """One's own."""
        return super().visible_to(member).filter(member=member)


class MindChange(models.Model):
    """A reader says that a post changed their mind; counted on the post, named nowhere."""

    post = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, related_name="mind_changes")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="mind_changes")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = MindChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="one_change_of_mind_per_post")]

    def __str__(self) -> str:
        return f"{self.member_id} by {self.post_id}"

    @classmethod
    def say(cls, post: "Post", member: Membership, moment: datetime) -> bool:
        """Note it and count it on the post; pressed twice, it is noted once."""
        with transaction.atomic():
            _change, is_new = cls.objects.get_or_create(post=post, member=member, defaults={"changed_at": moment})
            if is_new:
                type(post).objects.filter(pk=post.pk).update(minds_changed=F("minds_changed") + 1)
        return is_new

    @classmethod
    def take_back(cls, post: "Post", member: Membership) -> bool:
        """As if it had not been; False when there was nothing to take back."""
        with transaction.atomic():
            gone, _rows = cls.objects.filter(post=post, member=member).delete()
            if gone:
                type(post).objects.filter(pk=post.pk).update(minds_changed=F("minds_changed") - 1)
        return bool(gone)


class FairnessMark(models.Model):
    """What the person whose view a reply restates says of it: fair, or not quite."""

    class Verdict(models.TextChoices):
        FAIR = "fair", _("Fair: that is what I mean")
        NOT_QUITE = "not_quite", _("Not quite")

    revision = models.OneToOneField("discussions.Revision", on_delete=models.PROTECT, related_name="fairness_mark")
    marked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=9, choices=Verdict)
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["fair", "not_quite"]), name="a_restatement_is_fair_or_not_quite"
            )
        ]

    def __str__(self) -> str:
        return self.get_verdict_display()
