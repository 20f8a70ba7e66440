"""What can be chosen on an item's page: the outcomes that are open, in words, each with its key."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models import ReviewItem
from discussions.moderation.queue import available_outcomes
from discussions.moderation.transitions import NEGATIVE, Outcome, State

ESCALATE = "escalate"
KEYS = {
    Outcome.PUBLISH: "a",
    Outcome.OVERTURN: "a",
    Outcome.RETURN: "r",
    Outcome.REMOVE: "x",
    Outcome.UPHOLD: "x",
    ESCALATE: "e",
}


@dataclass(frozen=True)
class Choice:
    """One radio: its words, its key, and what the button says once it is chosen."""

    value: str
    label: str
    key: str
    does: str
    needs_reason: bool = False


def choices_for(item: ReviewItem, member: Membership) -> list[Choice]:
    """What `member` may decide about an item; nothing where somebody else must."""
    outcomes = available_outcomes(item, member)
    does = _does(item)
    choices = [
        Choice(outcome.value, _label(item, outcome), KEYS[outcome], does[outcome], outcome in NEGATIVE)
        for outcome in outcomes
    ]
    if choices and item.escalated_at is None:
        choices.append(Choice(ESCALATE, _("Escalate: a person may be at risk"), KEYS[ESCALATE], _("Hand it over")))
    return choices


def _label(item: ReviewItem, outcome: Outcome) -> str:
    if item.post.state == State.PUBLISHED and outcome == Outcome.PUBLISH:
        return _("Publish the change") if _has_waiting_change(item) else _("Leave it as it is")
    return outcome.label


def _does(item: ReviewItem) -> dict[Outcome, str]:
    publish = _("Publish it")
    if item.post.state == State.PUBLISHED:
        publish = _("Publish the change") if _has_waiting_change(item) else _("Leave it as it is")
    return {
        Outcome.PUBLISH: publish,
        Outcome.RETURN: _("Return to the student"),
        Outcome.REMOVE: _("Remove it"),
        Outcome.OVERTURN: _("Publish it after all"),
        Outcome.UPHOLD: _("Stand by the first decision"),
    }


def _has_waiting_change(item: ReviewItem) -> bool:
    return item.revision_id != item.post.live_revision_id
