"""manage.py check_curriculum: what an editor should mend, and whose voices each lesson rests on. Writes nothing."""

from argparse import ArgumentParser
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lessons.balance import gaps
from lessons.curriculum.balancing import balance_in
from lessons.curriculum.checking import check_course
from lessons.curriculum.faults import Severity
from lessons.curriculum.linting import lint
from lessons.curriculum.parts import Manuscript
from lessons.models import Source


class Command(BaseCommand):
    help = "Check the course's files, with the rules for publishing, and print the balance of sources. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="?", type=Path, default=settings.BASE_DIR / "curriculum")

    def handle(self, *, path: Path, **options: object) -> None:
        if not path.is_dir():
            raise CommandError(f"There is no folder {path}.")
        checked = check_course(path, apps.get_app_config("lessons").course_parts)
        if not checked.faults.errors:
            lint(checked, checked.faults)
            self._balance(checked.manuscript)
        for fault in checked.faults.in_order():
            style = self.style.ERROR if fault.severity is Severity.ERROR else self.style.WARNING
            self.stderr.write(style(str(fault)))
        if found := len(checked.faults.found):
            raise CommandError(f"{found} {'thing' if found == 1 else 'things'} to mend.")
        self.stdout.write("The course is clean.")

    def _balance(self, course: Manuscript) -> None:
        """One paragraph a lesson: what it rests on, and what is missing."""
        words = {key: str(label) for key, label in (*Source.Type.choices, *Source.Standpoint.choices)}
        for lesson in sorted(course.lessons.values(), key=lambda lesson: lesson.code):
            balance = balance_in(lesson, course)
            self.stdout.write(f"Lesson {lesson.code}, sources: {balance.total}")
            for name, shares in (
                ("types", balance.types),
                ("languages", balance.languages),
                ("standpoints", balance.standpoints),
            ):
                self.stdout.write(
                    f"  {name}: " + ", ".join(f"{words.get(one.key, one.key)} {one.count}" for one in shares)
                )
            self.stdout.write("  gaps: " + ("; ".join(gaps(balance, words)) or "none"))
