"""Reviewing: the queue, one item of it, and the decision about it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, moderator_required
from classrooms.models import Norm
from discussions.forms import DecisionForm
from discussions.models import ReviewItem
from discussions.models.reading import with_cards
from discussions.moderation.queue import Conflict, available_outcomes, name_author
from discussions.moderation.queue import decide as decide_item
from discussions.moderation.transitions import Outcome
from discussions.views.around import around
from discussions.views.queue_cards import item_card, queue_rows
from sahel.shortcuts import form_status, posted, render_part

IN_LIST = ("post__thread", "revision", "claimed_by__user")
ON_PAGE = (
    *("post__thread__assignment", "post__author__user", "post__root__author__user", "post__root__live_revision__body"),
    *("post__last_decision__norm", "revision__body", "claimed_by__user", "decision__norm", "decided_by__user"),
)


@moderator_required
def queue(request: MemberRequest) -> HttpResponse:
    """What waits for review, oldest first."""
    return render(request, "discussions/queue.html", _list_context(request))


@moderator_required
def item(request: MemberRequest, item_pk: int) -> HttpResponse:
    """One post that waits, in its context, with what the checks found and the form to decide about it."""
    return _page(request, _item(request, item_pk))


@moderator_required
@require_POST
def decide(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Decide about it as it was shown; when it has changed since, nothing happens and the page is shown afresh."""
    found = _item(request, item_pk)
    form = _form(request, found)
    now = timezone.now()
    if found.decided_by_id == request.member.pk and request.POST.get("outcome") == found.outcome:
        return redirect(_next(request))  # the same form a second time
    if found.closed_at or found.is_held_by_another(request.member, now):
        return _page(request, found, conflict=True, status=409)
    if not form.is_valid():
        return _page(request, found, form=form, status=form_status(form))
    said = form.cleaned_data
    found.version, found.revision_id = said["version"], said["revision"]
    reason = {"norm": said["norm"], "message": said["message"], "quote": form.place}
    try:
        decide_item(found, request.member, said["outcome"], moment=now, **reason)
    except Conflict:
        return _page(request, _item(request, item_pk), conflict=True, status=409)
    messages.success(request, _said(said["outcome"], found))
    return redirect(_next(request))


@moderator_required
@require_POST
def claim(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Hold it for three minutes, or for three more; the open page asks again while somebody looks at it."""
    found = _item(request, item_pk)
    claimed = found.claim(request.member, timezone.now())
    if not request.htmx:
        return redirect("discussions:item", request.member.classroom.slug, item_pk)
    card = item_card(_item(request, item_pk), request.member)
    context = {"card": card, "item_url": request.path.removesuffix("claim/")}
    return render_part(request, "discussions/item.html", "lease", context, status=200 if claimed else 409)


@moderator_required
@require_POST
def let_go(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Leave it to others."""
    _item(request, item_pk).let_go(request.member)
    return redirect("discussions:queue", request.member.classroom.slug)


@moderator_required
@require_POST
def show_name(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Say who wrote it, after noting in the log who asked."""
    found = _item(request, item_pk)
    if not found.is_named:
        name_author(found, request.member, timezone.now())
    return redirect("discussions:item", request.member.classroom.slug, item_pk)


def _item(request: MemberRequest, item_pk: int) -> ReviewItem:
    visible = ReviewItem.objects.visible_to(request.member).select_related(*ON_PAGE)
    return get_object_or_404(with_cards(visible, request.member), pk=item_pk)


def _form(request: MemberRequest, item: ReviewItem, *, afresh: bool = False) -> DecisionForm:
    norms = list(Norm.objects.visible_to(request.member).current())
    places = [finding["span"] for finding in item.revision.findings if finding["span"]]
    text = item.revision.body.text
    return DecisionForm(
        None if afresh else posted(request),
        outcomes=available_outcomes(item, request.member),
        norms=norms,
        text=text,
        initial={
            "quote": text[slice(*places[0])] if places else "",
            **{name: request.POST[name] for name in ("norm", "quote", "message") if name in request.POST},
            "version": item.version,
            "revision": item.revision_id,
        },
    )


def _list_context(request: MemberRequest) -> dict[str, object]:
    waiting = ReviewItem.objects.visible_to(request.member).open().oldest_first().select_related(*IN_LIST)
    rows = queue_rows(waiting[:100], request.member)
    queue_url = reverse("discussions:queue", args=[request.member.classroom.slug])
    return {
        "classroom": request.member.classroom,
        "rows": rows,
        "waiting": len(rows),
        "on_the_tab": len(rows),
        "queue_url": queue_url,
    }


def _page(
    request: MemberRequest,
    item: ReviewItem,
    *,
    form: DecisionForm | None = None,
    conflict: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = _list_context(request)
    if item.closed_at is None:
        context["form"] = form or _form(request, item, afresh=True)
    context |= {
        "item": item,
        "card": item_card(item, request.member),
        "around": around(item, request.member),
        "conflict": conflict,
        "item_url": f"{context['queue_url']}{item.pk}/",
        "typed": request.POST.get("message", "") if item.closed_at else "",
    }
    return render(request, "discussions/item.html", context, status=status)


def _next(request: MemberRequest) -> str:
    """The next item that nobody else holds; the queue when there is none."""
    waiting = ReviewItem.objects.visible_to(request.member).open().free_for(request.member, timezone.now())
    queue_url = reverse("discussions:queue", args=[request.member.classroom.slug])
    following = waiting.oldest_first().values_list("pk", flat=True).first()
    return f"{queue_url}{following}/" if following else queue_url


def _said(outcome: str, item: ReviewItem) -> str:
    name = {"name": item.post.pseudonym}
    if outcome == Outcome.PUBLISH and item.post.thread.assignment.withdrawn_at:
        return _("Published. Students see it when the assignment is given again.")
    if outcome == Outcome.PUBLISH:
        return _("Published. The class sees the post of %(name)s now.") % name
    if outcome == Outcome.RETURN:
        return _("Returned. %(name)s reads your message and can send the post again.") % name
    return _("Removed. %(name)s reads your message; the class does not see the post.") % name
