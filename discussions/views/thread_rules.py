"""The rules of one discussion: what differs from the class, whether it is locked, and whether it stands on top."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, moderator_required, teacher_required
from discussions.models import ClassRules, Thread
from discussions.models.thread_rules import PostsStand
from discussions.rule_forms import ThreadRulesForm
from sahel.shortcuts import form_status, posted

SHOWN = ("assignment__edition__lesson", "classroom")


@teacher_required
def thread_rules(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Set what differs here."""
    found = get_object_or_404(Thread.objects.visible_to(request.member).select_related(*SHOWN), pk=thread_pk)
    has_posts = found.posts.visible_to(request.member).exists()
    form = ThreadRulesForm(posted(request), has_posts=has_posts, instance=found)
    if form.is_valid():
        try:
            found.settle(request.member, timezone.now(), **form.cleaned_data)
            messages.success(request, _("The rules of this discussion are saved."))
            return redirect(found)
        except PostsStand:
            form.add_error("is_pseudonymous", _("Somebody has posted meanwhile: this cannot change any more."))
    context = {
        "classroom": request.member.classroom,
        "thread": found,
        "form": form,
        "has_posts": has_posts,
        "class_review": ClassRules.of(request.member.classroom).get_review_display(),
    }
    return render(request, "discussions/thread_rules.html", context, status=form_status(form))


@moderator_required
@require_POST
def lock(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Let students read and not write, for now."""
    return _settled(request, thread_pk, _("The discussion is locked."), locked_at=timezone.now())


@moderator_required
@require_POST
def unlock(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Let students write again."""
    return _settled(request, thread_pk, _("The discussion is unlocked."), locked_at=None)


@teacher_required
@require_POST
def pin(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Put it on top of its assignment's discussions."""
    return _settled(request, thread_pk, _("It stands on top of the list now."), pinned_at=timezone.now())


@teacher_required
@require_POST
def unpin(request: MemberRequest, thread_pk: int) -> HttpResponse:
    """Put it back into its place."""
    return _settled(request, thread_pk, _("It stands in its old place again."), pinned_at=None)


def _settled(request: MemberRequest, thread_pk: int, said: str, **rules: object) -> HttpResponse:
    found = get_object_or_404(Thread.objects.visible_to(request.member).select_related("classroom"), pk=thread_pk)
    found.settle(request.member, timezone.now(), **rules)
    messages.success(request, said)
    return redirect(found)
