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
from discussions.forms import ReviewForm, StanceForm
from discussions.models import Participation, Stance, Thread
from discussions.models.reading import page_of
from discussions.views.cards import Cards
from discussions.views.desk import Desk
from sahel.shortcuts import form_status, posted

STANCE_ORDER = list(Stance.Position)


@member_required
def threads(request: MemberRequest) -> HttpResponse:
    """The threads of the class, by assignment."""
    visible = Thread.objects.visible_to(request.member).in_order().select_related("assignment__edition__lesson")
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
    form = StanceForm(posted(request))
    if form.is_valid() and found.take_stance(request.member, form.cleaned_data["position"], timezone.now()):
        return redirect(f"{request.path.removesuffix('stance/')}#stance")
    context = _thread_context(request, found) | {"stance_form": form}
    return render(request, "discussions/thread.html", context, status=form_status(form) if form.errors else 409)


@teacher_required
@require_POST
def close_stances(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Take no more stances, and show the class how it stands."""
    found = get_object_or_404(Thread.objects.visible_to(request.member), pk=thread_pk)
    found.close_stances(timezone.now())
    return redirect(f"{request.path.removesuffix('close-stances/')}#stance")


@teacher_required
@require_POST
def change_review(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Say what a moderator reads before the class sees it: the first posts of each student, or every post."""
    found = get_object_or_404(Thread.objects.visible_to(request.member), pk=thread_pk)
    form = ReviewForm(posted(request), instance=found)
    if form.is_valid():
        form.save()
        return redirect(request.path.removesuffix("change-review/"))
    context = _thread_context(request, _thread(request, thread_pk)) | {"review_form": form}
    return render(request, "discussions/thread.html", context, status=form_status(form))


def _thread(request: MemberRequest, thread_pk: int) -> Thread:
    visible = Thread.objects.visible_to(request.member).with_desk_of(request.member)
    joined = ("assignment__edition__lesson", "assignment__participation", "claim")
    found = get_object_or_404(visible.select_related(*joined), pk=thread_pk)
    found.classroom = found.assignment.classroom = request.member.classroom
    return found


def _thread_context(request: MemberRequest, thread: Thread) -> dict[str, object]:
    member, now = request.member, timezone.now()
    is_open = thread.is_open(now)
    newest_first = request.GET.get("order") == "newest"
    page = page_of(thread, member, after=_number(request, "after"), newest_first=newest_first)
    may_write = is_open or member.may_moderate
    desk, cards = Desk(thread, member), Cards(member, may_write=may_write)
    room = request.path.partition("/threads/")[0]
    return {
        "classroom": member.classroom,
        "thread": thread,
        "on_the_tab": thread.waiting_for_me,
        "claim": thread.claim,
        "is_marked": Participation.is_on_in(thread.assignment) and not thread.is_pseudonymous,
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
        "review_form": ReviewForm(instance=thread) if member.is_teacher else None,
        "stance": _stance(thread),
        "stance_form": StanceForm(None, initial={"position": thread.my_stance}),
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
    if not thread.is_open(now):
        return _("Closed: you can read, not write.") if member.is_student else _("Closed for students.")
    if assignment.closes_at is None:
        return ""
    return _("Open until %s") % date_format(timezone.localtime(assignment.closes_at), "l j F, H:i")


def _stance(thread: Thread) -> dict[str, object]:
    """What the page shows of the statement: the bar when it may be seen, else whether one may still answer."""
    now = timezone.now()
    counts = thread.distribution(now)
    bar, place = [], 0
    for number, position in enumerate(STANCE_ORDER, start=1):
        count = counts[position] if counts else 0
        bar.append({"key": number, "x": place, "count": count, "label": position.label})
        place += count
    return {
        "bar": bar if counts else None,
        "total": place,
        "is_closed": thread.stances_are_closed(now),
        "closes_at": thread.stances_close_at(),
        "mine": None if thread.my_stance is None else Stance.Position(thread.my_stance).label,
    }


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
