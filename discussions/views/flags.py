"""Flagging: a reader asks the moderators to look at a post, or takes that back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, member_required
from classrooms.models import Norm
from discussions.models import Flag, Post
from discussions.models.flags import LookedAt, TooManyFlags
from discussions.models.submissions import NotNow, Refused
from discussions.moderation.transitions import State
from discussions.report_forms import FlagForm
from sahel.shortcuts import form_status, posted


@member_required
def flag(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Say what is wrong with somebody else's published post; shown before: what happens next, and who learns what."""
    post = _post(request, post_pk)
    standing = _mine(request, post).first()
    if post.author_id == request.member.pk or (post.state != State.PUBLISHED and not standing):
        return redirect(_place_of(post))
    form = FlagForm(posted(request), list(Norm.objects.visible_to(request.member).current()))
    if not form.is_valid():
        return _page(request, post, form, standing=standing, status=form_status(form))
    try:
        Flag.raise_on(post, request.member, timezone.now(), **form.what)
    except Refused as refused:
        return _page(request, post, form, refusal=_why(refused), status=409)
    messages.success(request, _("Flagged. A moderator looks at it; nobody is told that it was you."))
    return redirect(_place_of(post))


@member_required
@require_POST
def take_back_flag(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Take one's own flag back."""
    post = _post(request, post_pk)
    standing = _mine(request, post).first()
    if standing and standing.take_back(timezone.now()):
        messages.success(request, _("Your flag is taken back."))
    else:
        messages.info(request, _("There is no flag of yours on this post any more."))
    return redirect(_place_of(post))


def _post(request: MemberRequest, post_pk: int) -> Post:
    """One that the member reads, or has flagged: a flag can be taken back while the post is hidden."""
    visible = Post.objects.visible_to(request.member)
    flagged = Flag.objects.visible_to(request.member).live().filter(post=post_pk)
    if not request.member.may_moderate and flagged.exists():
        return flagged.select_related("post__thread__classroom", "post__author__user").get().post
    found = visible.select_related("thread__classroom", "author__user", "live_revision__body", "revision__body")
    return get_object_or_404(found, pk=post_pk)


def _mine(request: MemberRequest, post: Post) -> "Flag.objects":
    return Flag.objects.visible_to(request.member).live().filter(post=post).select_related("norm")


def _page(
    request: MemberRequest,
    post: Post,
    form: FlagForm,
    *,
    standing: Flag | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "classroom": request.member.classroom,
        "post": post,
        "form": form,
        "standing": standing,
        "refusal": refusal,
    }
    return render(request, "discussions/flag.html", context, status=status)


def _why(refused: Refused) -> str:
    return {
        TooManyFlags: _(
            "You have flagged ten posts within a day: that is the most. If somebody may be at risk,"
            " speak to your teacher now."
        ),
        LookedAt: _("A moderator has looked at this text since you flagged it."),
        NotNow: _("The class does not see this post any more."),
    }[type(refused)]


def _place_of(post: Post) -> str:
    return f"{post.thread.get_absolute_url()}#p{post.pk}"
