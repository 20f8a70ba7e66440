"""What stands between a student and a gated thread: the panel that says what opens it; and what moderators do about
who sees what: ask for a name, choose the closing synthesis.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, moderator_required
from classrooms.models import Membership
from discussions.models import AuditEntry, Post, Thread
from discussions.models.submissions import Cited
from discussions.moderation.gate import Condition, conditions
from discussions.moderation.names import name_for


@dataclass(frozen=True)
class Synthesis:
    """The closing synthesis at the top of its thread: `after` is the key of the page that it stands on."""

    pk: str
    after: str
    name: str
    words: SafeString


@moderator_required
@require_POST
def show_post_name(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Say who wrote a published post of a pseudonymous thread, after noting in the log who asked."""
    published = Post.objects.visible_to(request.member).published().select_related("thread")
    found = get_object_or_404(published, pk=post_pk)
    if found.thread.is_pseudonymous and found.author_id != request.member.pk:
        AuditEntry.note_name(found, request.member, timezone.now())
    return redirect(_place_of(request, found))


@moderator_required
@require_POST
def make_synthesis(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Let a published synthesis stand at the top of its thread."""
    found = get_object_or_404(Post.objects.visible_to(request.member).select_related("thread"), pk=post_pk)
    if not found.thread.close_with(found):
        messages.error(request, _("Only a published post of the kind “Synthesis” can close a discussion."))
    return redirect(_place_of(request, found))


@moderator_required
@require_POST
def take_back_synthesis(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Let no post stand at the top any more; it stays where it was written."""
    found = get_object_or_404(Thread.objects.visible_to(request.member), pk=thread_pk)
    found.close_with(None)
    return redirect("discussions:thread", request.member.classroom.slug, thread_pk)


def gate_of(thread: Thread, member: Membership, moment: datetime) -> list[Condition] | None:
    """What `member` still has to do to see a thread read `with_desk_of` them, by the draft they left; None when they
    see it.
    """
    if thread.is_in_sight:
        return None
    cited = [Cited.read(chip["line"]) for chip in thread.draft_cited or []]
    return conditions(
        has_stance=thread.phase_to_ask(moment) is None or bool(thread.my_stance_before or thread.my_stance_after),
        rests_on_lesson=any(one and (one.claim_id or one.source_id) for one in cited),
        text=thread.draft_text or "",
    )


def synthesis_of(thread: Thread, member: Membership) -> Synthesis | None:
    """The closing synthesis of a thread read `with_desk_of` its reader, if it may stand there."""
    post = thread.shown_synthesis
    if post is None:
        return None
    post.thread = thread
    words = mark_safe(post.live_revision.body.html)  # cleaned when written
    return Synthesis(str(post.pk), str((post.root_id or post.pk) - 1), name_for(post, member), words)


def _place_of(request: MemberRequest, post: Post) -> str:
    """Its thread, on the page that begins with its branch."""
    room = request.path.partition("/posts/")[0]
    return f"{room}/threads/{post.thread_id}/?after={(post.root_id or post.pk) - 1}#p{post.pk}"
