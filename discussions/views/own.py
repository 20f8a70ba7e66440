"""What is one's own in a class: the posts one wrote, wherever they stand, and what one reported."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, member_required
from discussions.models import Flag, Post
from discussions.models.post_sets import PostQuerySet
from discussions.models.waits import wait_in_class
from discussions.moderation.transitions import MOST_TRIES, State
from discussions.moderation.waits import next_step
from discussions.views.places import number_in

PAGE = 20
ON_PAGE = ("thread", "revision__body", "last_decision__norm")
STATES = {
    State.PENDING: _lazy("Waiting for review"),
    State.PUBLISHED: _lazy("Published"),
    State.RETURNED: _lazy("Returned to you"),
    State.REMOVED: _lazy("Removed"),
    State.WITHDRAWN: _lazy("Taken back"),
}


@member_required
def my_posts(request: MemberRequest) -> HttpResponse:
    """One's own posts, newest first, by keyset; all, or those that stand in one state."""
    mine = Post.objects.visible_to(request.member).filter(author=request.member)
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    found = _page(request, mine.filter(state=state) if state else mine)
    wait = wait_in_class(request.member) if any(post.state == State.PENDING for post in found) else ""
    context = {
        "classroom": request.member.classroom,
        "rows": [_post_row(post, wait) for post in found[:PAGE]],
        "filters": [("", _("All")), *((one.value, label) for one, label in STATES.items())],
        "state": state,
        "room_url": request.member.classroom.get_absolute_url(),
        "older_url": f"?state={state}&before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    }
    return render(request, "discussions/my_posts.html", context)


@member_required
def my_reports(request: MemberRequest) -> HttpResponse:
    """What one reported, and what came of it, newest first, by keyset."""
    readable = Post.objects.visible_to(request.member).published().filter(pk=OuterRef("post"))
    mine = Flag.objects.visible_to(request.member).annotate(is_read=Exists(readable))
    mine = mine.select_related("post__thread", "norm").order_by("-pk")
    if before := number_in(request.GET, "before"):
        mine = mine.filter(pk__lt=before)
    found = list(mine[: PAGE + 1])
    context = {
        "classroom": request.member.classroom,
        "flags": found[:PAGE],
        "room_url": request.member.classroom.get_absolute_url(),
        "older_url": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    }
    return render(request, "discussions/my_reports.html", context)


@member_required
@require_POST
def take_back_report(request: MemberRequest, flag_pk: int) -> HttpResponse:
    """End a report that nobody has decided about; one that ended already stays as it is."""
    flag = get_object_or_404(Flag.objects.visible_to(request.member), pk=flag_pk)
    flag.take_back(timezone.now())
    return redirect("discussions:my_reports", request.member.classroom.slug)


def _page(request: HttpRequest, posts: PostQuerySet) -> list[Post]:
    posts = posts.select_related(*ON_PAGE).order_by("-pk")
    if before := number_in(request.GET, "before"):
        posts = posts.filter(pk__lt=before)
    return list(posts[: PAGE + 1])


def _post_row(post: Post, wait: str) -> dict[str, object]:
    judged = post.last_decision if post.state in {State.RETURNED, State.REMOVED} else None
    return {
        "pk": str(post.pk),
        "thread": post.thread.title,
        "kind": post.get_kind_display(),
        "at": post.created_at,
        "state": post.state,
        "state_words": STATES[State(post.state)],
        "text": post.revision.body.text,
        "norm": judged.norm.text if judged and judged.norm else "",
        "next_step": next_step(post.state, post.tries, MOST_TRIES, wait),
        "has_earlier": post.tries > 0,
        "may_revise": post.state == State.RETURNED and post.tries < MOST_TRIES,
    }
