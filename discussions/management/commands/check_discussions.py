"""manage.py check_discussions: whether counters count and what must be true is true. Run it every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from discussions.invariants import COUNTERS, INVARIANTS


class Command(BaseCommand):
    help = (
        "Recompute every counter of the discussions and ask what must be true of their rows. Prints a line for each "
        "row that has drifted, and fails when there is any. With --fix, counters are put right; the rest is yours."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fix", action="store_true", help="put counters right, and say which")

    def handle(self, *, fix: bool, **options: Any) -> None:
        drifts = [drift for counter in COUNTERS for drift in counter.drifts()]
        broken = [line for one in INVARIANTS for line in one.broken(timezone.now())]
        left = len(broken)
        for drift in drifts:
            repaired = fix and drift.repair()
            left += not repaired
            self.stdout.write(f"{drift}{': repaired' if repaired else ''}")
        for line in broken:
            self.stdout.write(line)
        if left:
            raise CommandError(f"{left} rows are not as they must be.")
        self.stdout.write("Everything is as it must be.")
