"""What to do next, across all of a person's classes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.access import signed_in
from gradebook.todo import Group, agenda
from gradebook.work import Work

HEADINGS = {
    Group.OVERDUE: _("Overdue"),
    Group.WAITING: _("Others wait for you"),
    Group.THIS_WEEK: _("Due this week"),
    Group.LATER: _("Later"),
    Group.ANY_TIME: _("When you like"),
}


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show what to start with, then everything else by its date."""
    moment = timezone.now()
    work = Work(request.user, moment)
    plan = agenda(work.tasks(), moment)
    groups = [(heading, plan.groups[group]) for group, heading in HEADINGS.items() if group in plan.groups]
    context = {"agenda": plan, "groups": groups, "rooms": work.rooms(), "today": work.today()}
    return render(request, "gradebook/home.html", context)
