"""What is new in a thread: asked by the open page every half minute, and the way to the first new post."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from classrooms.access import MemberRequest, member_required
from discussions.models import Post, Thread
from discussions.views.places import number_in, place_of


@member_required
def news(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Nothing (204), unless more was published than the page knows of: then the bar that says how much.

    One row is read. `after` is what the page shows, `told` what its bar has said already.
    """
    visible = Thread.objects.visible_to(request.member).with_sight_of(request.member)
    found = get_object_or_404(visible, pk=thread_pk)
    after = number_in(request.GET, "after")
    if not found.is_in_sight or found.last_pub_seq <= max(after, number_in(request.GET, "told")):
        return HttpResponse(status=204)
    count = min(found.last_pub_seq - after, found.published_count)
    return render(request, "discussions/news.html", news_context(found, request.path, after=after, count=count))


@member_required
def first_new(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Lead to the first post that was published after what one has seen; the page then marks what is new since."""
    found = get_object_or_404(Thread.objects.visible_to(request.member), pk=thread_pk)
    found.classroom = request.member.classroom
    seen = number_in(request.GET, "after")
    posts = Post.objects.visible_to(request.member).published().filter(thread=found, pub_seq__gt=seen)
    post = posts.order_by("pub_seq").first()
    if post is None:
        return redirect(found)
    post.thread = found
    return redirect(place_of(request.member, post, since=seen))


def news_context(thread: Thread, path: str, *, after: int, count: int = 0) -> dict[str, object]:
    """What the bar needs on a page with this path: where it asks and leads, and how many posts wait behind it."""
    room = path.partition("/threads/")[0]
    return {
        "thread_url": f"{room}/threads/{thread.pk}/",
        "news_after": str(after),
        "news_told": str(thread.last_pub_seq),
        "news_count": count,
    }
