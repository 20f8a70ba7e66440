"""What is decided about a person: the sanctions of the class, a new one, and lifting one before its time."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, moderator_required
from classrooms.models import Membership
from discussions.models import Notice, Post, Sanction
from discussions.report_forms import SanctionForm
from sahel.shortcuts import form_status, posted

SHOWN = ("member__user", "imposed_by__user", "lifted_by__user")
MOST_SHOWN = 200


@moderator_required
def sanctions(request: MemberRequest) -> HttpResponse:
    """The class's, those in force first."""
    now, visible = timezone.now(), Sanction.objects.visible_to(request.member).select_related(*SHOWN)
    context = {
        "classroom": request.member.classroom,
        "in_force": visible.in_force(now).order_by("ends_at", "pk"),
        "ended": visible.exclude(pk__in=visible.in_force(now).values("pk")).order_by("-starts_at", "-pk")[:MOST_SHOWN],
    }
    return render(request, "discussions/sanctions.html", context)


@moderator_required
def sanction(request: MemberRequest, membership_pk: int) -> HttpResponse:
    """Decide about a student: what happens, why, and until when. The student reads it."""
    students = Membership.objects.visible_to(request.member).active().students().select_related("user")
    student = get_object_or_404(students, pk=membership_pk)
    now = timezone.now()
    form = SanctionForm(posted(request), now)
    if form.is_valid():
        said = form.cleaned_data
        about = Post.objects.visible_to(request.member).filter(author=student, pk=_number(request, "post")).first()
        until = {"by": request.member, "ends_at": said["ends_at"], "moment": now}
        with transaction.atomic():
            imposed = Sanction.impose(student, said["kind"], said["reason"], post=about, **until)
            Notice.tell_of_sanction(imposed)
        messages.success(request, _("%(name)s reads it above the discussions.") % {"name": student.name})
        return redirect("discussions:sanctions", request.member.classroom.slug)
    context = {
        "classroom": request.member.classroom,
        "student": student,
        "form": form,
        "post_pk": _number(request, "post") or "",
        "standing": Sanction.objects.visible_to(request.member).on(student, now),
    }
    return render(request, "discussions/sanction.html", context, status=form_status(form))


@moderator_required
@require_POST
def lift(request: MemberRequest, sanction_pk: int) -> HttpResponse:
    """End it before its time."""
    found = get_object_or_404(Sanction.objects.visible_to(request.member), pk=sanction_pk)
    if found.lift(request.member, timezone.now()):
        messages.success(request, _("Lifted."))
    else:
        messages.info(request, _("It had ended already."))
    return redirect("discussions:sanctions", request.member.classroom.slug)


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name) or request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
