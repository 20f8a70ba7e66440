"""Appealing: an author asks somebody else to look at what was decided about their post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.access import MemberRequest, member_required
from classrooms.models import Membership
from discussions.models import Appeal, Post
from discussions.models.appeals import NobodyElse
from discussions.models.submissions import NotNow
from discussions.report_forms import AppealForm
from discussions.views.cards import Verdict, quoted
from sahel.shortcuts import form_status, posted

JUDGED = ("thread__classroom", "last_decision__norm", "last_decision__decider__user", "last_decision__item")
WORDS = ("last_decision__author", "revision__body")


@member_required
def appeal(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Say why somebody else should look; where there is nobody else, whom to ask in person."""
    visible = Post.objects.visible_to(request.member).select_related(*JUDGED, *WORDS)
    post = get_object_or_404(visible, pk=post_pk)
    place = f"{post.thread.get_absolute_url()}#p{post.pk}"
    if post.author_id != request.member.pk or not Appeal.is_about(post):
        return redirect(place)
    form = AppealForm(posted(request))
    if not form.is_valid():
        return _page(request, post, form, status=form_status(form))
    try:
        Appeal.make(post, request.member, form.cleaned_data["text"], timezone.now())
    except NobodyElse:
        return _page(request, post, form, status=409)
    except NotNow:
        messages.error(request, _("Something has happened to this post meanwhile; here is how it stands."))
        return redirect(place)
    messages.success(request, _("Sent. Somebody who did not decide about it looks now."))
    return redirect(place)


def _page(request: MemberRequest, post: Post, form: AppealForm, *, status: int) -> HttpResponse:
    decision = post.last_decision
    others = Appeal.others(decision).exists()
    teachers = Membership.objects.visible_to(request.member).active().teachers().select_related("user").by_name()
    context = {
        "classroom": request.member.classroom,
        "post": post,
        "form": form if others else None,
        "typed": "" if others else form.data.get("text", ""),
        "to_ask": "" if others else ", ".join(teacher.name for teacher in teachers),
        "verdict": Verdict(decision.decider.name, decision.norm.text, decision.message),
        "words": quoted(post.revision.body.text, decision.quote_start, decision.quote_end),
    }
    return render(request, "discussions/appeal.html", context, status=status)
