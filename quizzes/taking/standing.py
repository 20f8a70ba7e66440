"""Where one student stands with an assignment's quiz: what was tried, what is shown, and what can be done now."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes import presets
from quizzes.counting import Counted, counted, tried
from quizzes.models import Attempt, Mark, Response
from quizzes.models.windows import Terms, terms_of
from quizzes.presets import Refusal, Shown
from quizzes.terms.wording import attempts_in_words, time_in_words
from quizzes.timing import Window


@dataclass
class Standing:
    """All that the start page and the assignment's page say."""

    assignment: Assignment
    attempts: list[Attempt]
    moment: datetime
    terms: Terms
    is_preview: bool = False

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
        """Why no further attempt can start; a teacher may always try the quiz out."""
        return None if self.is_preview else self.terms.refusal(len(self.attempts), self.moment)

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
    def attempts_in_words(self) -> str:
        """How many attempts there are and which counts; after the first, those who see its answers have no other."""
        settings, extra = self.terms.settings, self.terms.extra_attempts
        if self.shown.answers and presets.shows_answers_later(settings) and not extra:
            settings = replace(settings, attempts=1)
        return attempts_in_words(settings, extra)

    @property
    def time_in_words(self) -> str:
        """The time limit, and how much of it is extra."""
        return time_in_words(self.terms)

    @property
    def has_own_dates(self) -> bool:
        """Whether this student's dates are not those of the class."""
        given, window = self.assignment, self.window
        return (given.opens_at, given.due_at, given.closes_at) != (window.opens, window.due, window.closes)

    @property
    def answers_due(self) -> datetime | None:
        """When a homework's answers are shown."""
        return presets.answers_due(self.window)

    @cached_property
    def counted(self) -> Counted | None:
        """The attempts that count and what they make, if the score may be seen and there is one."""
        graded = [attempt for attempt in self.attempts if attempt.graded_at] if self.shown.score else []
        return counted(tried(graded, self.terms), self.terms.settings.kept) if graded else None


def standing_of(assignment: Assignment, student: Membership, moment: datetime) -> Standing:
    """Look at the student's attempts; whatever time has decided meanwhile is done first.

    The scores are those that the student may know: without marks by hand that are not released.
    """
    answered = Count("responses", filter=Q(responses__answer__isnull=False))
    attempts = list(
        Attempt.objects.visible_to(student)
        .filter(assignment=assignment, student=student, is_preview=not student.is_student)
        .select_related("assignment__classroom")
        .annotate(asked=Count("responses"), answered=answered)
        .order_by("number")
    )
    for attempt in attempts:
        attempt.catch_up(moment)
    prefetch_related_objects(attempts, Prefetch("responses", Response.objects.with_marks(Mark.objects.released())))
    terms = terms_of(assignment, student)
    return Standing(assignment, attempts, moment, terms, is_preview=not student.is_student)
