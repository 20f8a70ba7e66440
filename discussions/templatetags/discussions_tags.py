"""Discussions on pages of the floors below: an assignment's threads, what a class says about a claim, what waits."""

from django import template
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership
from discussions.models import Participation, ReviewItem, Thread
from discussions.models.counting import SHOWN_AT_MOST, capped
from discussions.models.news import unseen
from discussions.models.reading import found_posts
from discussions.views.cards import Cards
from discussions.views.search import results
from lessons.models import Assignment, Claim

register = template.Library()

MOST_POSTS = 5


@register.inclusion_tag("discussions/assignment_threads.html")
def assignment_threads(assignment: Assignment, member: Membership) -> dict[str, object]:
    """The assignment's threads as rows, with their counts. One query."""
    visible = Thread.objects.visible_to(member).with_sight_of(member).with_mark_of(member)
    threads = list(visible.filter(assignment=assignment).select_related("assignment__participation").in_order())
    is_marked = bool(threads) and Participation.is_on_in(threads[0].assignment)
    return {"threads": threads, "member": member, "assignment": assignment, "is_marked": is_marked}


@register.inclusion_tag("discussions/claim_posts.html")
def claim_posts(claim: Claim, user: User) -> dict[str, object]:
    """What the reader's classes say about a claim: discussions of it, and the newest posts that cite it.

    Two queries for each class in which they have a seat; none for strangers.
    """
    seats = user.memberships.active().select_related("classroom") if user.is_authenticated else ()
    classes = []
    for member in seats:
        member.user = user
        rows, _more = found_posts(member, [], claim, most=MOST_POSTS)
        visible = Thread.objects.visible_to(member).with_sight_of(member).with_mark_of(member)
        threads = list(visible.filter(claim=claim).in_order())
        if rows or threads:
            room = member.classroom.get_absolute_url()
            cards = Cards(member, may_write=False)
            classes.append(
                {
                    "name": member.classroom.name,
                    "url": room,
                    "threads": threads,
                    "posts": results(rows, [], cards),
                    "icons": cards.icons,
                }
            )
    return {"claim": claim, "classes": classes}


@register.inclusion_tag("discussions/sanction_link.html")
def sanction_link(seat: Membership) -> dict[str, object]:
    """Where a teacher decides about a student in the discussions; nothing for other seats."""
    return {"seat": seat}


@register.simple_tag
def waiting_posts(member: Membership) -> int | str:
    """How many posts wait for `member` to review them, up to "100+"; 0 for students. One query, none for students."""
    if not member.may_moderate:
        return 0
    return capped(ReviewItem.objects.visible_to(member).open()[: SHOWN_AT_MOST + 1].count())


@register.inclusion_tag("discussions/new_notices.html")
def new_notices(user: User) -> dict[str, object]:
    """A link to the person's notices while some are new. One query."""
    return {"number": unseen(user, timezone.now())}
