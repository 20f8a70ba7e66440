"""Every text of one's own post, try by try: what one sent, what one changed, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from classrooms.access import MemberRequest, member_required
from discussions.models import Decision, Post, Revision
from discussions.moderation.transitions import Outcome
from discussions.views.cards import quoted
from discussions.views.comparing import changes_against

CAME_OF_IT = {
    Outcome.PUBLISH: _("Published"),
    Outcome.RETURN: _("Returned to you"),
    Outcome.REMOVE: _("Removed"),
    Outcome.OVERTURN: _("Published after all"),
    Outcome.UPHOLD: _("The first decision stands"),
}


@dataclass(frozen=True)
class Sent:
    """One text: the first as it was typed, each later one against the one before it."""

    number: int
    at: datetime
    words: SafeString
    is_live: bool
    decided: list[tuple[str, Decision]]


@member_required
def my_texts(request: MemberRequest, post_pk: int) -> HttpResponse:
    """What the author of a post sent, the newest text first. Nobody else's page: moderators have the post's story."""
    mine = Post.objects.visible_to(request.member).filter(author=request.member).select_related("thread")
    found = get_object_or_404(mine, pk=post_pk)
    context = {"classroom": request.member.classroom, "post": found, "texts": _texts(found)}
    return render(request, "discussions/my_texts.html", context)


def _texts(post: Post) -> list[Sent]:
    """At most six, in two queries."""
    decided: dict[int, list[tuple[str, Decision]]] = {}
    for decision in post.decisions.select_related("norm").order_by("pk"):
        decided.setdefault(decision.revision_id, []).append((str(CAME_OF_IT[Outcome(decision.outcome)]), decision))
    sent, before = [], ""
    for revision in post.revisions.select_related("body").order_by("number"):
        sent.append(_sent(revision, before, decided.get(revision.pk, []), is_live=revision.pk == post.live_revision_id))
        before = revision.body.said
    return sent[::-1]


def _sent(revision: Revision, before: str, decided: list[tuple[str, Decision]], *, is_live: bool) -> Sent:
    text = revision.body.said
    words = changes_against(before, text) if before else SafeString()
    return Sent(revision.number, revision.sent_at, words or quoted(text, None, None), is_live, decided)
