"""Where a post stands: the address of its thread, on the page that holds it; and the numbers in such an address."""

from urllib.parse import urlencode

from django.http import QueryDict

from classrooms.models import Membership
from discussions.models import Post
from discussions.models.reading import BRANCH, PAGE


def place_of(member: Membership, post: Post, *, sent: str = "", since: int | None = None) -> str:
    """Leads `member` to the post, with two look-ups that read no more rows than a page has.

    `sent` names the form that was just sent, `since` the publication after which posts are new to the reader.
    """
    root = post.root_id or post.pk
    visible = Post.objects.visible_to(member).filter(thread=post.thread_id).order_by("pk")
    query: dict[str, object] = {"sent": sent} if sent else {}
    query |= {} if since is None else {"since": since}
    if post.root_id and visible.filter(root=root, pk__lt=post.pk)[BRANCH - 1 : BRANCH].exists():
        query |= {"branch": root, "after": post.pk - 1}
    elif visible.opening().filter(pk__lt=root)[PAGE - 1 : PAGE].exists():
        query |= {"after": root - 1}
    return f"{post.thread.get_absolute_url()}{'?' if query else ''}{urlencode(query)}#p{post.pk}"


def number_in(given: QueryDict, name: str) -> int:
    """A number of an address, 0 where there is none."""
    value = given.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
