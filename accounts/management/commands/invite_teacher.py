"""Make an invitation for a teacher: `manage.py invite_teacher "Ms Keita, Lycée 2"`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from accounts.models import INVITATION_LASTS, Invitation


class Command(BaseCommand):
    help = "Make an address at which one person can open a teacher's account, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("note", nargs="?", default="", help="for whom, so that you remember")

    def handle(self, *, note: str, **options: object) -> None:
        invitation = Invitation.objects.create(note=note[:120])
        self.stdout.write(f"{_site()}{invitation.address}")
        self.stderr.write(f"Good for one account, for {INVITATION_LASTS.days} days.")
        if settings.TEACHER_SIGNUP != "invitation":
            self.stderr.write(f"TEACHER_SIGNUP is {settings.TEACHER_SIGNUP!r}: invitations count with 'invitation'.")


def _site() -> str:
    """The site's address as far as the settings know it."""
    host = next((name for name in settings.ALLOWED_HOSTS if name[:1] not in {"*", "."}), "localhost")
    return f"{'https' if settings.SECURE_SSL_REDIRECT else 'http'}://{host}"
