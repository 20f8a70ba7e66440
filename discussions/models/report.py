"""What the transparency report counts, for one class and a time: a fixed number of queries, however much was written.

Nothing in it is counted by person. Where people stand is read here only, and only as sums made by the database.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from classrooms.models import Classroom, Norm
from discussions.models.appeals import Appeal
from discussions.models.counting import how_many
from discussions.models.flags import Flag
from discussions.models.posts import Post
from discussions.models.review import Decision, ReviewItem
from discussions.models.revisions import Revision
from discussions.models.sanctions import Sanction
from discussions.models.stances import Stance
from discussions.moderation.fairness import Group, median
from discussions.moderation.transitions import Outcome, State

SIDES = ("agree", "unsure", "disagree")


@dataclass(frozen=True)
class ByNorm:
    """How often one rule was meant: by readers who flagged, and by moderators who returned or removed."""

    text: str
    is_current: bool
    flags: int
    returned: int
    removed: int


@dataclass(frozen=True)
class ByCheck:
    """What became of the findings of one check: a nudge that was sent anyway, a hold that was published after all."""

    rule: str
    sent_anyway: int
    held: int
    published: int


@dataclass(frozen=True)
class Report:
    """The numbers of one class from `start` to before `end`."""

    norms: list[ByNorm]
    checks: list[ByCheck]
    sanctions: dict[str, int]
    waits: list[timedelta] = field(repr=False)
    returned_posts: int = 0
    then_published: int = 0
    appeals: int = 0
    appeals_decided: int = 0
    overturned: int = 0

    @property
    def decided(self) -> int:
        """How many decisions were made."""
        return len(self.waits)

    @property
    def median_wait(self) -> timedelta | None:
        """How long half of what was decided had waited at most."""
        return median(self.waits)


def report_of(classroom: Classroom, start: datetime, end: datetime) -> Report:
    """Count it, in seven queries."""
    decisions = Decision.objects.filter(item__classroom=classroom, decided_at__gte=start, decided_at__lt=end)
    items = ReviewItem.objects.filter(classroom=classroom, closed_at__gte=start, closed_at__lt=end)
    waited = items.filter(decided_by__isnull=False).values_list("opened_at", "closed_at")
    sanctions = Sanction.objects.filter(member__classroom=classroom, starts_at__gte=start, starts_at__lt=end)
    by_kind = sanctions.order_by().values_list("kind").annotate(n=Count("pk"))
    return Report(
        norms=_by_norm(classroom, decisions, start, end),
        checks=_by_check(classroom, decisions, start, end),
        sanctions=dict.fromkeys(Sanction.Kind.values, 0) | dict(by_kind),
        waits=[closed_at - opened_at for opened_at, closed_at in waited],
        **_returned(decisions),
        **_appeals(classroom, start, end),
    )


def return_rates(classroom: Classroom, before: datetime) -> list[Group]:
    """By the side that authors took before the discussion: how many posts were decided about, and returned. One query.

    The database adds them up; no single stance leaves it.
    """
    stance = Stance.objects.filter(
        thread=OuterRef("thread"), member=OuterRef("author"), phase=Stance.Phase.BEFORE
    ).values("position")
    decided = Decision.objects.filter(post=OuterRef("pk"), decided_at__lt=before)
    side = Case(
        When(position__gt=0, then=Value("agree")),
        When(position=0, then=Value("unsure")),
        default=Value("disagree"),
        output_field=CharField(),
    )
    posts = Post.objects.filter(Exists(decided), thread__classroom=classroom).annotate(
        position=Subquery(stance, output_field=IntegerField())
    )
    rows = (
        posts.filter(position__isnull=False)
        .annotate(side=side, was_returned=Exists(decided.filter(outcome=Outcome.RETURN)))
        .order_by()
        .values("side")
        .annotate(
            n=Count("pk"), returned=Count("pk", filter=Q(was_returned=True)), authors=Count("author", distinct=True)
        )
    )
    found = {row["side"]: row for row in rows}
    return [Group(name, **{key: found.get(name, {}).get(at, 0) for key, at in _COLUMNS.items()}) for name in SIDES]


_COLUMNS = {"posts": "n", "returned": "returned", "authors": "authors"}


def _by_norm(classroom: Classroom, decisions: QuerySet, start: datetime, end: datetime) -> list[ByNorm]:
    flags = Flag.objects.filter(flagged_at__gte=start, flagged_at__lt=end, withdrawn_at__isnull=True)
    meant = decisions.filter(norm=OuterRef("pk"))
    norms = (
        Norm.objects.filter(classroom=classroom)
        .annotate(
            flagged=how_many(flags.filter(norm=OuterRef("pk")), per="norm"),
            returned=how_many(meant.filter(outcome=Outcome.RETURN), per="norm"),
            removed=how_many(meant.filter(outcome=Outcome.REMOVE), per="norm"),
        )
        .order_by("position", "pk")
    )
    rows = [ByNorm(norm.text, norm.retired_at is None, norm.flagged, norm.returned, norm.removed) for norm in norms]
    return [row for row in rows if row.is_current or row.flags + row.returned + row.removed]


def _by_check(classroom: Classroom, decisions: QuerySet, start: datetime, end: datetime) -> list[ByCheck]:
    sent = Revision.objects.filter(post__thread__classroom=classroom, sent_at__gte=start, sent_at__lt=end)
    nudged = sent.exclude(verdict="allow").values_list("findings", flat=True)
    anyway = Counter(rule for findings in nudged for rule in _rules(findings, "nudge"))
    held, published = Counter(), Counter()
    for findings, outcome in decisions.filter(revision__verdict="hold").values_list("revision__findings", "outcome"):
        rules = _rules(findings, "hold")
        if outcome not in {Outcome.OVERTURN, Outcome.UPHOLD}:
            held.update(rules)
            published.update(rules if outcome == Outcome.PUBLISH else ())
    return [ByCheck(rule, anyway[rule], held[rule], published[rule]) for rule in sorted({*anyway, *held})]


def _rules(findings: Iterable[dict], severity: str) -> set[str]:
    """Each rule once, however often a text broke it."""
    return {finding["rule"] for finding in findings if finding["severity"] == severity}


def _returned(decisions: QuerySet) -> dict[str, int]:
    returned = Count("post", filter=Q(outcome=Outcome.RETURN), distinct=True)
    published = Count("post", filter=Q(outcome=Outcome.RETURN, post__state=State.PUBLISHED), distinct=True)
    return decisions.aggregate(returned_posts=returned, then_published=published)


def _appeals(classroom: Classroom, start: datetime, end: datetime) -> dict[str, int]:
    made = Appeal.objects.filter(post__thread__classroom=classroom, made_at__gte=start, made_at__lt=end)
    return made.aggregate(
        appeals=Count("pk"),
        appeals_decided=Count("pk", filter=Q(item__outcome__in=[Outcome.OVERTURN, Outcome.UPHOLD])),
        overturned=Count("pk", filter=Q(item__outcome=Outcome.OVERTURN)),
    )
