"""What a thread's page reads in few queries: the posts, by page, and what they rest on.

A thread's page takes three queries, however many posts: opening posts by keyset, all their replies, what each rests on.
It makes no model instances, because a page has a hundred rows and reads a dozen values of each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from classrooms.models import Membership
from discussions.models.audit import AuditEntry
from discussions.models.moves import FairnessMark, MindChange
from discussions.models.post_sets import GONE, PostQuerySet
from discussions.models.posts import Post
from discussions.models.revisions import Body, Citation, Revision
from discussions.models.sight import in_sight_of
from discussions.models.threads import Thread
from discussions.moderation.transitions import State
from discussions.searching import Term
from lessons.models import Claim

PAGE = 20
BRANCH = 50
"""How many replies of one branch come at once."""
NO_WORDS = Value("", output_field=TextField())
NOT_NAMED = Value(False, output_field=BooleanField())

COLUMNS = (
    *("revision_id", "live_revision_id", "last_decision__revision_id"),
    *("pk", "kind", "state", "root_id", "author_id", "author__user__name", "pseudonym", "created_at", "tries"),
    *("is_gone", "is_named", "shown_revision", "html", "text", "pub_seq", "published_replies", "answers_id"),
    *("minds_changed", "has_changed_mine", "steelman", "fairness", "addressee_id", "moved_at", "live_sent_at"),
    *("last_decision__norm__text", "last_decision__message", "last_decision__quote_start", "last_decision__quote_end"),
    "last_decision__decider__user__name",
    *("last_decision__outcome", "last_decision__appeal__made_at"),
)


@dataclass(frozen=True)
class Page:
    """Opening posts in order, each with its first replies; `next_after` continues where it ends.

    A branch with more replies than come at once says in its opening post where the rest begins (`rest_from`).
    """

    roots: list[dict]
    replies: dict[int, list[dict]] = field(default_factory=dict)
    citations: dict[int, list[dict]] = field(default_factory=dict)
    next_after: int | None = None


def page_of(thread: Thread, member: Membership, *, after: int = 0, newest_first: bool = False) -> Page:
    """What `member` reads of a thread that they may see, from the opening post `after` on."""
    in_sight = _sight(thread, member)
    standing = _rows(Post.objects.filter(thread=thread), member, in_sight)
    if newest_first:
        roots = standing.opening().order_by("-pk").filter(**{"pk__lt": after} if after else {})
    else:
        roots = standing.opening().order_by("pk").filter(pk__gt=after)
    readable = PostQuerySet.readable_by(member, in_sight)
    rest = Post.objects.filter(readable, root=OuterRef("pk")).order_by("pk").values("pk")
    found = list(roots.annotate(rest_from=Subquery(rest[BRANCH : BRANCH + 1]))[: PAGE + 1])
    shown = found[:PAGE]
    replies = _rows(Post.objects.filter(_within(shown)), member, in_sight).order_by("pk") if shown else ()
    return _page(shown, replies, next_after=shown[-1]["pk"] if len(found) > PAGE else None)


def branch_page(thread: Thread, member: Membership, root_pk: int, *, after: int = 0) -> Page:
    """One opening post of the thread, if `member` reads it or its place, and its replies from the reply `after` on."""
    in_sight = _sight(thread, member)
    standing = _rows(Post.objects.filter(thread=thread), member, in_sight)
    roots = list(standing.opening().filter(pk=root_pk))
    replies = _rows(Post.objects.filter(root=root_pk, pk__gt=after), member, in_sight).order_by("pk")
    found = list(replies[: BRANCH + 1]) if roots else []
    return _page(roots, found[:BRANCH], next_after=found[BRANCH - 1]["pk"] if len(found) > BRANCH else None)


def found_posts(
    member: Membership, terms: Sequence[Term], claim: Claim | None, *, after: int = 0, most: int = PAGE
) -> tuple[list[dict], int | None]:
    """Published posts that `member` reads, with all the terms and resting on the claim, newest first; then the key to
    continue after, if there are more.
    """
    posts = Post.objects.visible_to(member).published()
    key = "pk"
    if terms:  # in the order of the index, which then reads no more of it than a page needs
        posts, key = posts.filter(found__words__match=terms), "found__pk"
    if claim:
        posts = posts.filter(live_revision__in=Citation.objects.filter(claim=claim).values("revision"))
    if after:
        posts = posts.filter(**{f"{key}__lt": after})
    rows = _rows(posts, member, Q()).annotate(
        thread_title=F("thread__title"),
        is_pseudonymous=F("thread__is_pseudonymous"),
        live_text=_words("live_revision", "text"),
        live_steelman=_words("live_revision", "steelman"),
    )
    found = list(rows.order_by(f"-{key}")[: most + 1])
    return found[:most], found[most - 1]["pk"] if len(found) > most else None


def answerable(post_pk: int, member: Membership) -> Post | None:
    """A post with its opening post, if `member` can read it or could before it went."""
    in_sight = Post.objects.filter(thread__in=Thread.objects.visible_to(member).filter(in_sight_of(member)))
    published = AuditEntry.objects.filter(post=OuterRef("pk"), to_state=State.PUBLISHED)
    words = ("thread__assignment__edition__lesson", "author__user", "live_revision__body")
    paths = [*words, *(f"root__{path}" for path in words)]
    return in_sight.filter(Exists(published), pk=post_pk).select_related(*paths).first()


def branch_of(post_pk: int, member: Membership) -> Post | None:
    """The opening post of the branch that an answerable post stands in."""
    found = answerable(post_pk, member)
    return (found.root or found) if found else None


def citations_of(revisions: Iterable[int]) -> dict[int, list[dict]]:
    """What each revision rests on, in its order."""
    found: dict[int, list[dict]] = {}
    citations = Citation.objects.filter(revision__in=list(revisions)).order_by("revision", "position")
    for row in citations.values(
        *("revision_id", "locator", "url", "quote", "quote_check", "claim__code", "claim__status", "claim__text"),
        *("source__key", "source__producer", "source__published", "source__title"),
    ):
        found.setdefault(row["revision_id"], []).append(row)
    return found


def _page(roots: list[dict], replies: Iterable[dict], *, next_after: int | None) -> Page:
    branches: dict[int, list[dict]] = {}
    for reply in replies:
        branches.setdefault(reply["root_id"], []).append(reply)
    everything = [*roots, *(reply for branch in branches.values() for reply in branch)]
    return Page(
        roots=roots,
        replies=branches,
        citations=citations_of(row["shown_revision"] for row in everything if not row["is_gone"]),
        next_after=next_after,
    )


def _within(roots: list[dict]) -> Q:
    """The replies to `roots` that come at once. Of roots alone: SQLite would take the thread's other index, and read
    the whole thread.
    """
    whole = Q(root__in=[root["pk"] for root in roots if root["rest_from"] is None])
    for root in roots:
        if root["rest_from"] is not None:
            whole |= Q(root=root["pk"], pk__lt=root["rest_from"])
    return whole


def _words(revision: str, column: str) -> Subquery:
    """A text of the post's `revision`, looked up by its key for each row that is read. Joined, PostgreSQL would read
    every revision there is, before it knows how few it needs.
    """
    return Subquery(Body.objects.filter(pk=OuterRef(revision)).values(column))


def _sight(thread: Thread, member: Membership) -> Q:
    """Everything of a thread that shows `member` what others wrote, nothing of another."""
    return Q() if thread.is_in_sight_of(member) else Q(pk=None)


def _rows(posts: QuerySet, member: Membership, in_sight: Q) -> QuerySet:
    """What `member` may read, and the place, without words, of what has gone where replies still stand or their own."""
    mine = Post.objects.filter(root=OuterRef("pk"), author=member)
    gone = Q(state__in=GONE) & (Q(published_replies__gt=0) | Exists(mine)) & in_sight
    readable = PostQuerySet.readable_by(member, in_sight)
    named = AuditEntry.objects.filter(act=AuditEntry.Act.NAMED, actor=member, post=OuterRef("pk"))
    words = {
        "html": Coalesce(_words("live_revision", "html"), _words("revision", "html")),
        "text": _words("revision", "text"),
        "steelman": Coalesce(_words("live_revision", "steelman_html"), _words("revision", "steelman_html")),
    }
    mark = FairnessMark.objects.filter(revision=OuterRef("live_revision"))
    addressee = Post.objects.filter(pk=Coalesce(OuterRef("answers"), OuterRef("root"))).values("author")
    return (
        posts.filter(readable | gone)
        .annotate(
            **{name: Case(When(readable, then=value), default=NO_WORDS) for name, value in words.items()},
            is_gone=~readable,
            is_named=Exists(named) if member.may_moderate else NOT_NAMED,
            has_changed_mine=Exists(MindChange.objects.filter(post=OuterRef("pk"), member=member)),
            addressee_id=Subquery(addressee),
            fairness=Subquery(mark.values("verdict")),
            live_sent_at=Subquery(Revision.objects.filter(pk=OuterRef("live_revision")).values("sent_at")),
            shown_revision=Coalesce("live_revision_id", "revision_id"),
        )
        .values(*COLUMNS)
    )
