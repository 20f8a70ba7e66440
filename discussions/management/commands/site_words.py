"""The word list of the whole site, for its host."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from discussions.models import WordRule
from discussions.moderation.keys import key_of
from discussions.moderation.words import Action


class Command(BaseCommand):
    """Print the site's phrases, add one, change one or retire one."""

    help = (
        "site_words list; site_words warn|hold|safeguard|off 'a phrase'; site_words retire 'a phrase'. "
        "A class can add phrases and switch off those that warn or hold, never those of safeguarding."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which phrase."""
        parser.add_argument("act", choices=["list", "retire", *Action.values])
        parser.add_argument("phrase", nargs="?", default="")

    def handle(self, act: str, phrase: str, **options: object) -> None:
        """Do it, and say so."""
        standing = WordRule.objects.filter(classroom=None, retired_at=None)
        if act == "list":
            for rule in standing.order_by("phrase"):
                self.stdout.write(f"{rule.action:<10}{rule.phrase}")
            return
        key = key_of(phrase).text
        if not key:
            raise CommandError("Name a phrase.")
        if act != "retire":
            WordRule.put(None, phrase, act, None, timezone.now())
        elif rule := standing.filter(key=key).first():
            rule.retire(None, timezone.now())
        else:
            raise CommandError(f"“{phrase}” is not on the site's list.")
        self.stdout.write(f"{phrase}: {act}")
