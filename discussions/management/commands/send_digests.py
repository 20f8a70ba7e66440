"""manage.py send_digests: the daily mail to those whose hour has come. Run it every hour."""

import logging

from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from discussions.digest import recipients, send_digest

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Send everybody who has a confirmed address, and wants it, one mail with what is new in their discussions, "
        "once a day at their hour. Safe to run twice, twice at once, and late: each mail is sent once at most."
    )

    def handle(self, **options: object) -> None:
        moment, sent, failed = timezone.now(), 0, 0
        connection = get_connection()
        try:
            connection.open()  # before a day is taken: when the mail server is away, the next hour tries again
        except OSError as error:
            raise CommandError(f"The mail server does not answer, nothing was sent: {error}") from error
        for user in recipients(moment).iterator():
            try:
                sent += send_digest(user, moment, connection)
            except Exception as error:  # one address that is refused must not keep the others waiting
                # Its kind alone: a mail server's words hold the address.
                logger.error("digest of person %s: %s", user.pk, type(error).__name__)
                failed += 1
        connection.close()
        self.stdout.write(f"Sent {sent}.")
        if failed:
            raise CommandError(f"{failed} could not be sent; the log says why.")
