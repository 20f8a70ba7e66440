"""Reading: the threads of a class, and one of them; and where one stands on its statement."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, member_required, student_required, teacher_required
from classrooms.models import Membership
from discussions.forms import StanceForm
from discussions.models import Stance, Thread
from discussions.models.counting import capped
from discussions.models.reading import page_of
from discussions.views.cards import Cards
from discussions.views.desk import Desk
from discussions.views.rules_in_words import review_in_words, rules_in_words
from discussions.views.sight import gate_of, synthesis_of
from discussions.views.standing import standing_of
from sahel.shortcuts import form_status, posted

SYNTHESIS = ("synthesis__author__user", "synthesis__live_revision__body")


@member_required
def threads(request: MemberRequest) -> HttpResponse:
    """The threads of the class, by assignment."""
    visible = Thread.objects.visible_to(request.member).with_sight_of(request.member)
    visible = visible.in_order().select_related("assignment__edition__lesson")
    return render(request, "discussions/threads.html", {"classroom": request.member.classroom, "threads": visible})


@member_required
def thread(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """One thread: the prompt, where the class stands, the posts, and the desk to write at."""
    return render(request, "discussions/thread.html", _thread_context(request, _thread(request, thread_pk)))


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
    found = get_object_or_404(visible.select_related("assignment__edition__lesson", "claim", *SYNTHESIS), pk=thread_pk)
    found.classroom = found.assignment.classroom = request.member.classroom
    return found


def _thread_context(request: MemberRequest, thread: Thread) -> dict[str, object]:
    member, now = request.member, timezone.now()
    is_open = thread.is_open(now)
    newest_first = request.GET.get("order") == "newest"
    page = page_of(thread, member, after=_number(request, "after"), newest_first=newest_first)
    may_write = is_open or member.may_moderate
    desk, cards = Desk(thread, member), Cards(member, may_write=may_write, is_pseudonymous=thread.is_pseudonymous)
    room = request.path.partition("/threads/")[0]
    return {
        "classroom": member.classroom,
        "thread": thread,
        "on_the_tab": capped(thread.waiting_for_me),
        "claim": thread.claim,
        "is_open": is_open,
        "until_when": _until_when(thread, member, now),
        "newest_first": newest_first,
        "cards": cards.of(page),
        "icons": cards.icons,
        "reply_icon": cards.icons.use("reply"),
        "withdraw_icon": cards.icons.use("x-circle"),
        "is_empty": not page.roots,
        "next_after": page.next_after,
        "is_later_page": bool(_number(request, "after")),
        "thread_url": f"{room}/threads/{thread.pk}/",
        "posts_url": f"{room}/posts/",
        "queue_url": f"{room}/review/",
        "rules": rules_in_words(thread),
        "reviewed": review_in_words(thread.rules_for(member, now).mode) if member.may_moderate else "",
        "stance": standing_of(thread, now),
        "gate": gate_of(thread, member, now),
        "synthesis": synthesis_of(thread, member),
        "desk": desk if may_write else None,
        "form": desk.form(None),
    }


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


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
