"""manage.py close_overdue_attempts: close what the clock has ended, grade what was handed in. Run it every minute."""

import logging
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from quizzes.models import Attempt
from quizzes.models.attempt_sets import AttemptQuerySet

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Close the attempts whose time is over (their finish is the deadline, not the moment this runs), and grade "
        "submitted attempts whose grading was interrupted. Safe to run twice, and twice at once."
    )

    def handle(self, **options: object) -> None:
        moment = timezone.now()
        self.failed = 0
        closed = self._each(Attempt.objects.overdue(moment), lambda attempt: attempt.close_if_over(moment))
        graded = self._each(Attempt.objects.waiting(), lambda attempt: attempt.grade())
        self.stdout.write(f"Closed {closed}, graded {graded}.")
        if self.failed:
            raise CommandError(f"{self.failed} could not be closed or graded; the log says why.")

    def _each(self, attempts: AttemptQuerySet, act: Callable[[Attempt], object]) -> int:
        """Act on each in a transaction of its own, passing over what another process holds; how many it was."""
        done = 0
        for pk in list(attempts.values_list("pk", flat=True)):
            try:
                done += _act_on(attempts.filter(pk=pk), act)
            except Exception:  # one attempt that cannot be graded must not keep the others waiting
                logger.exception("attempt %s", pk)
                self.failed += 1
        return done


def _act_on(one: AttemptQuerySet, act: Callable[[Attempt], object]) -> bool:
    with transaction.atomic():
        held = (
            one.select_related("assignment__quiz_settings")
            .select_for_update(skip_locked=True, of=("self",), no_key=True)
            .first()
        )
        return held is not None and act(held) is not False
