"""What is new to somebody in a thread, counted when it is shown, from what they may see then. One query for any number
of notices; nothing of a thread whose gate they have not passed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from classrooms.models import Role
from discussions.models.counting import how_many
from discussions.models.flags import Flag
from discussions.models.marks import ThreadMark
from discussions.models.notices import Notice, NoticeQuerySet
from discussions.models.posts import Post
from discussions.models.review import Decision, ReviewItem
from discussions.models.sanctions import Sanction
from discussions.models.sight import Unlock
from discussions.moderation.transitions import Outcome, State

if TYPE_CHECKING:
    from accounts.models import User

NEVER = Value(datetime(1970, 1, 1, tzinfo=UTC), output_field=DateTimeField())
PHRASES = {
    "returned": ngettext_lazy("%d of your posts was returned", "%d of your posts were returned"),
    "removed": ngettext_lazy("%d of your posts was removed", "%d of your posts were removed"),
    "appeals": ngettext_lazy("%d of your appeals was decided", "%d of your appeals were decided"),
    "changes": ngettext_lazy("%d of your changes was decided", "%d of your changes were decided"),
    "replies": ngettext_lazy("%d reply to you", "%d replies to you"),
    "published": ngettext_lazy("%d of your posts was published", "%d of your posts were published"),
    "posts": ngettext_lazy("%d new post", "%d new posts"),
    "flags": ngettext_lazy("%d of your reports was decided", "%d of your reports were decided"),
}
KINDS = (*PHRASES, "sanctions")


def with_news(notices: NoticeQuerySet, *, unmailed: bool = False) -> NoticeQuerySet:
    """With the number of each kind of news since the member looked; `unmailed`: and since the last mail."""
    mark = ThreadMark.objects.filter(thread=OuterRef("thread"), member=OuterRef("member"))
    looked = Coalesce(Subquery(mark.values("seen_at")), F("seen_at"), NEVER)
    read = Coalesce(Subquery(mark.values("seen_seq")), 0)
    after = Greatest(looked, Coalesce("mailed_at", NEVER)) if unmailed else looked
    after_seq = Greatest(read, F("since_seq"), F("mailed_seq")) if unmailed else Greatest(read, F("since_seq"))
    notices = notices.annotate(after=after, after_seq=after_seq)
    return notices.annotate(**_of_others(), **_of_decisions(), **_of_oneself())


def unseen(user: "User", moment: datetime) -> int:
    """How many notices with news `user` has. One query; a row for each thread in which something happened since."""
    told = with_news(Notice.objects.of(user, moment)).filter(updated_at__gte=F("after"))
    return sum(any(row) for row in told.values_list(*KINDS))


@dataclass(frozen=True)
class News:
    """The news of one notice, as words."""

    notice: Notice

    def __bool__(self) -> bool:
        return any(getattr(self.notice, kind) for kind in KINDS)

    def lines(self) -> list[str]:
        """One phrase for each kind, what asks for something first. Plain numbers: no words of a post, nobody's name."""
        counts = {kind: getattr(self.notice, kind) for kind in KINDS}
        counts["posts"] -= counts["replies"]
        said = [str(phrase % counts[kind]) for kind, phrase in PHRASES.items() if counts[kind]]
        return [_("A moderator has decided something about you"), *said] if counts["sanctions"] else said


def _of_others() -> dict[str, Case]:
    unlocked = Exists(Unlock.objects.filter(thread=OuterRef("thread"), member=OuterRef("member")))
    in_sight = Q(thread__is_gated=False) | ~Q(member__role=Role.STUDENT) | Q(unlocked)
    new = Post.objects.published().filter(thread=OuterRef("thread"), pub_seq__gt=OuterRef("after_seq"))
    new = new.exclude(author=OuterRef("member"))
    to_me = Q(answers__author=OuterRef("member")) | Q(answers__isnull=True, root__author=OuterRef("member"))
    counted = {"posts": how_many(new, per="thread"), "replies": how_many(new.filter(to_me), per="thread")}
    return {kind: Case(When(in_sight, takes_part=True, then=number), default=0) for kind, number in counted.items()}


def _of_decisions() -> dict[str, Coalesce]:
    """Of each post only its last decision, and only while the post stands where that decision put it."""
    last = Decision.objects.filter(_since("decided_at"), author=OuterRef("member"), post__thread=OuterRef("thread"))
    last = last.filter(post__last_decision=F("pk")).exclude(post__state__in=[State.WITHDRAWN, State.ERASED])
    first = last.exclude(item__reason__in=[ReviewItem.Reason.EDIT, ReviewItem.Reason.APPEAL])
    kinds: dict[str, QuerySet] = {
        "published": first.filter(outcome=Outcome.PUBLISH, post__state=State.PUBLISHED),
        "returned": first.filter(outcome=Outcome.RETURN, post__state=State.RETURNED),
        "removed": first.filter(outcome=Outcome.REMOVE, post__state=State.REMOVED),
        "changes": last.filter(item__reason=ReviewItem.Reason.EDIT),
        "appeals": last.filter(item__reason=ReviewItem.Reason.APPEAL),
    }
    return {kind: how_many(decisions, per="author") for kind, decisions in kinds.items()}


def _of_oneself() -> dict[str, Coalesce | Case]:
    flags = Flag.objects.filter(_since("closed_at"), reporter=OuterRef("member"), post__thread=OuterRef("thread"))
    sanctions = how_many(Sanction.objects.filter(_since("starts_at"), member=OuterRef("member")), per="member")
    return {
        "flags": how_many(flags, per="reporter"),
        "sanctions": Case(When(thread__isnull=True, then=sanctions), default=0),
    }


def _since(moment: str) -> Q:
    return Q(**{f"{moment}__gt": OuterRef("after"), f"{moment}__gte": OuterRef("since_at")})
