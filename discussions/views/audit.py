"""The log of what was sent, decided and looked at, for the teachers of the class."""

from django.http import HttpResponse
from django.shortcuts import render

from classrooms.access import MemberRequest, teacher_required
from discussions.models import AuditEntry

PAGE = 50
SHOWN = ("actor__user", "post__thread", "revision", "decision__norm")


@teacher_required
def audit(request: MemberRequest) -> HttpResponse:
    """The log, newest first, by keyset."""
    before = request.GET.get("before", "")
    lines = AuditEntry.objects.visible_to(request.member).for_reading().select_related(*SHOWN)
    if before.isascii() and before.isdigit() and len(before) < 19:
        lines = lines.filter(pk__lt=int(before))
    found = list(lines[: PAGE + 1])
    context = {
        "classroom": request.member.classroom,
        "lines": found[:PAGE],
        "older_url": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "is_later_page": bool(before),
    }
    return render(request, "discussions/audit.html", context)
