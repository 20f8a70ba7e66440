"""What readers make of a post besides replying: whether they are described fairly, and that it changed their mind."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet
from discussions.models.submissions import NotNow

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

    @classmethod
    def say(cls, post: "Post", revision_pk: int, member: Membership, verdict: Verdict, moment: datetime) -> Self:
        """Note what `member`, whose view a published reply restates, says of it; said twice, it is noted once.

        Raises NotNow for anybody else, where the class reads another text by now, and where they have said the
        opposite: what was said of a text stays, and its next one can be marked anew.
        """
        with transaction.atomic():
            live = type(post).objects.select_for_update(no_key=True).values_list("live_revision", flat=True)
            if not is_restated_in(post, member) or live.get(pk=post.pk) != revision_pk:
                raise NotNow
            said = {"marked_by": member, "verdict": verdict, "marked_at": moment}
            mark, _is_new = cls.objects.get_or_create(revision_id=revision_pk, defaults=said)
            if mark.verdict != verdict:
                raise NotNow
        return mark


def is_restated_in(post: "Post", member: Membership) -> bool:
    """Whether it is `member` whom a published reply answers, and it puts their view in its own words."""
    answered = post.answers or post.root
    is_theirs = answered is not None and answered.author_id == member.pk != post.author_id
    return is_theirs and post.live_revision is not None and post.live_revision.body.steelman != ""
