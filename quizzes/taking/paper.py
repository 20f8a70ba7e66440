"""What stands around the question on every page of an open attempt: the list of questions, and the time left."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quizzes.models import Attempt, Response
from quizzes.presets import Layout


@dataclass(frozen=True)
class Line:
    """One question in the list."""

    pk: int
    position: int
    url: str
    is_answered: bool
    is_flagged: bool
    is_current: bool

    @property
    def state(self) -> str:
        """The state in words."""
        if self.is_current:
            return _("this one")
        answered = _("answered") if self.is_answered else _("open")
        return _("%(state)s, flagged") % {"state": answered} if self.is_flagged else answered


class Paper:
    """An open attempt as its student sees it. `current` is the question on the page, if there is one."""

    def __init__(self, attempt: Attempt, moment: datetime, current: Response | None = None) -> None:
        self.attempt, self.moment, self.current = attempt, moment, current
        self.quiz, self.assignment = attempt.quiz, attempt.assignment
        self.classroom, self.lesson = attempt.assignment.classroom, attempt.assignment.edition.lesson

    @cached_property
    def lines(self) -> list[Line]:
        """All questions in order: one query, and no answers fetched."""
        first = reverse("quizzes:answer", args=[self.classroom.slug, 0]).removesuffix("0/")
        together = f"{self.all_url}#question-" if self.is_on_one_page else ""
        rows = self.attempt.responses.order_by("position").annotate(has_answer=Q(answer__isnull=False))
        current = self.current.pk if self.current else None
        return [
            Line(
                pk,
                position,
                f"{together}{position}" if together else f"{first}{pk}/",
                has_answer,
                is_flagged,
                pk == current,
            )
            for pk, position, has_answer, is_flagged in rows.values_list("pk", "position", "has_answer", "is_flagged")
        ]

    @property
    def previous(self) -> Line | None:
        """The question before the current one."""
        return self._beside(-1)

    @property
    def next(self) -> Line | None:
        """The question after the current one."""
        return self._beside(1)

    @property
    def unanswered(self) -> list[Line]:
        """The questions without an answer."""
        return [line for line in self.lines if not line.is_answered]

    @property
    def answered_count(self) -> int:
        """How many questions have an answer."""
        return len(self.lines) - len(self.unanswered)

    @property
    def deadline(self) -> datetime | None:
        """When the attempt ends; the page shows it, the server keeps it."""
        return self.attempt.ends_at

    @property
    def left(self) -> str:
        """The time left in minutes and seconds, or in hours, minutes and seconds."""
        seconds = max(0, int((self.deadline - self.moment).total_seconds()))
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def is_timed(self) -> bool:
        """Whether a clock belongs on the page: there is a time limit, or the last day of the assignment has come."""
        if self.deadline is None:
            return False
        return bool(self.assignment.time_limit) or (self.deadline - self.moment).days < 1

    def url_after(self, go: str) -> str:
        """Where a button of the question's page leads: a position, the next question, or the review."""
        by_position = {str(line.position): line.url for line in self.lines}
        if go == "next" and self.next:
            return self.next.url
        return by_position.get(go) or self.review_url

    def url_of(self, position: int) -> str:
        """Where the question at `position` stands."""
        return next(line.url for line in self.lines if line.position == position)

    @property
    def review_url(self) -> str:
        """The page before submitting."""
        return reverse("quizzes:review", args=[self.classroom.slug, self.attempt.pk])

    @property
    def all_url(self) -> str:
        """The page with all questions."""
        return reverse("quizzes:paper", args=[self.classroom.slug, self.attempt.pk])

    @property
    def clock_url(self) -> str:
        """Where the page asks for the deadline as it is by now."""
        return reverse("quizzes:clock", args=[self.classroom.slug, self.attempt.pk])

    @cached_property
    def is_on_one_page(self) -> bool:
        """Whether the questions stand together on one page."""
        return self.attempt.terms.settings.layout == Layout.ALL

    def _beside(self, step: int) -> Line | None:
        wanted = self.current.position + step if self.current else None
        return next((line for line in self.lines if line.position == wanted), None)


def new_client_id(after: str = "") -> str:
    """An id for the next save: of the same tab as `after`, or of a new one."""
    tab = after.partition(":")[0][:40] or uuid.uuid4().hex
    return f"{tab}:{uuid.uuid4().hex[:12]}"
