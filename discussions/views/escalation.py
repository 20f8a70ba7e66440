"""The safeguarding adult found nobody at risk, and gives an item back to the moderators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, moderator_required
from discussions.models import ReviewItem
from discussions.moderation import escalation
from discussions.moderation.queue import Conflict


@moderator_required
@require_POST
def give_back(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Nobody is at risk: it is an item like any other again."""
    visible = ReviewItem.objects.visible_to(request.member).select_related("post")
    item = get_object_or_404(visible, pk=item_pk)
    version = request.POST.get("version", "")
    item.version = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1
    try:
        escalation.give_back(item, request.member, moment=timezone.now())
    except Conflict:
        messages.error(request, _("Nothing was changed: this had changed since you opened it. Here is how it stands."))
        return redirect("discussions:item", request.member.classroom.slug, item_pk)
    messages.success(request, _("Given back to the moderators."))
    return redirect("discussions:queue", request.member.classroom.slug)
