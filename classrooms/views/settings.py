"""What a teacher sets for a class: its name and zone, its door, its rules."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, teacher_required
from classrooms.forms import ClassroomForm
from classrooms.norms import NormFormSet
from sahel.shortcuts import form_status, posted


@teacher_required
def settings(request: MemberRequest) -> HttpResponse:
    """Rename the class, move it to another time zone; and the way to its code and rules."""
    classroom = request.member.classroom
    form = ClassroomForm(posted(request), instance=classroom)
    if form.is_valid():
        form.save()
        messages.success(request, _("The settings are saved."))
        return redirect("classrooms:settings", classroom.slug)
    context = {"form": form, "classroom": classroom}
    return render(request, "classrooms/settings.html", context, status=form_status(form))


@teacher_required
@require_POST
def renew_code(request: MemberRequest) -> HttpResponse:
    """Put a new join code in the old one's place, or switch the door on again."""
    request.member.classroom.renew_code()
    messages.success(request, _("The new join code is %s.") % request.member.classroom.join_code)
    return redirect("classrooms:settings", request.member.classroom.slug)


@teacher_required
@require_POST
def switch_off_code(request: MemberRequest) -> HttpResponse:
    """Let nobody join by code."""
    request.member.classroom.switch_off_code()
    messages.success(request, _("The join code is switched off. Nobody joins by code now."))
    return redirect("classrooms:settings", request.member.classroom.slug)


@teacher_required
def norms(request: MemberRequest) -> HttpResponse:
    """The rules of the class: reword, drop, add."""
    classroom = request.member.classroom
    formset = NormFormSet(posted(request), classroom=classroom)
    if formset.is_valid():
        formset.save()
        messages.success(request, _("The rules are saved. Earlier decisions keep the words they were made with."))
        return redirect("classrooms:norms", classroom.slug)
    status = 422 if formset.is_bound else 200
    return render(request, "classrooms/norms.html", {"formset": formset, "classroom": classroom}, status=status)
