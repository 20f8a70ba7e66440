"""manage.py load_curriculum: bring the course in the database up to its files."""

from argparse import ArgumentParser
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lessons.curriculum.faults import Severity
from lessons.curriculum.loading import load


class Command(BaseCommand):
    help = (
        "Check the course's files and load them. Every fault is listed with its file and line; "
        "while there is an error, nothing is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=settings.BASE_DIR / "curriculum")

    def handle(self, *, path: Path, **options: object) -> None:
        if not path.is_dir():
            raise CommandError(f"There is no folder {path}.")
        loaded = load(path, apps.get_app_config("lessons").course_parts)
        for fault in loaded.faults.in_order():
            style = self.style.ERROR if fault.severity is Severity.ERROR else self.style.WARNING
            self.stderr.write(style(str(fault)))
        if errors := len(loaded.faults.errors):
            raise CommandError(f"{errors} {'error' if errors == 1 else 'errors'}; nothing was written.")
        changed = [f"{noun} {count}" for noun, count in loaded.changes.items() if count]
        self.stdout.write(f"Added or changed: {', '.join(changed)}." if changed else "Nothing changed.")
