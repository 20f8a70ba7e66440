"""Somebody may be at risk: the post goes to the class's safeguarding adult, and other moderators see it no more."""

from datetime import datetime

from django.db.models import F

from classrooms.models import Membership
from discussions.models import ReviewItem
from discussions.models.review import Priority
from discussions.moderation.queue import Conflict


def escalate(item: ReviewItem, member: Membership, *, moment: datetime) -> None:
    """Hand the item over, as `member` saw it. Raises Conflict."""
    as_seen = ReviewItem.objects.open().free_for(member, moment).filter(escalated_at__isnull=True)
    handed = as_seen.filter(pk=item.pk, version=item.version, revision=item.revision_id).update(
        escalated_at=moment,
        escalated_by=member,
        priority=Priority.AT_RISK,
        version=F("version") + 1,
        claimed_by=None,
        claimed_until=None,
    )
    if handed != 1:
        raise Conflict
