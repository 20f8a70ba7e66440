"""Furnish the site with a demo class and print its sign-ins."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.demo import PASSWORD
from gradebook.demo.cast import MODERATOR, STUDENTS, TEACHER
from gradebook.demo.story import play


class Command(BaseCommand):
    help = "Makes a demo class (once) and prints its sign-ins. Only where DEBUG is on."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo accounts have a known password: they exist only where DEBUG is on.")
        made = play(timezone.now())
        self.stdout.write("A demo class was made." if made else "The demo class is there already.")
        self.stdout.write(f"\nSign in with the password {PASSWORD!r} as:")
        for role, (username, name) in (("teacher", TEACHER), ("moderator", MODERATOR)):
            self.stdout.write(f"  {username:<10} {name} ({role})")
        first, *others = STUDENTS
        self.stdout.write(f"  {first.username:<10} {first.name} (student)")
        self.stdout.write(f"  and as {', '.join(student.username for student in others)}\n")
