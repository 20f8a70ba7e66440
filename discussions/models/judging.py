"""What a moderator needs to know of a post to judge it fairly, read in the one query that reads the item.

The few rows around it (its branch, flags, notes, sanctions) come as lists of dictionaries: see `Rows`.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from classrooms.models import Membership, Norm
from discussions.models.audit import AuditEntry
from discussions.models.counting import Capped, Rows, how_many
from discussions.models.flags import Flag
from discussions.models.notes import CannedMessage, ModeratorNote
from discussions.models.posts import Post
from discussions.models.review import ReviewItem, ReviewItemQuerySet
from discussions.models.revisions import Body, Citation
from discussions.models.sanctions import Sanction
from discussions.moderation.transitions import Outcome, State

REPLIES_SHOWN = 15
"""On either side of the post: a longer branch is read in its thread."""
LINES_READ = 500
WEEK = timedelta(days=7)

POST = {
    "pk": "pk",
    "author": "author_id",
    "name": "author__user__name",
    "pseudonym": "pseudonym",
    "state": "state",
    "at": "created_at",
    "text": Coalesce("live_revision__body__text", "revision__body__text"),
}
CITED = {
    "code": "claim__code",
    "status": "claim__status",
    "claim": "claim__text",
    "url": "url",
    "locator": "locator",
    "key": "source__key",
    "producer": "source__producer",
    "published": "source__published",
    "title": "source__title",
    "quote": "quote",
    "quote_check": "quote_check",
}


def with_flags(items: ReviewItemQuerySet) -> ReviewItemQuerySet:
    """With the live flags on the post: which norms, in whose words, and never by whom."""
    live = Flag.objects.live().filter(post=OuterRef("post")).order_by("flagged_at", "pk")
    return items.annotate(flags=Rows(live, norm="norm__text", is_risk="is_safeguarding", note="note"))


def with_cards(items: ReviewItemQuerySet, member: Membership, moment: datetime) -> ReviewItemQuerySet:
    """With what an item's page shows `member` besides the rows it joins."""
    named = AuditEntry.objects.filter(act=AuditEntry.Act.NAMED, actor=member, post=OuterRef("post"))
    before = Body.objects.filter(revision__post=OuterRef("post"), revision__number=OuterRef("revision__number") - 1)
    cited = Citation.objects.filter(revision=OuterRef("revision")).order_by("position")
    norms = Norm.objects.visible_to(member).current()
    own = CannedMessage.objects.visible_to(member).order_by("norm__position", "pk")
    around = {name: Rows(posts, **POST) for name, posts in _branch(member).items()}
    return (
        with_flags(items)
        .annotate(
            is_named=Exists(named),
            text_before=Subquery(before.values("text")),
            steelman_before=Subquery(before.values("steelman")),
            cited=Rows(cited, **CITED),
            norms=Rows(norms, pk="pk", text="text", message="message", position="position"),
            own_messages=Rows(own, pk="pk", text="text", position="norm__position"),
            on_tab=Capped(ReviewItem.objects.visible_to(member).open()),
        )
        .annotate(**around, **_history(member, moment))
    )


def _branch(member: Membership) -> dict[str, QuerySet]:
    """The posts around the one that is judged, without those that were handed to the safeguarding adult."""
    handed_over = ReviewItem.objects.open().filter(post=OuterRef("pk"), escalated_at__isnull=False)
    posts = Post.objects.visible_to(member).exclude(Exists(handed_over))
    replies = posts.filter(root=Coalesce(OuterRef("post__root"), OuterRef("post")))
    return {
        "root_post": posts.filter(pk=OuterRef("post__root")),
        "replies_before": replies.filter(pk__lt=OuterRef("post")).order_by("-pk")[:REPLIES_SHOWN],
        "replies_after": replies.filter(pk__gt=OuterRef("post")).order_by("pk")[:REPLIES_SHOWN],
    }


def _history(member: Membership, moment: datetime) -> dict[str, object]:
    """How the author's other posts in this class fared, what is in force, and what moderators noted."""
    posts = Post.objects.filter(author=OuterRef("author"))
    returned = posts.filter(decisions__outcome=Outcome.RETURN)
    sent_back = Post.objects.filter(pk=OuterRef("pk"), decisions__outcome=Outcome.RETURN)
    at_once = posts.filter(~Exists(sent_back), state=State.PUBLISHED)
    sanctions = Sanction.objects.visible_to(member).in_force(moment).filter(member=OuterRef("author"))
    notes = ModeratorNote.objects.visible_to(member).filter(about=OuterRef("author")).order_by("pk")
    return {
        "sent_before": how_many(posts.filter(pk__lt=OuterRef("post")), per="author"),
        "kept_every_norm": how_many(at_once, per="author"),
        "ever_returned": how_many(returned, per="author"),
        "then_published": how_many(returned.filter(state=State.PUBLISHED), per="author"),
        "ever_removed": how_many(posts.filter(state=State.REMOVED), per="author"),
        "sanctions": Rows(sanctions.order_by("ends_at"), kind="kind", ends_at="ends_at"),
        "notes": Rows(notes, text="text", by="author__user__name", at="at"),
    }


def waits_this_week(member: Membership, moment: datetime) -> list[timedelta]:
    """How long the posts of a class waited that were decided in the last seven days, by its newest lines of the log."""
    lines = AuditEntry.objects.visible_to(member).order_by("-pk").values_list("at", "decision__item__opened_at", "act")
    newest = lines[:LINES_READ]
    return [at - since for at, since, act in newest if act == AuditEntry.Act.DECIDED and at > moment - WEEK]
