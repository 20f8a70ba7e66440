"""Where a post stands: the address of its thread, on the page that holds it; and the numbers in such an address."""

from urllib.parse import urlencode

from django.http import QueryDict

from classrooms.models import Membership
from discussions.models import Post
from discussions.models.post_sets import PostQuerySet
from discussions.models.reading import BRANCH, PAGE


def place_of(member: Membership, post: Post, *, sent: str = "", since: int | None = None) -> str:
    """Leads `member` to the post, with two look-ups that read no more rows than a page has.

    `sent` names the form that was just sent, `since` the publication after which posts are new to the reader.
    """
    root = post.root_id or post.pk
    visible = Post.objects.visible_to(member).filter(thread=post.thread_id)
    query: dict[str, object] = {"sent": sent} if sent else {}
    query |= {} if since is None else {"since": since}
    if post.root_id and _are_before(post.pk, visible.filter(root=root), BRANCH):
        query |= {"branch": root, "after": post.pk - 1}
    elif _are_before(root, visible.opening(), PAGE):
        query |= {"after": root - 1}
    return f"{post.thread.get_absolute_url()}{'?' if query else ''}{urlencode(query)}#p{post.pk}"


def _are_before(pk: int, posts: PostQuerySet, number: int) -> bool:
    """Whether so many of `posts` stand before the one with this key. In order, so that an index of the order is read
    back from there; whether any exist (exists()) PostgreSQL would look for anywhere in the table.
    """
    return bool(posts.filter(pk__lt=pk).order_by("-pk").values_list("pk")[number - 1 : number])


def number_in(given: QueryDict, name: str) -> int:
    """A number of an address, 0 where there is none."""
    value = given.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
