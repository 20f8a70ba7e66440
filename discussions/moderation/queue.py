"""Deciding: one person's judgement on one revision, made once, or not at all.

Everything hangs on one UPDATE that finds the item only as the decider saw it: open, in that version, with that
revision, and held by nobody else. Of any number of people who decide at once, one gets a row; the others get Conflict,
and nothing has happened through them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from classrooms.models import Membership, Norm
from discussions.models import AuditEntry, Decision, Flag, Notice, Post, ReviewItem
from discussions.moderation.transitions import NEGATIVE, Outcome, acts, parts

VERBS = {
    Outcome.PUBLISH: Post.publish,
    Outcome.RETURN: Post.return_to_author,
    Outcome.REMOVE: Post.remove,
    Outcome.OVERTURN: Post.overturn,
    Outcome.UPHOLD: Post.uphold,
}


class Conflict(Exception):
    """The item is not as the decider saw it: decided, withdrawn, sent anew, or held by somebody else."""


def available_outcomes(item: ReviewItem, member: Membership) -> tuple[Outcome, ...]:
    """What `member` may decide about the item's post as it stands; the template and the form both ask here."""
    who = parts(
        is_author=item.author_id == member.pk,
        may_moderate=member.may_moderate,
        is_appeal=item.reason == ReviewItem.Reason.APPEAL,
        decided_first=item.first_decider_id == member.pk,
    )
    return tuple(Outcome(act) for act in acts(item.post.state, who) if act in Outcome.values)


def name_author(item: ReviewItem, member: Membership, moment: datetime) -> None:
    """Note in the log that `member` asked who wrote it, before they are told."""
    AuditEntry.objects.create(
        classroom_id=item.classroom_id, post_id=item.post_id, actor=member, act=AuditEntry.Act.NAMED, at=moment
    )


def decide(
    item: ReviewItem,
    decider: Membership,
    outcome: Outcome | str,
    *,
    moment: datetime,
    norm: Norm | None = None,
    message: str = "",
    quote: tuple[int, int] | None = None,
) -> Decision:
    """Close the item with an outcome and carry it out. `item` is as the decider saw it. Raises Conflict.

    A negative outcome needs a norm and a message, and nobody decides on their own post: the database refuses both.
    """
    outcome = Outcome(outcome)
    with transaction.atomic():
        _close(item, decider, outcome, moment)
        start, end = quote or (None, None)
        decision = Decision.objects.create(
            item=item,
            post=item.post,
            revision_id=item.revision_id,
            author_id=item.author_id,
            decider=decider,
            outcome=outcome,
            norm=norm if outcome in NEGATIVE else None,
            message=message,
            quote_start=start,
            quote_end=end,
            decided_at=moment,
        )
        VERBS[outcome](item.post, decision)
        Flag.close(item.post, outcome, moment)
        Notice.tell_of_decision(decision, item.post.thread)
    return decision


def _close(item: ReviewItem, decider: Membership, outcome: Outcome, moment: datetime) -> None:
    as_seen = ReviewItem.objects.open().free_for(decider, moment)
    closed = as_seen.filter(pk=item.pk, version=item.version, revision=item.revision_id).update(
        closed_at=moment,
        outcome=outcome,
        decided_by=decider,
        version=F("version") + 1,
        claimed_by=None,
        claimed_until=None,
    )
    if closed != 1:
        raise Conflict
