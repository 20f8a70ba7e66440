"""The tables of who has what: each student of a class with the time factor, each with the terms of one quiz."""

from collections.abc import Iterable
from dataclasses import dataclass

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.models import Override
from quizzes.models.overrides import OverrideQuerySet
from quizzes.models.windows import Terms, terms_by_student
from quizzes.wording import attempts_in_words, time_in_words


@dataclass(frozen=True)
class Line:
    """One student's line; `override` is what was granted here and still counts."""

    student: Membership
    override: Override | None
    terms: Terms | None = None

    @property
    def time(self) -> str:
        """The time limit in words."""
        return time_in_words(self.terms)

    @property
    def attempts(self) -> str:
        """The attempts in words."""
        return attempts_in_words(self.terms.settings, self.terms.extra_attempts)


def in_class(students: Iterable[Membership], overrides: OverrideQuerySet) -> list[Line]:
    """Each student of the class, with the time factor if there is one: two queries."""
    granted = {one.student_id: one for one in overrides.in_force()}
    return [Line(student, granted.get(student.pk)) for student in students]


def in_one(assignment: Assignment, students: Iterable[Membership], overrides: OverrideQuerySet) -> list[Line]:
    """Each student with the very terms that the clock goes by: three queries. Those with an exception stand first."""
    students = list(students)
    granted = {one.student_id: one for one in overrides}
    terms = terms_by_student(assignment, [student.pk for student in students])
    lines = [Line(student, granted.get(student.pk), terms[student.pk]) for student in students]
    return sorted(lines, key=lambda line: line.override is None)
