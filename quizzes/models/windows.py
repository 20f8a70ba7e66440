"""What one student has in one assignment: its settings, its dates, and what a teacher granted this student."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes import presets
from quizzes.models.overrides import Override
from quizzes.models.settings import settings_of
from quizzes.presets import Refusal, Settings, Shown
from quizzes.timing import Window, effective_window


@dataclass(frozen=True)
class Terms:
    """The settings of the quiz, the window of this student, and the attempts granted beyond those of the class."""

    settings: Settings
    window: Window
    time_factor: Fraction
    extra_attempts: int
    released_at: datetime | None

    @property
    def minutes(self) -> int | None:
        """The time limit in whole minutes, rounded up."""
        limit = self.window.limit
        return -(-limit // timedelta(minutes=1)) if limit else None

    def shown(self, moment: datetime) -> Shown:
        """What the student sees of what was submitted."""
        return presets.shown(self.settings, self.window, self.released_at, moment)

    def refusal(self, taken: int, moment: datetime) -> Refusal | None:
        """Why no further attempt can start after `taken` ones."""
        return presets.refusal(
            self.settings, self.window, taken, moment, extra=self.extra_attempts, released_at=self.released_at
        )

    def attempts_left(self, taken: int) -> int | None:
        """How many more attempts may start; None: as many as one likes."""
        return presets.attempts_left(self.settings, taken, self.extra_attempts)


def terms_of(assignment: Assignment, student: Membership) -> Terms:
    """What `student` has in `assignment`: one query for the exceptions, one for the settings if not fetched."""
    return terms_by_student(assignment, [student.pk])[student.pk]


def terms_by_student(assignment: Assignment, students: Iterable[int]) -> dict[int, Terms]:
    """The same for many students, by the key of their membership, in as many queries."""
    students = list(students)
    overrides: dict[int, list[Override]] = {}
    for override in Override.objects.about(assignment, students):
        overrides.setdefault(override.student_id, []).append(override)
    return {pk: terms_with(assignment, overrides.get(pk, [])) for pk in students}


def terms_in(assignments: Iterable[Assignment], seats: Iterable[Membership]) -> dict[int, Terms]:
    """What one person has in many assignments, by the key of the assignment; the seats are all theirs.

    One query, when `quiz_settings` was fetched with the assignments.
    """
    seat_in = {seat.classroom_id: seat.pk for seat in seats}
    granted: dict[int, list[Override]] = {}
    for override in Override.objects.current().filter(student__in=seat_in.values()) if seat_in else []:
        granted.setdefault(override.student_id, []).append(override)
    return {
        one.pk: terms_with(
            one,
            [
                override
                for override in granted.get(seat_in.get(one.classroom_id), [])
                if override.assignment_id in {None, one.pk}
            ],
        )
        for one in assignments
    }


def terms_with(assignment: Assignment, overrides: Iterable[Override]) -> Terms:
    """The assignment's terms under one student's `overrides`: at most one of the class and one of the assignment."""
    in_class = next((one for one in overrides if one.assignment_id is None), None)
    here = next((one for one in overrides if one.assignment_id is not None), None)
    granted = [one.time_factor for one in (here, in_class) if one and one.time_factor]
    factor = Fraction(granted[0]) if granted else Fraction(1)
    opens, due, closes = assignment.opens_at, assignment.due_at, assignment.closes_at
    if here:
        opens, due = here.opens_at or opens, here.due_at or due
        closes = here.closes_at or (max(closes, due) if closes and due else closes)
    return Terms(
        settings=settings_of(assignment),
        window=effective_window(opens, due, closes, assignment.time_limit, factor),
        time_factor=factor,
        extra_attempts=here.extra_attempts if here else 0,
        released_at=assignment.results_released_at,
    )
