"""Escalation: what may be a matter of somebody's safety goes to a named adult, out of the moderators' sight.

Like a decision it is one UPDATE that finds the item only as whoever pressed the button saw it; else Conflict, and
nothing has happened.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from classrooms.models import Membership
from discussions.models import AuditEntry, ReviewItem
from discussions.models.review import Priority, at_risk
from discussions.moderation.alarm import tell_the_adult
from discussions.moderation.queue import Conflict
from discussions.moderation.transitions import State

GIVEN_BACK = "given back"


def escalate(item: ReviewItem, member: Membership, *, moment: datetime) -> None:
    """Give the item to the safeguarding adult. `item` is as `member` saw it. Raises Conflict. The database logs it."""
    _change(item, member, moment, is_escalated=False, **at_risk(moment), escalated_by=member)
    tell_the_adult(item.classroom_id, author_id=item.author_id)


def give_back(item: ReviewItem, member: Membership, *, moment: datetime) -> None:
    """Nobody is at risk: let the moderators decide about it like about any other. Raises Conflict."""
    hidden = item.reason == ReviewItem.Reason.FLAGGED and item.post.state == State.PENDING
    with transaction.atomic():
        _change(
            item,
            member,
            moment,
            is_escalated=True,
            priority=Priority.HIDDEN if hidden else Priority.USUAL,
            escalated_at=None,
            escalated_by=None,
        )
        AuditEntry.objects.create(
            classroom_id=item.classroom_id,
            post_id=item.post_id,
            actor=member,
            act=AuditEntry.Act.ESCALATED,
            detail=GIVEN_BACK,
            at=moment,
        )


def _change(item: ReviewItem, member: Membership, moment: datetime, *, is_escalated: bool, **to: object) -> None:
    as_seen = ReviewItem.objects.visible_to(member).open().free_for(member, moment)
    as_seen = as_seen.filter(version=item.version, escalated_at__isnull=not is_escalated)
    # By key: PostgreSQL updates no join, and the version says that the row is still the one that was found.
    found = ReviewItem.objects.filter(pk__in=as_seen.filter(pk=item.pk).values("pk"), version=item.version)
    if found.update(**to, version=F("version") + 1, claimed_by=None, claimed_until=None) != 1:
        raise Conflict
