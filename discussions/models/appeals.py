"""An author who does not accept a decision asks somebody else to look."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet


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
