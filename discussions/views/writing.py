"""Writing: a post, a reply, a revision, and taking one back. Whatever happens, what was typed stays typed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, member_required
from classrooms.models import Membership
from discussions.forms import PostForm
from discussions.models import Post, Thread
from discussions.models.reading import answerable, branch_of
from discussions.models.revisions import in_order
from discussions.models.submissions import (
    Blocked,
    Muted,
    NotNow,
    Refused,
    RootGone,
    ThreadClosed,
    ThreadLocked,
    Unchanged,
    as_written,
)
from discussions.moderation.transitions import State
from discussions.views.cards import Verdict, quoted
from discussions.views.comparing import changes_against
from discussions.views.desk import Desk
from discussions.views.keeping import SETTLING, keep, settled
from discussions.views.nudges import notes_of
from discussions.views.places import place_of
from discussions.views.preview import preview_of
from sahel.shortcuts import posted, render_part

THREAD = ("assignment__edition__lesson",)
POST = (*(f"thread__{path}" for path in THREAD), "author__user", "revision__body")
JUDGED = ("last_decision__norm", "last_decision__decider__user")
SENDING = {"send", "anyway"}
COMPARE, PREVIEW = "compare", "preview"


@member_required
def write(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """An opening post."""
    found = get_object_or_404(Thread.objects.visible_to(request.member).select_related(*THREAD), pk=thread_pk)
    return _at(request, Desk(found, request.member))


@member_required
def reply(request: MemberRequest, post_pk: int) -> HttpResponse:
    """A reply to a published post; it stands in the branch of the opening post.

    One that comes when its branch has gone is refused with its words kept; before they are written it is not found.
    """
    found = answerable(post_pk, request.member)
    root = found and (found.root or found)
    if root is None or (request.method != "POST" and not root.stands):
        raise Http404
    is_reply = found.root_id is not None and found.state == State.PUBLISHED
    return _at(request, Desk(root.thread, request.member, root=root, answers=found if is_reply else None))


@member_required
def revise(request: MemberRequest, post_pk: int) -> HttpResponse:
    """One's own post that was returned, or that is published: change it and send it. Somebody else's is only shown."""
    visible = Post.objects.visible_to(request.member).select_related(*POST, *JUDGED)
    found = get_object_or_404(visible, pk=post_pk)
    is_own = found.author_id == request.member.pk
    if not is_own or (request.method == "GET" and found.state not in {State.RETURNED, State.PUBLISHED}):
        return redirect(_place_of(request, found))
    return _at(request, Desk(found.thread, request.member, post=found))


@member_required
def withdraw(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Take back one's own post, after being told what that does."""
    found = get_object_or_404(Post.objects.visible_to(request.member).select_related(*POST), pk=post_pk)
    if found.author_id != request.member.pk:
        return redirect(_place_of(request, found))
    if request.method != "POST":
        return render(request, "discussions/withdraw.html", {"classroom": request.member.classroom, "post": found})
    try:
        found.withdraw(timezone.now())
    except NotNow:
        messages.error(request, _("This post had already been removed or withdrawn."))
    return redirect(_place_of(request, found))


@member_required
@require_POST
def keep_draft(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Save what is being written; the page sends it while one types. Answers with the line under the text, and with
    the newer draft where another window has written other words.
    """
    found = get_object_or_404(Thread.objects.visible_to(request.member).select_related(*THREAD), pk=thread_pk)
    form, now = PostForm(request.POST, found, initial={}), timezone.now()
    form.is_valid()
    desk = _desk_named_in(form, found, request.member)
    context = {
        **keep(desk, form, now),
        "length": len(form.cleaned_data.get("text") or ""),
        "desk": desk,
        "form": form,
    }
    status = 200 if context["saved"] else 409
    return render(request, "discussions/composer.html#draft_state", context, status=status)


def _desk_named_in(form: PostForm, thread: Thread, member: Membership) -> Desk:
    """The desk that a draft says it comes from: a branch of the thread or a reply in it, or a post of one's own."""
    keys = {name: form.cleaned_data.get(name) for name in ("root", "answers", "post")}
    mine = Post.objects.visible_to(member).filter(author=member)
    root = keys["root"] and branch_of(keys["root"], member)
    answers = keys["answers"] and answerable(keys["answers"], member)
    post = keys["post"] and mine.filter(pk=keys["post"]).first()
    named = [one for key, one in zip(keys.values(), (root, answers, post), strict=True) if key is not None]
    if (
        set(keys) & set(form.errors)
        or any(not one or one.thread_id != thread.pk for one in named)
        or (answers and (root is None or answers.root_id != root.pk))
        or (root and post)
    ):
        raise Http404
    return Desk(thread, member, root=root or None, answers=answers or None, post=post or None)


def _at(request: MemberRequest, desk: Desk) -> HttpResponse:
    """Answer at a desk: show the composer, change its citations, or send what was written."""
    data, now = posted(request), timezone.now()
    step = request.POST.get("step") or "send"
    form = desk.form(settled(desk, data) if step in SETTLING else data)
    if not form.is_bound:
        return _composer(request, desk, form)
    if step in SETTLING:
        return _composer(request, desk, form, **keep(desk, form, now))
    if step not in SENDING:
        preview = preview_of(desk, form, now) if step == PREVIEW else None
        return _composer(request, desk, form, choosing=step, preview=preview, **keep(desk, form, now))
    if not form.is_valid():
        return _composer(request, desk, form, status=422)
    nudges = desk.submission(form, now).nudges
    if nudges and step != "anyway":
        return _composer(request, desk, form, nudges=notes_of(nudges, desk.norms), status=422, **keep(desk, form, now))
    try:
        post = desk.send(form, now)
    except Refused as refused:
        status = 422 if isinstance(refused, Blocked) else 409
        return _composer(request, desk, form, refusal=_why(refused), status=status, **keep(desk, form, now))
    messages.success(request, _said(post, is_change=desk.is_change))
    return redirect(_place_of(request, post, sent=str(form.cleaned_data["client_token"])))


def _composer(
    request: MemberRequest, desk: Desk, form: PostForm, *, status: int = 200, **shown: object
) -> HttpResponse:
    """The composer alone for htmx, or on a page with what one answers to."""
    returned = desk.post.last_decision if desk.post else None
    context = {
        "classroom": request.member.classroom,
        "desk": desk,
        "form": form,
        "thread": desk.thread,
        "is_open": desk.thread.is_open(timezone.now()) or request.member.may_moderate,
        **shown,
    }
    if returned and returned.norm and desk.post.is_unread:  # not when it has been published since
        context["verdict"] = Verdict(returned.decider.name, returned.norm.text, returned.message)
        context["words"] = quoted(desk.post.revision.body.text, returned.quote_start, returned.quote_end)
    if desk.post and shown.get("choosing") == COMPARE:
        typed = in_order(*(as_written(form[name].value() or "") for name in ("steelman", "text")))
        context["changes"] = changes_against(desk.post.revision.body.said, typed)
    return render_part(request, "discussions/write.html", "composer", context, status=status)


def _why(refused: Refused) -> str:
    if isinstance(refused, Blocked):
        return str(refused)
    if isinstance(refused, Muted):
        until = date_format(timezone.localtime(refused.sanction.ends_at), "j F, H:i")
        return _("You cannot write until %s. Your text stands here.") % until
    return {
        ThreadClosed: _("This discussion is closed. Your text stands here."),
        ThreadLocked: _("This discussion is locked: it can be read, and nobody writes for now. Your text stands here."),
        Unchanged: _("The text is the same as the one that was returned. Change it first."),
        RootGone: _(
            "The post you answer has been taken back or removed. Your text stands here: copy it into a post of its own."
        ),
        NotNow: _("This post cannot be revised any more. Your text stands here."),
    }[type(refused)]


def _said(post: Post, *, is_change: bool) -> str:
    if is_change and post.is_unread:
        return _("Your change is sent for review. Until it is published, the class reads the earlier text.")
    if post.state == State.PUBLISHED:
        return _("Changed. The class reads the new text now.") if is_change else _("Posted. The class sees it now.")
    return _("Sent for review. Only you and the moderators see it until it is published.")


def _place_of(request: MemberRequest, post: Post, *, sent: str = "") -> str:
    return place_of(request.member, post, sent=sent)
