"""What moderators write for themselves: a note about an author, and messages they no longer want to keep."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, moderator_required
from discussions.forms import NoteForm
from discussions.models import CannedMessage, ModeratorNote
from discussions.views.item_page import ItemPage
from sahel.shortcuts import form_status, posted


@moderator_required
@require_POST
def add_note(request: MemberRequest, item_pk: int) -> HttpResponse:
    """Leave a note about an item's author, under the pseudonym, for the other moderators."""
    page = ItemPage(request, item_pk)
    note = ModeratorNote(about_id=page.item.author_id, author=request.member, at=timezone.now())
    form = NoteForm(posted(request), instance=note)
    if not form.is_valid():
        return page.answer(note_form=form, status=form_status(form))
    form.save()
    messages.success(request, _("Your note is kept. Only the moderators of this class read it."))
    return redirect(f"{page.queue.url_of(page.item)}#notes")


@moderator_required
@require_POST
def delete_message(request: MemberRequest, message_pk: int) -> HttpResponse:
    """Keep one of one's own messages no longer."""
    get_object_or_404(CannedMessage.objects.visible_to(request.member), pk=message_pk).delete()
    messages.success(request, _("The message is deleted."))
    item = request.POST.get("item", "")
    if item.isascii() and item.isdigit() and len(item) < 19:
        return redirect("discussions:item", request.member.classroom.slug, int(item))
    return redirect("discussions:queue", request.member.classroom.slug)
