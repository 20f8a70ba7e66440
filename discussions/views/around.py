"""What the page of an item says besides the post: flags, an appeal, whether it is escalated, sanctions."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models import Appeal, ReviewItem, Sanction
from discussions.models.flags import flags_told_of


@dataclass(frozen=True)
class Around:
    """Plain values for the template. Of flags it says what and how many, never whose."""

    flags: list[tuple[str, int]]
    notes: list[str]
    appeal: Appeal | None
    sanctions: list[Sanction]
    is_escalated: bool
    may_sanction: bool


def around(item: ReviewItem, member: Membership) -> Around:
    """What `member` should know before deciding about the item, which they may see."""
    told: dict[str, int] = {}
    notes = []
    for is_risk, norm, note in flags_told_of(item):
        what = _("somebody may be at risk") if is_risk else norm
        told[what] = told.get(what, 0) + 1
        notes += [note] if note else []
    appeal = None
    if item.reason == ReviewItem.Reason.APPEAL:
        appeals = Appeal.objects.visible_to(member).filter(item=item)
        appeal = appeals.select_related("decision__norm", "decision__decider__user").first()
    return Around(
        flags=list(told.items()),
        notes=notes,
        appeal=appeal,
        sanctions=list(Sanction.objects.visible_to(member).on(item.author, timezone.now())),
        is_escalated=item.escalated_at is not None,
        may_sanction=item.author.is_student,
    )
