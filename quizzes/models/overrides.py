"""What one student has otherwise than the class: more time, other dates, a further attempt. Rows are only added."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from classrooms.models import Membership, ScopedQuerySet
from lessons.models import Assignment


class OverrideQuerySet(ScopedQuerySet):
    """Exceptions, by person and by whether they still count."""

    path_to_classroom = "student__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; for everybody else their own."""
        overrides = super().visible_to(member)
        return overrides if member.is_teacher else overrides.filter(student=member)

    def current(self) -> Self:
        """The newest of each student, for each assignment and for the class as a whole: it replaces those before."""
        later = Override.objects.filter(student=OuterRef("student"), pk__gt=OuterRef("pk"))
        in_class, in_one = Q(assignment__isnull=True), Q(assignment__isnull=False)
        return self.filter(
            (in_class & ~Exists(later.filter(in_class)))
            | (in_one & ~Exists(later.filter(assignment=OuterRef("assignment"))))
        )

    def in_force(self) -> Self:
        """Those that count and give something: an empty one has ended what was there before."""
        return self.current().exclude(
            time_factor__isnull=True,
            opens_at__isnull=True,
            due_at__isnull=True,
            closes_at__isnull=True,
            extra_attempts=0,
        )

    def about(self, assignment: Assignment, students: Iterable[int]) -> Self:
        """Those that count for `students` in `assignment`."""
        either = Q(assignment=assignment) | Q(assignment__isnull=True)
        return self.current().filter(either, student__in=students).order_by("pk")


class Override(models.Model):
    """An exception. Without an assignment it is the student's time factor in the whole class; empty, it ends one."""

    student = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="overrides")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="overrides"
    )
    time_factor = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    extra_attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ["student", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(time_factor__isnull=True) | Q(time_factor__gte=Decimal(1), time_factor__lte=Decimal(4)),
                name="a_time_factor_gives_time_and_at_most_four_times",
            ),
            models.CheckConstraint(
                condition=Q(assignment__isnull=False)
                | Q(opens_at__isnull=True, due_at__isnull=True, closes_at__isnull=True, extra_attempts=0),
                name="dates_are_an_exception_in_one_assignment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student_id}: {self.time_factor or ''}"

    @property
    def is_empty(self) -> bool:
        """Whether it gives nothing, and so ends what was there before."""
        return not any([self.time_factor, self.opens_at, self.due_at, self.closes_at, self.extra_attempts])

    @classmethod
    def grant(
        cls, student: Membership, *, by: Membership, reason: str, assignment: Assignment | None = None, **terms: Any
    ) -> Self:
        """Give the student these `terms` from now on, instead of all that was granted before in the same place.

        Attempts under way end as it says at once. Who starts one this moment waits, and starts by it. What the clock
        has closed stays closed.
        """
        from quizzes.models.attempts import Attempt  # which looks here for what its student was granted

        with transaction.atomic():
            Membership.objects.select_for_update(no_key=True).get(pk=student.pk)
            made = cls.objects.create(student=student, assignment=assignment, by=by, reason=reason, **terms)
            open_ = Attempt.objects.open().filter(student=student)
            here = [assignment] if assignment else Assignment.objects.filter(attempts__in=open_).distinct()
            for one in here:
                Attempt.move_deadlines(one, student)
            if assignment:
                Attempt.count_again(assignment, student)
        return made

    def end(self, *, by: Membership, reason: str) -> "Override":
        """Let the student have what the class has, from now on."""
        return Override.grant(self.student, by=by, reason=reason, assignment=self.assignment)
