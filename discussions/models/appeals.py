"""An author who does not accept a decision asks somebody else to look."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, Role, ScopedQuerySet
from discussions.models.review import Decision, ReviewItem
from discussions.models.submissions import NotNow, Refused
from discussions.moderation.transitions import APPEALABLE, Act, Who, acts

if TYPE_CHECKING:
    from discussions.models.posts import Post


class NobodyElse(Refused):
    """The class has nobody who could look besides whoever decided."""


class AppealQuerySet(ScopedQuerySet):
    """Appeals of a class."""

    path_to_classroom = "post__thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """The class's for those who may decide about them; one's own for its author."""
        appeals = super().visible_to(member)
        return appeals if member.may_moderate else appeals.filter(author=member)


class Appeal(models.Model):
    """Asked once about a decision, and decided by somebody who did not make it."""

    post = models.ForeignKey("discussions.Post", on_delete=models.PROTECT, related_name="appeals")
    decision = models.OneToOneField("discussions.Decision", on_delete=models.PROTECT, related_name="appeal")
    item = models.OneToOneField("discussions.ReviewItem", on_delete=models.PROTECT, related_name="appeal")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="appeals")
    text = models.TextField(_("why somebody else should look"), max_length=1000)
    made_at = models.DateTimeField(default=timezone.now)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="an_appeal_says_why")]

    def __str__(self) -> str:
        return self.text[:40]

    @classmethod
    def make(cls, post: "Post", author: Membership, text: str, moment: datetime) -> Self:
        """Ask somebody else to look at the decision that took the post away. Asked a second time, it is the same.

        Raises Refused: about an `uphold`, when the post stands elsewhere by now, or when there is nobody else to ask.
        """
        with transaction.atomic():
            item = post.hold()
            if standing := cls.objects.filter(decision=post.last_decision_id, author=author).first():
                return standing
            if post.author_id != author.pk or item or not cls.is_about(post):
                raise NotNow
            decision = post.last_decision
            if not cls.others(decision).exists():
                raise NobodyElse
            item = ReviewItem.open_for(post, ReviewItem.Reason.APPEAL, moment, first_decider=decision.decider)
            return cls.objects.create(post=post, decision=decision, item=item, author=author, text=text, made_at=moment)

    @staticmethod
    def is_about(post: "Post") -> bool:
        """Whether the post stands where a first decision put it, so that its author may ask; an uphold is final."""
        decided = post.last_decision.outcome if post.last_decision else ""
        may = acts(post.state, frozenset({Who.AUTHOR}))
        return Act.APPEAL in may and decided in APPEALABLE

    @staticmethod
    def others(decision: Decision) -> models.QuerySet[Membership]:
        """Who may look: whoever moderates the class now, neither wrote the post nor decided about it.

        Nobody where somebody may be at risk: that is between the author and the adult who looked, and said in person.
        """
        seats = Membership.objects.filter(classroom=decision.author.classroom_id).active()
        if decision.item.escalated_at:
            return seats.none()
        return seats.filter(role__in=[Role.TEACHER, Role.MODERATOR]).exclude(
            pk__in=[decision.author_id, decision.decider_id]
        )
