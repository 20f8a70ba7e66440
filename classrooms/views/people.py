"""Who sits in a class, and what a teacher does with a seat."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms import slips as drawer
from classrooms.access import MemberRequest, teacher_required
from classrooms.forms import NamesForm, RoleForm
from classrooms.models import Membership, Role
from sahel.shortcuts import form_status, posted


@teacher_required
def people(request: MemberRequest) -> HttpResponse:
    """Everybody in the class, by role."""
    seats = list(Membership.objects.visible_to(request.member).select_related("user").by_name())
    groups = [
        (heading, [seat for seat in seats if seat.role == role and not seat.closed_at])
        for role, heading in [
            (Role.STUDENT, _("Students")),
            (Role.TEACHER, _("Teachers")),
            (Role.MODERATOR, _("Moderators")),
        ]
    ]
    closed = [seat for seat in seats if seat.closed_at]
    context = {"classroom": request.member.classroom, "groups": [*groups, (_("Closed seats"), closed)]}
    return render(request, "classrooms/people.html", context)


@teacher_required
def add_people(request: MemberRequest) -> HttpResponse:
    """Two ways in: the join code, or accounts made from a pasted list of names."""
    classroom = request.member.classroom
    form = NamesForm(posted(request), classroom=classroom)
    if form.is_valid() and (slips := form.save()):
        drawer.keep(request.session, classroom.slug, slips)
        return redirect("classrooms:slips", classroom.slug)
    context = {"form": form, "classroom": classroom}
    return render(request, "classrooms/add_people.html", context, status=form_status(form))


@teacher_required
@never_cache
def slips(request: MemberRequest) -> HttpResponse:
    """The codes made a moment ago, to print; a POST throws them away."""
    classroom = request.member.classroom
    if request.method == "POST":
        drawer.forget(request.session, classroom.slug)
        return redirect("classrooms:people", classroom.slug)
    context = {
        "classroom": classroom,
        "slips": drawer.kept(request.session, classroom.slug),
        "sign_in_at": request.get_host(),
    }
    return render(request, "classrooms/slips.html", context)


# ------------------------------------------------------------------ one seat


@teacher_required
def seat(request: MemberRequest, membership_pk: int) -> HttpResponse:
    """One person's seat, and what can be done with it."""
    return _show(request, _seat(request, membership_pk))


@teacher_required
@require_POST
def change_role(request: MemberRequest, membership_pk: int) -> HttpResponse:
    """Let the person do what another role does."""
    seat, form = _seat(request, membership_pk), RoleForm(request.POST)
    if not form.is_valid():
        return _show(request, seat, refusal=form.errors["role"][0], status=422)
    role = Role(form.cleaned_data["role"])
    return _act(request, seat, lambda: seat.change_role(role), _("%(name)s: %(role)s from now on."))


@teacher_required
@require_POST
def close_seat(request: MemberRequest, membership_pk: int) -> HttpResponse:
    """End the person's time in the class."""
    seat = _seat(request, membership_pk)
    return _act(request, seat, seat.close, _("The seat of %(name)s is closed."))


@teacher_required
@require_POST
def reopen_seat(request: MemberRequest, membership_pk: int) -> HttpResponse:
    """Let the person in again."""
    seat = _seat(request, membership_pk)
    return _act(request, seat, seat.reopen, _("The seat of %(name)s is open again."))


@teacher_required
@require_POST
def reset_password(request: MemberRequest, membership_pk: int) -> HttpResponse:
    """Make a one-time code for a student who forgot the password, and show it."""
    seat = _seat(request, membership_pk)
    try:
        slip = seat.reset_password()
    except ValidationError as refusal:
        return _show(request, seat, refusal=refusal.messages[0], status=409)
    drawer.keep(request.session, request.member.classroom.slug, [slip])
    return redirect("classrooms:slips", request.member.classroom.slug)


def _seat(request: MemberRequest, membership_pk: int) -> Membership:
    seats = Membership.objects.visible_to(request.member).select_related("user", "classroom")
    return get_object_or_404(seats, pk=membership_pk)


def _show(request: MemberRequest, seat: Membership, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "seat": seat,
        "is_own": seat == request.member,
        "may_reset": seat.has_resettable_password(),
        "form": RoleForm(initial={"role": seat.role}),
        "refusal": refusal,
    }
    return render(request, "classrooms/seat.html", context, status=status)


def _act(request: MemberRequest, seat: Membership, verb: Callable[[], None], done: str) -> HttpResponse:
    """Do it and say so, or say why not; whoever gave up the own role has no business on this page any more."""
    try:
        verb()
    except ValidationError as refusal:
        return _show(request, seat, refusal=refusal.messages[0], status=409)
    messages.success(request, done % {"name": seat.name, "role": seat.get_role_display()})
    if seat == request.member and not (seat.is_teacher and not seat.closed_at):
        return redirect("classrooms:index")
    return redirect("classrooms:people", request.member.classroom.slug)
