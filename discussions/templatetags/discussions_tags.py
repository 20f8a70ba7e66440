"""Discussions on pages of the floors below: an assignment's threads, and how many posts wait for a moderator."""

from django import template

from classrooms.models import Membership
from discussions.models import Participation, ReviewItem, Thread
from lessons.models import Assignment

register = template.Library()


@register.inclusion_tag("discussions/assignment_threads.html")
def assignment_threads(assignment: Assignment, member: Membership) -> dict[str, object]:
    """The assignment's threads as rows, with their counts. One query."""
    threads = Thread.objects.visible_to(member).filter(assignment=assignment).order_by("position", "pk")
    threads = list(threads.select_related("assignment__participation"))
    is_marked = bool(threads) and Participation.is_on_in(threads[0].assignment)
    return {"threads": threads, "member": member, "assignment": assignment, "is_marked": is_marked}


@register.simple_tag
def waiting_posts(member: Membership) -> int:
    """How many posts wait for `member` to review them; 0 for students. One query, none for students."""
    return ReviewItem.objects.visible_to(member).open().count() if member.may_moderate else 0
