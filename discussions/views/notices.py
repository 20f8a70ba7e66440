"""What is new to a person, in all their classes; and when they want it by mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from classrooms.access import public, signed_in
from discussions.digest import user_behind
from discussions.models import Notice, NoticePreference
from discussions.models.news import News, with_news
from discussions.models.notices import NoticeQuerySet
from discussions.notice_forms import NoticePreferenceForm
from sahel.shortcuts import form_status, posted

PAGE = 20
KEY = "%Y-%m-%dT%H:%M:%S.%fZ"


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """One line for each thread in which something happened, newest first, by keyset."""
    now = timezone.now()
    told = with_news(Notice.objects.of(request.user, now)).select_related("member__classroom", "thread")
    found = list(_older_than(request.GET.get("before", ""), told.newest_first())[: PAGE + 1])
    rows = [_row(notice) for notice in found[:PAGE]]
    about_classes = [notice.pk for notice in found[:PAGE] if notice.thread is None and News(notice)]
    if about_classes:
        Notice.objects.filter(pk__in=about_classes).update(seen_at=now)
    context = {"rows": rows, "older_url": _key(found[PAGE - 1]) if len(found) > PAGE else ""}
    return render(request, "discussions/notices.html", context)


@signed_in
def notice_preferences(request: HttpRequest) -> HttpResponse:
    """Whether a mail comes once a day, at what hour, and in which hours none does."""
    form = NoticePreferenceForm(posted(request), instance=NoticePreference.of(request.user))
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("discussions:notice_preferences")
    context = {"form": form, "is_reachable": request.user.has_confirmed_email()}
    return render(request, "discussions/notice_preferences.html", context, status=form_status(form))


@public(reason="whoever has the mail, or their mail program, ends the mails without signing in (RFC 8058)")
@csrf_exempt  # a mail program posts it; the token is what admits, and no session is asked
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, unsubscribe_token: str) -> HttpResponse:
    """A page with one button, and what the button does: no more mails."""
    user_pk = user_behind(unsubscribe_token)
    if user_pk is None or not User.objects.filter(pk=user_pk).exists():
        raise Http404
    if request.method == "POST":
        NoticePreference.unsubscribe(user_pk)
    return render(request, "discussions/unsubscribe.html", {"is_done": request.method == "POST"})


def _row(notice: Notice) -> dict[str, object]:
    room = notice.member.classroom
    place = f"{notice.thread_id}/" if notice.thread_id else ""
    news = News(notice)
    return {
        "url": f"{room.get_absolute_url()}threads/{place}",
        "title": notice.thread.title if notice.thread else _("About you"),
        "classroom": room.name,
        "lines": news.lines(),
        "at": notice.updated_at,
        "zone": room.time_zone,
    }


def _older_than(key: str, told: NoticeQuerySet) -> NoticeQuerySet:
    """What comes after the row that `key` names; everything for a key that names none."""
    written, _sep, pk = key.partition("_")
    try:
        moment = parse_datetime(written)
    except ValueError:
        moment = None
    if moment is None or not moment.tzinfo or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return told
    return told.filter(updated_at__lte=moment).exclude(updated_at=moment, pk__gte=int(pk))


def _key(last: Notice) -> str:
    return f"?before={last.updated_at.strftime(KEY)}_{last.pk}"
