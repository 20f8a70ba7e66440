"""What a reader makes of a post besides replying: that it changed their mind, or that it puts their view fairly."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, member_required, student_required
from discussions.models import FairnessMark, MindChange, Post
from discussions.models.moves import is_restated_in
from discussions.models.submissions import NotNow
from discussions.views.places import place_of


@student_required
@require_POST
def change_mind(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Say that somebody else's published post changed one's mind, or take that back. Counted, and named nowhere."""
    visible = Post.objects.visible_to(request.member).published().select_related("thread__classroom")
    found = get_object_or_404(visible, pk=post_pk)
    if found.author_id == request.member.pk:
        raise Http404
    if "take_back" in request.POST:
        MindChange.take_back(found, request.member)
    else:
        MindChange.say(found, request.member, timezone.now())
    return redirect(place_of(request.member, found))


@member_required
@require_POST
def mark_fairness(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Say whether a reply puts one's own view fairly: `fair` or `not_quite`, with the number of the text one read."""
    paths = ("thread__classroom", "root", "answers", "live_revision__body")
    found = get_object_or_404(Post.objects.visible_to(request.member).published().select_related(*paths), pk=post_pk)
    if not is_restated_in(found, request.member):
        raise Http404
    said = [verdict for verdict in FairnessMark.Verdict if request.POST.get(verdict) == str(found.live_revision_id)]
    try:
        if len(said) != 1:
            raise NotNow
        FairnessMark.say(found, found.live_revision_id, request.member, said[0], timezone.now())
    except NotNow:
        messages.error(request, _("Nothing was noted: you have said otherwise before, or the reply has changed."))
    return redirect(place_of(request.member, found))
