"""The daily mail: one line for each thread with news, in plain numbers. No words of a post and nobody's name travel.

**At most once.** The day is taken and the notices are marked in one transaction; the mail is sent after it. A process
that dies in between sends nothing, and what it would have said still stands on the notices page. The other order would
send a mail twice, to a whole school, whenever a machine is restarted at the wrong moment.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from statistics import median
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from classrooms.models import Membership, Role
from discussions.addresses import absolute
from discussions.models import Notice, NoticePreference, ReviewItem
from discussions.models.news import News, with_news
from discussions.quiet_hours import is_due

logger = logging.getLogger(__name__)

# What happened just before the last mail may have been stored just after it.
ON_ITS_WAY = timedelta(minutes=1)
SIGNER = Signer(salt="discussions.digest")


@dataclass(frozen=True)
class Line:
    """One thread, or one class's queue, in the mail."""

    classroom: str
    title: str
    news: list[str]
    url: str


def token_of(user_pk: int) -> str:
    """What the link of a mail says instead of a sign-in. It never expires: a mail may be opened years later."""
    return SIGNER.sign(str(user_pk))


def user_behind(token: str) -> int | None:
    """The key of the person for whom `token` was made; None when it was made for nobody."""
    try:
        return int(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def recipients(moment: datetime) -> QuerySet[User]:
    """Whoever can be reached, wants mail, and has been told of something since the last, or moderates what waits."""
    since = Q(mailed_at=None) | Q(updated_at__gt=F("mailed_at") - ON_ITS_WAY)
    told = Notice.objects.filter(since, member__user=OuterRef("pk"))
    moderates = Membership.objects.active().filter(
        role__in=[Role.TEACHER, Role.MODERATOR],
        user=OuterRef("pk"),
        classroom__in=ReviewItem.objects.open().values("classroom"),
    )
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    wanted = User.objects.filter(Exists(confirmed), is_active=True).filter(Exists(told) | Exists(moderates))
    return wanted.exclude(notice_preference__digest=NoticePreference.Digest.NEVER).order_by("pk")


def send_digest(user: User, moment: datetime, connection: BaseEmailBackend) -> bool:
    """Send `user` the mail of the day, if it is time for one and there is something to say; whether it was sent."""
    preference, seats = NoticePreference.of(user), _seats(user)
    zone = _zone(seats)
    hours = {"hour": preference.hour, "quiet_from": preference.quiet_from, "quiet_to": preference.quiet_to}
    if preference.digest == NoticePreference.Digest.NEVER:
        return False
    if not is_due(moment, zone, **hours, last_on=preference.digested_on):
        return False
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE), timezone.override(zone):
        notices = _unmailed(user, moment)
        lines = [*_lines(notices), *_queues(seats, moment)]
        if not lines or not preference.claim_day(moment.astimezone(zone).date()):
            return False
        _mark(notices, moment)
        mail = _mail(user, lines, connection)
    return mail.send() == 1


def _seats(user: User) -> list[Membership]:
    seats = user.memberships.active().select_related("classroom").order_by("pk")
    return list(seats)


def _zone(seats: list[Membership]) -> tzinfo:
    """The clock of the person's first class: nobody is asked for a time zone of their own."""
    return seats[0].classroom.zone if seats else timezone.get_default_timezone()


def _unmailed(user: User, moment: datetime) -> list[Notice]:
    told = with_news(Notice.objects.of(user, moment), unmailed=True)
    told = told.select_related("member__classroom", "thread").newest_first()
    return [notice for notice in told if News(notice)]


def _lines(notices: Iterable[Notice]) -> list[Line]:
    lines = []
    for notice in notices:
        room = notice.member.classroom
        place = f"{room.get_absolute_url()}threads/" + (f"{notice.thread_id}/" if notice.thread_id else "")
        title = notice.thread.title if notice.thread else _("About you")
        lines.append(Line(room.name, title, News(notice).lines(), absolute(place)))
    return lines


def _queues(seats: list[Membership], moment: datetime) -> list[Line]:
    """What waits in each class that the person moderates, without what is the safeguarding adult's alone."""
    lines = []
    for seat in seats:
        if not seat.may_moderate:
            continue
        waiting = ReviewItem.objects.visible_to(seat).open().filter(escalated_at=None)
        ages = [moment - opened_at for opened_at in waiting.values_list("opened_at", flat=True)]
        if ages:
            hours = round(median(age.total_seconds() for age in ages) / 3600)
            news = [_("%d waiting") % len(ages), _("half of them for %d hours or more") % hours]
            place = reverse("discussions:queue", args=[seat.classroom.slug])
            lines.append(Line(seat.classroom.name, _("Posts to review"), news, absolute(place)))
    return lines


def _mark(notices: list[Notice], moment: datetime) -> None:
    for notice in notices:
        notice.mailed_at = moment
        notice.mailed_seq = notice.thread.last_pub_seq if notice.thread else 0
    Notice.objects.bulk_update(notices, ["mailed_at", "mailed_seq"])


def _mail(user: User, lines: list[Line], connection: BaseEmailBackend) -> EmailMultiAlternatives:
    address = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk").first()
    stop = absolute(reverse("discussions:unsubscribe", args=[token_of(user.pk)]))
    context = {"lines": lines, "unsubscribe_url": stop, "site": urlsplit(stop).netloc}
    context["preferences_url"] = absolute(reverse("discussions:notice_preferences"))
    mail = EmailMultiAlternatives(
        subject=_("What is new in your discussions"),
        body=render_to_string("discussions/digest.txt", context),
        to=[address.email],
        connection=connection,
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("discussions/digest.html", context), "text/html")
    return mail
