"""What a student has reached in an assignment, stored whenever a mark changes, so that the table only reads."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet
from lessons.models import Assignment
from quizzes.models import Attempt


class GradeQuerySet(ScopedQuerySet):
    """Grades of a class."""

    path_to_classroom = "assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; a student's own for the student; none for a moderator."""
        grades = super().visible_to(member)
        return grades if member.is_teacher else grades.filter(student=member)


class Grade(models.Model):
    """One student's result in one assignment: the kept attempt's points, out of what could be reached."""

    class State(models.TextChoices):
        PROVISIONAL = "provisional", _("To mark")
        FINAL = "final", _("Final")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="grades")
    student = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="grades")
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="grades")
    state = models.CharField(max_length=12, choices=State)
    points = models.DecimalField(max_digits=7, decimal_places=2)
    possible = models.DecimalField(max_digits=7, decimal_places=2)
    is_late = models.BooleanField(default=False)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = GradeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "student"], name="one_grade_per_student_and_assignment"),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=F("possible")), name="a_grade_is_between_nothing_and_everything"
            ),
            models.CheckConstraint(condition=Q(state__in=["provisional", "final"]), name="a_grade_has_a_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.points} of {self.possible}"
