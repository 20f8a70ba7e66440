"""Where one student stands with an assignment's quiz: what was tried, what is shown, and what can be done now."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes import presets
from quizzes.models import Attempt, Response
from quizzes.models.windows import Terms, terms_of
from quizzes.presets import Refusal, Shown
from quizzes.scores import Score
from quizzes.timing import Window


@dataclass
class Standing:
    """All that the start page and the assignment's page say."""

    assignment: Assignment
    attempts: list[Attempt]
    moment: datetime
    terms: Terms

    @property
    def window(self) -> Window:
        """Dates and time limit."""
        return self.terms.window

    @property
    def open_attempt(self) -> Attempt | None:
        """The attempt to go on with."""
        return next((attempt for attempt in self.attempts if attempt.submitted_at is None), None)

    @cached_property
    def submitted(self) -> list[Attempt]:
        """What was handed in, the newest first."""
        return [attempt for attempt in reversed(self.attempts) if attempt.submitted_at is not None]

    @property
    def shown(self) -> Shown:
        """What is shown of what was handed in."""
        return self.terms.shown(self.moment)

    @property
    def refusal(self) -> Refusal | None:
        """Why no further attempt can start."""
        return self.terms.refusal(len(self.attempts), self.moment)

    @property
    def can_start(self) -> bool:
        """Whether a further attempt can start now."""
        return self.open_attempt is None and self.refusal is None

    @property
    def attempts_left(self) -> int | None:
        """How many more attempts may start; None: unlimited."""
        return self.terms.attempts_left(len(self.attempts))

    @property
    def until(self) -> datetime | None:
        """When an attempt that starts now ends."""
        return self.window.deadline(self.moment)

    @property
    def answers_due(self) -> datetime | None:
        """When a homework's answers are shown."""
        return presets.answers_due(self.window)

    @cached_property
    def best(self) -> Score | None:
        """The score that counts, if it may be seen."""
        scores = [attempt.score() for attempt in self.submitted] if self.shown.score else []
        return max(scores, key=lambda score: score.reached, default=None)


def standing_of(assignment: Assignment, student: Membership, moment: datetime) -> Standing:
    """Look at the student's attempts; whatever time has decided meanwhile is done first."""
    answered = Count("responses", filter=Q(responses__answer__isnull=False))
    attempts = list(
        Attempt.objects.visible_to(student)
        .filter(assignment=assignment, student=student)
        .select_related("assignment__classroom")
        .annotate(asked=Count("responses"), answered=answered)
        .order_by("number")
    )
    for attempt in attempts:
        attempt.catch_up(moment)
    prefetch_related_objects(attempts, Prefetch("responses", Response.objects.with_marks()))
    return Standing(assignment, attempts, moment, terms_of(assignment, student))
