"""Judging one post: its page, the decision, who holds it, and whose it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, moderator_required
from discussions.forms import DecisionForm
from discussions.models import CannedMessage, ReviewItem
from discussions.moderation.escalation import escalate
from discussions.moderation.queue import Conflict, name_author
from discussions.moderation.queue import decide as decide_item
from discussions.moderation.transitions import NEGATIVE, Outcome
from discussions.views.choices import ESCALATE
from discussions.views.item_page import ItemPage
from sahel.shortcuts import form_status, render_part


@moderator_required
def item(request: MemberRequest, item_pk: int) -> HttpResponse:
    """One post that waits, in its context, with what the checks found and the form to decide about it."""
    return ItemPage(request, item_pk).answer()


@moderator_required
@require_POST
def decide(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Decide about it as it was shown; when it has changed since, nothing happens and the page is shown afresh."""
    page = ItemPage(request, item_pk)
    found, form = page.item, page.form()
    if found.decided_by_id == request.member.pk and request.POST.get("outcome") == found.outcome:
        return redirect(page.queue.following(found))  # the same form a second time
    if found.closed_at or found.is_held_by_another(request.member, timezone.now()):
        return page.answer(conflict=True, status=409)
    if not form.is_valid():
        return page.answer(form=form, status=form_status(form))
    said = form.cleaned_data
    found.version, found.revision_id = said["version"], said["revision"]
    try:
        _carry_out(request, found, form)
    except Conflict:
        return ItemPage(request, item_pk).answer(conflict=True, status=409)
    messages.success(request, _said(said["outcome"], found))
    return redirect(page.queue.following(found))


@moderator_required
@require_POST
def claim(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Hold it for three minutes, or for three more; the open page asks again while somebody looks at it."""
    page = ItemPage(request, item_pk)
    claimed = page.item.claim(request.member, timezone.now())
    if not request.htmx:
        return redirect(page.queue.url_of(page.item))
    context = {
        "card": ItemPage(request, item_pk).card,
        "item_url": request.path.removesuffix("claim/"),
        "query": page.queue.query,
    }
    return render_part(request, "discussions/item.html", "lease", context, status=200 if claimed else 409)


@moderator_required
@require_POST
def let_go(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Leave it to others."""
    page = ItemPage(request, item_pk)
    page.item.let_go(request.member)
    return redirect(page.queue.url)


@moderator_required
@require_POST
def show_name(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Say who wrote it, after noting in the log who asked."""
    page = ItemPage(request, item_pk)
    if not page.item.is_named:
        name_author(page.item, request.member, timezone.now())
    return redirect(page.queue.url_of(page.item))


def _carry_out(request: MemberRequest, item: ReviewItem, form: DecisionForm) -> None:
    """Do what the form says. Raises Conflict."""
    said, now = form.cleaned_data, timezone.now()
    if said["outcome"] == ESCALATE:
        escalate(item, request.member, moment=now)
        return
    reason = {"norm": said["norm"], "message": said["message"], "quote": form.place}
    decide_item(item, request.member, said["outcome"], moment=now, **reason)
    if said["keep"] and said["outcome"] in NEGATIVE:
        CannedMessage.keep(request.member, said["norm"], said["message"])


def _said(outcome: str, item: ReviewItem) -> str:
    name = {"name": item.post.pseudonym}
    if outcome == ESCALATE:
        return _("Handed over. Only whoever looks after people at risk sees the post of %(name)s now.") % name
    if outcome in {Outcome.PUBLISH, Outcome.OVERTURN} and item.post.thread.assignment.withdrawn_at:
        return _("Published. Students see it when the assignment is given again.")
    return {
        Outcome.PUBLISH: _("Published. The class sees the post of %(name)s now."),
        Outcome.OVERTURN: _("Published after all. The class sees the post of %(name)s now."),
        Outcome.RETURN: _("Returned. %(name)s reads your message and can send the post again."),
        Outcome.REMOVE: _("Removed. %(name)s reads your message; the class does not see the post."),
        Outcome.UPHOLD: _("The first decision stands. %(name)s reads your message."),
    }[Outcome(outcome)] % name
