"""Discussions on pages of the floors below: an assignment's threads, and how many posts wait for a moderator."""

from django import template

from classrooms.models import Membership
from discussions.models import ReviewItem, Thread
from discussions.models.counting import SHOWN_AT_MOST, capped
from lessons.models import Assignment

register = template.Library()


@register.inclusion_tag("discussions/assignment_threads.html")
def assignment_threads(assignment: Assignment, member: Membership) -> dict[str, object]:
    """The assignment's threads as rows, with their counts. One query."""
    visible = Thread.objects.visible_to(member).with_sight_of(member)
    threads = visible.filter(assignment=assignment).order_by("position", "pk")
    return {"threads": threads, "member": member}


@register.simple_tag
def waiting_posts(member: Membership) -> int | str:
    """How many posts wait for `member` to review them, up to "100+"; 0 for students. One query, none for students."""
    if not member.may_moderate:
        return 0
    return capped(ReviewItem.objects.visible_to(member).open()[: SHOWN_AT_MOST + 1].count())
