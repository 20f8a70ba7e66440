"""The log of what was sent, decided and looked at, for the teachers of the class; the story of one post; the file."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from classrooms.access import MemberRequest, teacher_required
from discussions.models import AuditEntry
from discussions.models.audit import AuditQuerySet
from discussions.views.audit_filters import AuditForm
from discussions.views.audit_lines import SHOWN, lines
from sahel.spreadsheet import csv_lines

PAGE = 50


@teacher_required
@require_safe
def audit(request: MemberRequest) -> HttpResponse:
    """The log, newest first, by keyset, narrowed to what was asked for."""
    form = AuditForm(request.GET, request.member)
    entries = form.narrowed(AuditEntry.objects.visible_to(request.member).for_reading())
    if post := form.cleaned_data.get("post"):
        return redirect("discussions:post_story", request.member.classroom.slug, post)
    asked = request.GET.copy()
    asked.pop("before", None)
    context = _page(request, entries) | {
        "form": form,
        "is_narrowed": any(form.cleaned_data.values()),
        "export_query": f"?{asked.urlencode()}" if asked else "",
    }
    return render(request, "discussions/audit.html", context)


@teacher_required
@require_safe
def post_story(request: MemberRequest, post_pk: int) -> HttpResponse:
    """Everything that happened to one post, oldest first."""
    entries = AuditEntry.objects.visible_to(request.member).for_reading().filter(post=post_pk)
    found = list(entries.select_related(*SHOWN).order_by("pk")[:500])
    if not found:
        raise Http404
    context = {
        "classroom": request.member.classroom,
        "post": found[0].post,
        "lines": lines(found, story=True),
        "log_url": request.path.partition("posts/")[0],
    }
    return render(request, "discussions/post_story.html", context)


@teacher_required
@require_safe
def export_audit(request: MemberRequest) -> StreamingHttpResponse:
    """The log as it was narrowed, as a CSV file: no words of posts, and none of the messages about them."""
    classroom = request.member.classroom
    form = AuditForm(request.GET, request.member)
    entries = form.narrowed(AuditEntry.objects.visible_to(request.member).for_reading())
    name = f"{slugify(classroom.name) or 'class'}-moderation-{timezone.now():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    # The lines are written after this function has returned, outside the class's time zone: so the zone goes along.
    rows = csv_lines(_rows(entries, classroom.zone))
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


def _page(request: MemberRequest, entries: AuditQuerySet) -> dict[str, object]:
    before = _before(request)
    if before:
        entries = entries.filter(pk__lt=before)
    found = list(entries.select_related(*SHOWN)[: PAGE + 1])
    asked = request.GET.copy()
    asked["before"] = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    return {
        "classroom": request.member.classroom,
        "lines": list(lines(found[:PAGE])),
        "log_url": request.path,
        "older_url": f"?{asked.urlencode()}" if len(found) > PAGE else "",
    }


def _before(request: HttpRequest) -> int:
    value = request.GET.get("before", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0


def _rows(entries: AuditQuerySet, zone: ZoneInfo) -> Iterator[Sequence[object]]:
    yield [_("When"), _("Act"), _("Who"), _("What"), _("Rule"), _("Post no."), _("Discussion")]
    for line in lines(entries.select_related(*SHOWN).iterator(chunk_size=500)):
        when = timezone.localtime(line.at, zone).isoformat(timespec="seconds")
        yield [when, line.act, line.who, line.what, line.norm, line.post, line.thread]
