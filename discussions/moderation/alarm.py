"""Somebody may be at risk: the adult whom the class named is told at once by mail, in quiet hours too.

The mail says that something waits and where, not what: it may be read on anybody's screen.
"""

from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from classrooms.models import Classroom, Membership
from discussions.addresses import absolute
from discussions.models.rules import ClassRules


def tell_the_adult(classroom_id: int, *, author_id: int) -> None:
    """Mail the safeguarding adult, once what calls this is committed; every teacher where the class named nobody.

    Never the author, if it is one of them. A mail that cannot be sent stops nothing: the item is in the queue.
    """
    transaction.on_commit(partial(_send, classroom_id, author_id), robust=True)


def _send(classroom_id: int, author_id: int) -> None:
    classroom = Classroom.objects.get(pk=classroom_id)
    adults = Membership.objects.filter(classroom=classroom).active().exclude(pk=author_id)
    named = ClassRules.of(classroom).safeguarding_id
    adults = adults.filter(pk=named) if named else adults.teachers()
    confirmed = EmailAddress.objects.filter(user__memberships__in=adults, user__is_active=True, verified=True)
    place = absolute(reverse("discussions:queue", args=[classroom.slug]))
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Please look now: somebody may be at risk")
        body = _("In your class %(name)s a post waits for you, because somebody may be at risk.") % {
            "name": classroom.name
        }
    for address in confirmed.order_by("user", "-primary", "pk").values_list("email", flat=True).distinct():
        send_mail(subject, f"{body}\n\n{place}\n", None, [address])
