"""What pages read in few queries: the posts of a thread, and the item that a moderator judges.

A thread's page takes three queries, however many posts: opening posts by keyset, all their replies, what each rests on.
It makes no model instances, because a page has a hundred rows and reads a dozen values of each.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from classrooms.models import Membership
from discussions.models.audit import AuditEntry
from discussions.models.counting import how_many
from discussions.models.post_sets import GONE
from discussions.models.posts import Post
from discussions.models.review import ReviewItemQuerySet
from discussions.models.revisions import Body, Citation
from discussions.models.threads import Thread
from discussions.moderation.transitions import Outcome, State

PAGE = 20
NO_WORDS = Value("", output_field=TextField())

COLUMNS = (
    *("pk", "kind", "state", "root_id", "author_id", "author__user__name", "pseudonym", "created_at", "tries"),
    *("is_gone", "shown_revision", "html", "text"),
    *("last_decision__norm__text", "last_decision__message", "last_decision__quote_start", "last_decision__quote_end"),
    "last_decision__decider__user__name",
    *("last_decision__outcome", "last_decision__appeal__made_at"),
)


@dataclass(frozen=True)
class Page:
    """Opening posts in order, each with its replies; `next_after` continues where it ends."""

    roots: list[dict]
    replies: dict[int, list[dict]] = field(default_factory=dict)
    citations: dict[int, list[dict]] = field(default_factory=dict)
    next_after: int | None = None


def page_of(thread: Thread, member: Membership, *, after: int = 0, newest_first: bool = False) -> Page:
    """What `member` reads of a thread that they may see, from the opening post `after` on."""
    standing = _rows(Post.objects.filter(thread=thread), member)
    if newest_first:
        roots = standing.opening().order_by("-pk").filter(**{"pk__lt": after} if after else {})
    else:
        roots = standing.opening().order_by("pk").filter(pk__gt=after)
    found = list(roots[: PAGE + 1])
    shown = found[:PAGE]
    replies: dict[int, list[dict]] = {}
    for reply in standing.filter(root__in=[root["pk"] for root in shown]).order_by("pk"):
        replies.setdefault(reply["root_id"], []).append(reply)
    everything = [*shown, *(reply for branch in replies.values() for reply in branch)]
    return Page(
        roots=shown,
        replies=replies,
        citations=citations_of(row["shown_revision"] for row in everything if not row["is_gone"]),
        next_after=shown[-1]["pk"] if len(found) > PAGE else None,
    )


def branch_of(post_pk: int, member: Membership) -> Post | None:
    """The opening post of the branch that a post stands in, if `member` can read that post or could before it went."""
    in_sight = Post.objects.filter(thread__in=Thread.objects.visible_to(member))
    published = AuditEntry.objects.filter(post=OuterRef("pk"), to_state=State.PUBLISHED)
    words = ("thread__assignment__edition__lesson", "author__user", "live_revision__body")
    paths = [*words, *(f"root__{path}" for path in words)]
    found = in_sight.filter(Exists(published), pk=post_pk).select_related(*paths).first()
    return (found.root or found) if found else None


def citations_of(revisions: Iterable[int]) -> dict[int, list[dict]]:
    """What each revision rests on, in its order."""
    found: dict[int, list[dict]] = {}
    citations = Citation.objects.filter(revision__in=list(revisions)).order_by("revision", "position")
    for row in citations.values(
        *("revision_id", "locator", "url", "claim__code", "claim__status", "claim__text"),
        *("source__key", "source__producer", "source__published", "source__title"),
    ):
        found.setdefault(row["revision_id"], []).append(row)
    return found


def with_cards(items: ReviewItemQuerySet, member: Membership) -> ReviewItemQuerySet:
    """With what an item's page shows `member` besides the rows it joins, in the same query: whether they asked for the
    name, the text before the revision, and how the author's earlier posts fared in this class.
    """
    posts = Post.objects.filter(author=OuterRef("author"))
    returned = posts.filter(decisions__outcome=Outcome.RETURN)
    named = AuditEntry.objects.filter(act=AuditEntry.Act.NAMED, actor=member, post=OuterRef("post"))
    before = Body.objects.filter(revision__post=OuterRef("post"), revision__number=OuterRef("revision__number") - 1)
    return items.annotate(
        is_named=Exists(named),
        text_before=Subquery(before.values("text")),
        sent_before=how_many(posts.filter(pk__lt=OuterRef("post")), per="author"),
        ever_returned=how_many(returned, per="author"),
        then_published=how_many(returned.filter(state=State.PUBLISHED), per="author"),
        ever_removed=how_many(posts.filter(state=State.REMOVED), per="author"),
    )


def _rows(posts: QuerySet, member: Membership) -> QuerySet:
    """What `member` may read, and the place, without words, of what has gone where replies still stand or their own."""
    mine = Post.objects.filter(root=OuterRef("pk"), author=member)
    gone = Q(state__in=GONE) & (Q(published_replies__gt=0) | Exists(mine))
    readable = ~Q(state=State.ERASED)
    if not member.may_moderate:
        readable &= Q(state=State.PUBLISHED) | Q(author=member)
    words = {
        "html": Coalesce("live_revision__body__html", "revision__body__html"),
        "text": F("revision__body__text"),
    }
    return (
        posts.filter(readable | gone)
        .annotate(
            **{name: Case(When(readable, then=value), default=NO_WORDS) for name, value in words.items()},
            is_gone=~readable,
            shown_revision=Coalesce("live_revision_id", "revision_id"),
        )
        .values(*COLUMNS)
    )
