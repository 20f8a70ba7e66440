"""My classes, opening one, and coming into one by its code."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from classrooms import attempts
from classrooms.access import public, signed_in
from classrooms.forms import ClassroomForm, CodeForm, NewcomerForm, this_school_year
from classrooms.models import Classroom
from sahel.shortcuts import form_status, posted


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The classes one sits in."""
    seats = request.user.memberships.active().select_related("classroom").order_by("classroom__name", "pk")
    return render(request, "classrooms/index.html", {"seats": seats})


@signed_in
def open(request: HttpRequest) -> HttpResponse:
    """Open a class: a name is enough."""
    if not request.user.is_teacher:
        raise PermissionDenied
    last = request.user.memberships.active().teachers().select_related("classroom").last()
    zone = last.classroom.time_zone if last else settings.TIME_ZONE
    form = ClassroomForm(posted(request), initial={"school_year": this_school_year(), "time_zone": zone})
    if form.is_valid():
        classroom = Classroom.open_by(request.user, **form.cleaned_data)
        messages.success(request, _("Your class is open. Students join with the code %s.") % classroom.join_code)
        return redirect(classroom)
    return render(request, "classrooms/open.html", {"form": form}, status=form_status(form))


@public(reason="a join code is how students open their accounts")
def join(request: HttpRequest) -> HttpResponse:
    """Come into a class: with the code alone, or with the code and a new account in one step."""
    form_class = CodeForm if request.user.is_authenticated else NewcomerForm
    if request.method == "POST" and attempts.are_used_up(request):
        return _too_many(request, form_class(initial=request.POST.dict()))
    form = form_class(posted(request), initial={"code": request.GET.get("code")})
    if not form.is_valid():
        if "code" in form.errors:
            attempts.count(request)
        return render(request, "classrooms/join.html", {"form": form}, status=form_status(form))
    if not attempts.may_come_in(request):
        return _too_many(request, form_class(initial=request.POST.dict()))
    if member := form.seat(request.user):
        if not request.user.is_authenticated:
            login(request, member.user)
        messages.success(request, _("You are in %s.") % form.classroom)
        return redirect(form.classroom)
    return render(request, "classrooms/join.html", {"form": form}, status=422)


def _too_many(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """Ask for patience, and keep what was typed; nothing is said about the code."""
    return render(request, "classrooms/join.html", {"form": form, "too_many": True}, status=429)
