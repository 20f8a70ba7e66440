"""What a reader makes of a post besides replying: that it changed their mind."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, student_required
from discussions.models import MindChange, Post
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
