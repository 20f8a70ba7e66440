"""Reading: the threads of a class, and one of them; and where one stands on its statement."""

from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, member_required, student_required, teacher_required
from classrooms.models import Membership
from discussions.forms import StanceForm
from discussions.models import Participation, Stance, Thread, ThreadMark
from discussions.models.counting import capped
from discussions.models.reading import Page, branch_page, page_of
from discussions.models.waits import wait_told_by
from discussions.views.cards import Cards
from discussions.views.desk import Desk
from discussions.views.news import news_context
from discussions.views.places import number_in
from discussions.views.rules_in_words import review_in_words, rules_in_words
from discussions.views.sanction_notices import notices_for, sanction_of
from discussions.views.sight import gate_of, synthesis_of
from discussions.views.standing import standing_of
from sahel.shortcuts import form_status, posted

JOINED = (
    *("assignment__edition__lesson", "assignment__participation", "claim"),
    *("synthesis__author__user", "synthesis__live_revision__body"),
)


@member_required
def threads(request: MemberRequest) -> HttpResponse:
    """The threads of the class: those that are pinned, then by assignment."""
    member = request.member
    notices = notices_for(member)
    if any(notice.is_closing for notice in notices):
        raise Http404  # and with it the page that says why (discussions/suspension.py)
    visible = Thread.objects.visible_to(member).with_sight_of(member).with_mark_of(member).in_order()
    found = list(visible.select_related("assignment__edition__lesson"))
    pinned = [one for one in found if one.pinned_at]
    others = groupby((one for one in found if not one.pinned_at), key=lambda one: one.assignment)
    context = {
        "classroom": member.classroom,
        "groups": [*([(None, pinned)] if pinned else []), *((given, list(group)) for given, group in others)],
        "sanctions": notices,
    }
    return render(request, "discussions/threads.html", context)


@member_required
def thread(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """One thread: the prompt, where the class stands, the posts, and the desk to write at."""
    found = _thread(request, thread_pk)
    context = _thread_context(request, found)
    if found.is_in_sight and not _is_fetched_ahead(request):
        ThreadMark.put(found, request.member, timezone.now())
    return render(request, "discussions/thread.html", context)


@student_required
@require_POST
def take_stance(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Say where one stands, or change it, until the class may see how it stands."""
    found = _thread(request, thread_pk)
    form, now = StanceForm(posted(request)), timezone.now()
    if form.is_valid() and found.take_stance(request.member, moment=now, **form.cleaned_data):
        return redirect(f"{request.path.removesuffix('stance/')}#stance")
    context = _thread_context(request, found) | {"stance": standing_of(found, now, form if form.errors else None)}
    return render(request, "discussions/thread.html", context, status=form_status(form) if form.errors else 409)


@teacher_required
@require_POST
def close_stances(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Take no more answers to one of the two questions, and show the class how it stands."""
    visible = Thread.objects.visible_to(request.member).select_related("assignment")
    phase = Stance.Phase.AFTER if request.POST.get("phase") == Stance.Phase.AFTER else Stance.Phase.BEFORE
    get_object_or_404(visible, pk=thread_pk).close_stances(timezone.now(), phase)
    return redirect(f"{request.path.removesuffix('close-stances/')}#stance")


def _thread(request: MemberRequest, thread_pk: int) -> Thread:
    visible = Thread.objects.visible_to(request.member).with_desk_of(request.member)
    found = get_object_or_404(visible.select_related(*JOINED), pk=thread_pk)
    found.classroom = found.assignment.classroom = request.member.classroom
    return found


def _thread_context(request: MemberRequest, thread: Thread) -> dict[str, object]:
    member, now = request.member, timezone.now()
    is_open, sanction = thread.is_open(now), sanction_of(thread)
    newest_first = request.GET.get("order") == "newest"
    page = _page(request, thread, newest_first=newest_first)
    may_write = (is_open and not (sanction and sanction.is_silent)) or member.may_moderate
    since = number_in(request.GET, "since") if "since" in request.GET else thread.seen_seq
    told = {"is_pseudonymous": thread.is_pseudonymous, "wait": wait_told_by(thread.waits_at_hand)}
    desk, cards = Desk(thread, member), Cards(member, may_write=may_write, since=since, **told)
    room = request.path.partition("/threads/")[0]
    return {
        "classroom": member.classroom,
        "thread": thread,
        "on_the_tab": capped(thread.waiting_for_me),
        "is_open": is_open,
        "until_when": _until_when(thread, member, now),
        "newest_first": newest_first,
        "cards": cards.of(page),
        "icons": cards.icons,
        "reply_icon": cards.icons.use("reply"),
        "change_icon": cards.icons.use("pencil"),
        "flag_icon": cards.icons.use("flag"),
        "withdraw_icon": cards.icons.use("x-circle"),
        "is_empty": not page.roots,
        "next_query": _next_query(request, page, since),
        "branch_query": "" if since is None else f"since={since}&",
        "is_branch": number_in(request.GET, "branch"),
        "is_later_page": bool(number_in(request.GET, "after") or number_in(request.GET, "branch")),
        "unread": 0 if thread.seen_seq is None else max(thread.news - _own_news(page, member, thread.seen_seq), 0),
        "seen": str(thread.seen_seq),
        **news_context(thread, request.path, after=thread.last_pub_seq),
        "thread_url": f"{room}/threads/{thread.pk}/",
        "posts_url": f"{room}/posts/",
        "queue_url": f"{room}/review/",
        "sanction": sanction,
        **_above_the_posts(thread, member, now),
        "desk": desk if may_write else None,
        "form": desk.form(None),
    }


def _above_the_posts(thread: Thread, member: Membership, now: datetime) -> dict[str, object]:
    """What the page says of the thread itself."""
    return {
        "claim": thread.claim,
        "is_marked": Participation.is_on_in(thread.assignment) and not thread.is_pseudonymous,
        "rules": rules_in_words(thread),
        "reviewed": review_in_words(thread.rules_for(member, now).mode) if member.may_moderate else "",
        "stance": standing_of(thread, now),
        "gate": gate_of(thread, member, now),
        "synthesis": synthesis_of(thread, member),
    }


def _page(request: MemberRequest, thread: Thread, *, newest_first: bool) -> Page:
    """A page of opening posts, or of the replies of one branch."""
    after = number_in(request.GET, "after")
    if not (root_pk := number_in(request.GET, "branch")):
        return page_of(thread, request.member, after=after, newest_first=newest_first)
    page = branch_page(thread, request.member, root_pk, after=after)
    if not page.roots:
        raise Http404
    return page


def _next_query(request: MemberRequest, page: Page, since: int | None) -> str:
    """Of the link to the next page, which marks as new what this one does: the whole walk is one visit."""
    if page.next_after is None:
        return ""
    kept = {name: request.GET[name] for name in ("order", "branch") if name in request.GET}
    return urlencode(kept | ({} if since is None else {"since": since}) | {"after": page.next_after})


def _own_news(page: Page, member: Membership, seen: int) -> int:
    """How many posts of the page are new only because their reader has just written them."""
    rows = [*page.roots, *(reply for branch in page.replies.values() for reply in branch)]
    return sum(row["author_id"] == member.pk and (row["pub_seq"] or 0) > seen for row in rows)


def _is_fetched_ahead(request: HttpRequest) -> bool:
    """Whether a browser fetches the page in case somebody goes there.

    That the reader has come so far is noted by GET, and is all that GET changes: it is the reading itself. Reloading or
    going back notes it again and changes nothing, and a page out of the browser's own memory asks nobody. But a page
    that was only fetched ahead nobody has read, and its posts would never be shown as new.
    """
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method != "GET" or "prefetch" in purpose


def _until_when(thread: Thread, member: Membership, now: datetime) -> str:
    """When students can write in it, in words."""
    assignment = thread.assignment
    if assignment.withdrawn_at:
        return _("The assignment has been withdrawn: students do not see this discussion.")
    if now < assignment.opens_at:
        return _("Opens for students on %s.") % date_format(timezone.localtime(assignment.opens_at), "j F, H:i")
    if thread.locked_at:
        return ""  # as its chip says
    if not thread.is_open(now):
        return _("Closed: you can read, not write.") if member.is_student else _("Closed for students.")
    if assignment.closes_at is None:
        return ""
    return _("Open until %s") % date_format(timezone.localtime(assignment.closes_at), "l j F, H:i")
