"""What must be true of the rows of all discussions, asked with a fixed number of queries however many there are.

A `Counter` is recomputed and may be repaired; an `Invariant` that is broken is told, and left for a person: nobody can
say by rule which of two rows is the wrong one. Many of them are constraints of the database too; those are asked all
the same, because a restored copy or a hand in the shell may have gone round them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from discussions.models import (
    Appeal,
    AuditEntry,
    Body,
    Citation,
    Decision,
    Flag,
    MindChange,
    Post,
    ReviewItem,
    Revision,
    Thread,
    Unlock,
)
from discussions.models.counting import how_many
from discussions.models.review import LEASE
from discussions.moderation.transitions import Outcome, State


@dataclass(frozen=True)
class Drift:
    """A counter of one row that is not what it counts."""

    model: type[Model]
    pk: int
    field: str
    found: int
    true: int

    def __str__(self) -> str:
        return f"{self.model._meta.model_name} {self.pk}: {self.field} is {self.found}, should be {self.true}"

    def repair(self) -> bool:
        """Put it right, unless it has changed since it was read; whether it was done."""
        rows = self.model._base_manager.filter(pk=self.pk, **{self.field: self.found})
        return rows.update(**{self.field: self.true}) == 1


@dataclass(frozen=True)
class Counter:
    """A column that must equal what `true` counts for its row; with `at_least`, it may be larger."""

    model: type[Model]
    field: str
    true: Callable[[], object]
    at_least: bool = False

    def drifts(self) -> Iterator[Drift]:
        """The rows where it does not. One query."""
        wrong = {f"{self.field}__lt": F("true")} if self.at_least else {}
        rows = self.model._base_manager.annotate(true=self.true())
        rows = rows.filter(**wrong) if wrong else rows.exclude(**{self.field: F("true")})
        for pk, found, true in rows.order_by("pk").values_list("pk", self.field, "true"):
            yield Drift(self.model, pk, self.field, found, true)


@dataclass(frozen=True)
class Invariant:
    """A sentence, and the rows for which it is not true; `rows` names the model that the keys belong to."""

    sentence: str
    rows: Callable[[datetime], QuerySet]

    def broken(self, moment: datetime) -> Iterator[str]:
        """One line for each row that breaks it. One query."""
        rows = self.rows(moment)
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            yield f"{rows.model._meta.model_name} {pk}: not true: {self.sentence}"


def _with_several(what: str, *per: str) -> QuerySet:
    """The newest post of each group that has more than one `what`: grouped once, not compared post by post."""
    groups = Post.objects.order_by().values(*per).annotate(different=Count(what, distinct=True), newest=Max("pk"))
    return groups.filter(different__gt=1).values("newest")


def _posts(state: State) -> QuerySet:
    return Post.objects.filter(state=state)


COUNTERS = (
    # First, because no thread may count more posts than it gave numbers.
    Counter(
        Thread,
        "last_pub_seq",
        lambda: Coalesce(
            Subquery(
                Post.objects.filter(thread=OuterRef("pk"))
                .order_by()
                .values("thread")
                .annotate(most=Max("pub_seq"))
                .values("most")
            ),
            0,
        ),
        at_least=True,
    ),
    Counter(
        Thread, "published_count", lambda: how_many(_posts(State.PUBLISHED).filter(thread=OuterRef("pk")), per="thread")
    ),
    Counter(
        Thread, "waiting_count", lambda: how_many(_posts(State.PENDING).filter(thread=OuterRef("pk")), per="thread")
    ),
    Counter(
        Post, "published_replies", lambda: how_many(_posts(State.PUBLISHED).filter(root=OuterRef("pk")), per="root")
    ),
    Counter(Post, "minds_changed", lambda: how_many(MindChange.objects.filter(post=OuterRef("pk")), per="post")),
)

_OPEN = ReviewItem.objects.open().filter(post=OuterRef("pk"))

INVARIANTS = (
    Invariant(
        "a post has at most one open review item",
        lambda _: Post.objects.annotate(open_items=how_many(_OPEN, per="post")).filter(open_items__gt=1),
    ),
    Invariant("a post that waits has an open review item", lambda _: _posts(State.PENDING).exclude(Exists(_OPEN))),
    Invariant(
        "nothing waits for a decision about a post that was taken back or erased",
        lambda _: Post.objects.filter(Exists(_OPEN), state__in=[State.WITHDRAWN, State.ERASED]),
    ),
    Invariant(
        "published means a live text and a number",
        lambda _: Post.objects.exclude(
            Q(state=State.PUBLISHED, live_revision__isnull=False, pub_seq__isnull=False)
            | (~Q(state=State.PUBLISHED) & Q(live_revision__isnull=True, pub_seq__isnull=True))
        ),
    ),
    Invariant(
        "the texts that a post shows are its own",
        lambda _: Post.objects.filter(
            ~Q(revision__post=F("pk")) | (Q(live_revision__isnull=False) & ~Q(live_revision__post=F("pk")))
        ),
    ),
    Invariant(
        "a post has words unless it was erased, and none if it was",
        lambda _: Revision.objects.filter(
            Q(~Exists(Body.objects.filter(revision=OuterRef("pk"))), ~Q(post__state=State.ERASED))
            | Q(Exists(Body.objects.filter(revision=OuterRef("pk"))), post__state=State.ERASED)
            | Q(Exists(Citation.objects.filter(revision=OuterRef("pk"))), post__state=State.ERASED)
        ),
    ),
    Invariant(
        "a reply stands under an opening post of its own thread",
        lambda _: Post.objects.filter(~Q(root__thread=F("thread")) | Q(root__root__isnull=False), root__isnull=False),
    ),
    Invariant(
        "what a reply answers stands in its own branch",
        lambda _: Post.objects.filter(Q(answers__isnull=False) & ~Q(answers__root=F("root")) & ~Q(answers=F("root"))),
    ),
    Invariant(
        "an author sits in the class of the thread",
        lambda _: Post.objects.exclude(author__classroom=F("thread__classroom")),
    ),
    Invariant(
        "nobody has the name of a plant that somebody else has in the thread, and nobody has two",
        lambda _: Post.objects.filter(
            Q(pk__in=_with_several("author", "thread", "pseudonym"))
            | Q(pk__in=_with_several("pseudonym", "thread", "author"))
        ),
    ),
    Invariant(
        "a closed item has the outcome of its decision",
        lambda _: ReviewItem.objects.filter(
            (Q(outcome__in=Outcome.values) & (Q(decision__isnull=True) | ~Q(decision__outcome=F("outcome"))))
            | (Q(decision__isnull=False) & ~Q(outcome__in=Outcome.values))
        ),
    ),
    Invariant(
        "a decision has its line in the log",
        lambda _: Decision.objects.exclude(
            Exists(AuditEntry.objects.filter(decision=OuterRef("pk"), act=AuditEntry.Act.DECIDED))
        ),
    ),
    Invariant(
        "no flag stays open when its post has been decided about since",
        lambda _: Flag.objects.live().filter(
            Exists(Decision.objects.filter(post=OuterRef("post"), decided_at__gte=OuterRef("flagged_at")))
        ),
    ),
    Invariant(
        "an appeal goes to somebody else than the first decider",
        lambda _: Appeal.objects.exclude(item__reason="appeal", item__first_decider=F("decision__decider")),
    ),
    Invariant(
        "nobody holds an item for longer than three minutes",
        lambda moment: ReviewItem.objects.filter(claimed_until__gt=moment + LEASE),
    ),
    Invariant(
        "whoever sees a gated thread has written in it, and sits in its class",
        lambda _: Unlock.objects.exclude(
            Exists(Post.objects.filter(thread=OuterRef("thread"), author=OuterRef("member"))),
            member__classroom=F("thread__classroom"),
        ),
    ),
)
