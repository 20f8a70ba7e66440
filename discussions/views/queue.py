"""The queue as a list: of one class, of all classes; publishing several at once; and what changed in the meantime."""

from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from classrooms.access import MemberRequest, moderator_required, signed_in
from discussions.models import ReviewItem
from discussions.models.counting import SHOWN_AT_MOST, capped
from discussions.models.judging import with_flags
from discussions.models.review import Priority
from discussions.models.waiting import seen_by, waiting_for
from discussions.moderation.queue import Conflict, decide
from discussions.moderation.transitions import Outcome
from discussions.views.queue_page import PAGE, QueuePage
from discussions.views.queue_rows import may_publish_in_bulk

LONGEST = 19  # digits of a key


@moderator_required
def queue(request: MemberRequest) -> HttpResponse:
    """What waits for review in the class, most urgent first."""
    context = QueuePage(request, request.member).context()
    return render(request, "discussions/queue.html", context | {"classroom": request.member.classroom})


@signed_in
def all_waiting(request: HttpRequest) -> HttpResponse:
    """What waits in all the classes of a moderator."""
    return render(request, "discussions/all_waiting.html", _everywhere(request).context())


@signed_in
@require_POST
def publish_chosen(request: HttpRequest) -> HttpResponse:
    """Publish what was chosen in the list, each post by a decision of its own, and say how each went."""
    page = _everywhere(request)
    chosen = dict(filter(None, map(_as_seen, request.POST.getlist("chosen")[:PAGE])))
    found = with_flags(seen_by(page.all_seats)).filter(pk__in=chosen).order_by("pk")
    published, left = [], []
    for item in found.select_related("post__thread", "claimed_by__user"):
        refusal = _publish(item, *chosen[item.pk], page)
        (left if refusal else published).append(
            f"{item.post.pseudonym} ({refusal})" if refusal else item.post.pseudonym
        )
    if published:
        said = ngettext("%(n)d post published: %(names)s.", "%(n)d posts published: %(names)s.", len(published))
        messages.success(request, said % {"n": len(published), "names": ", ".join(published)})
    if left:
        messages.warning(request, _("Not published: %s.") % ", ".join(left))
    if not published and not left:
        messages.info(request, _("You chose no post. Tick those that you have read and want to publish."))
    rooms = {seat.classroom.slug for seat in page.all_seats}
    back = request.POST.get("back", "")
    return redirect("discussions:queue", back) if back in rooms else redirect("discussions:all_waiting")


@signed_in
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What changed in an open list: decided by others, held by others, come in since. 204 when nothing did."""
    page = _everywhere(request)
    have, held = (_keys(request, name) for name in ("have", "held"))
    waiting = waiting_for(page.all_seats)
    there = {item.pk: item for item in waiting.filter(pk__in=have).select_related("claimed_by__user")}
    by_others = {
        str(pk): _("%s is on it") % item.claimed_by.name
        for pk, item in there.items()
        if item.claimed_until and item.claimed_until > page.now and not page.sits(item.claimed_by_id)
    }
    gone = [pk for pk in have if pk not in there]
    new = _come_in_since(request, page)
    if not gone and not new and set(by_others) == {str(pk) for pk in held}:
        return HttpResponse(status=204)
    said = [
        ngettext("%(n)d post was decided.", "%(n)d posts were decided.", len(gone)) % {"n": len(gone)} if gone else "",
        ngettext("%(n)s new", "%(n)s new", new) % {"n": capped(new)} if new else "",
    ]
    return JsonResponse({"gone": gone, "held": by_others, "said": said[0], "new": said[1]})


def _everywhere(request: HttpRequest) -> QueuePage:
    page = QueuePage(request)
    if not page.all_seats:
        raise PermissionDenied
    return page


def _publish(item: ReviewItem, version: int, revision: int, page: QueuePage) -> str:
    """Publish one post as it was seen; why not, in words, or nothing."""
    if item.closed_at:
        return _("decided already")
    if item.is_held_by_another(page.seat_of(item), page.now):
        return _("%s is on it") % item.claimed_by.name
    if not may_publish_in_bulk(item):
        return _("to be read on its own")
    item.version, item.revision_id = version, revision
    try:
        decide(item, page.seat_of(item), Outcome.PUBLISH, moment=page.now)
    except Conflict:
        return _("changed meanwhile")
    return ""


def _as_seen(written: str) -> tuple[int, tuple[int, int]] | None:
    """A box of the list: which item, in which version, with which revision."""
    parts = written.split(".")
    if len(parts) != 3 or not all(one.isascii() and one.isdigit() and len(one) < LONGEST for one in parts):
        return None
    pk, version, revision = map(int, parts)
    return pk, (version, revision)


def _keys(request: HttpRequest, name: str) -> list[int]:
    written = request.GET.get(name, "").split(",")[: 2 * PAGE]
    return [int(one) for one in written if one.isascii() and one.isdigit() and len(one) < LONGEST]


def _come_in_since(request: HttpRequest, page: QueuePage) -> int:
    since = request.GET.get("since", "")
    if not (since.isascii() and since.isdigit() and len(since) < 15):
        return 0
    moment = datetime.fromtimestamp(int(since) / 1000, UTC)
    # The priorities are named so that the index of each class is entered at the moment, not read through.
    newer = page.narrowed(waiting_for(page.seats)).filter(priority__in=Priority.values, opened_at__gt=moment)
    return newer[: SHOWN_AT_MOST + 1].count()
