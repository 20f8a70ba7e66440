"""The tables of who has what: each student of a class with the time factor, each with the terms of one quiz."""

from collections.abc import Iterable
from dataclasses import dataclass

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.models import Override
from quizzes.models.overrides import OverrideQuerySet
from quizzes.models.windows import Terms, terms_by_student, terms_with
from quizzes.terms.wording import attempts_in_words, dates_in_words, time_in_words


@dataclass(frozen=True)
class ClassLine:
    """What everybody has in one quiz, in words."""

    terms: Terms

    @property
    def time(self) -> str:
        """The time limit."""
        return time_in_words(self.terms)

    @property
    def dates(self) -> list[str]:
        """When it opens, is due and closes."""
        return dates_in_words(self.terms.window)

    @property
    def attempts(self) -> str:
        """The attempts, and which of them counts."""
        return attempts_in_words(self.terms.settings, self.terms.extra_attempts)


@dataclass(frozen=True)
class Line(ClassLine):
    """What one student has: the very terms that the clock goes by. `override` was granted here and still counts."""

    student: Membership
    override: Override | None
    is_own: bool


def in_class(students: Iterable[Membership], overrides: OverrideQuerySet) -> list[tuple[Membership, Override | None]]:
    """Each student of the class, with what gives them more time: two queries."""
    granted = {one.student_id: one for one in overrides.in_force()}
    return [(student, granted.get(student.pk)) for student in students]


def in_one(
    assignment: Assignment, students: Iterable[Membership], overrides: OverrideQuerySet
) -> tuple[ClassLine, list[Line]]:
    """The class and each student in one quiz: three queries. Those who have something of their own stand first."""
    students, everybodys = list(students), terms_with(assignment, [])
    granted = {one.student_id: one for one in overrides.in_force()}
    terms = terms_by_student(assignment, [student.pk for student in students])
    lines = [
        Line(terms[student.pk], student, granted.get(student.pk), terms[student.pk] != everybodys)
        for student in students
    ]
    return ClassLine(everybodys), sorted(lines, key=lambda line: not line.is_own)
