"""Attempts as sets: whose they are, and how far."""

from datetime import datetime
from typing import Self

from django.db.models import Q

from classrooms.models import Membership, ScopedQuerySet
from quizzes.timing import GRACE


class AttemptQuerySet(ScopedQuerySet):
    """Attempts, by person and by how far they are."""

    path_to_classroom = "assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; for everybody else their own."""
        attempts = super().visible_to(member)
        own = Q(student=member)
        return attempts.filter(Q(is_preview=False) | own) if member.is_teacher else attempts.filter(own)

    def taken_by(self, member: Membership) -> Self:
        """Those that `member` answers: a student's attempts, a teacher's previews."""
        return self.filter(student=member)

    def counted(self) -> Self:
        """Those of students: what a teacher tries out counts nowhere."""
        return self.filter(is_preview=False)

    def open(self) -> Self:
        """Not submitted."""
        return self.filter(submitted_at__isnull=True)

    def submitted(self) -> Self:
        """Submitted by the student or by the clock."""
        return self.filter(submitted_at__isnull=False)

    def overdue(self, moment: datetime) -> Self:
        """Still open although deadline and grace are past at `moment`."""
        return self.open().filter(deadline_at__lt=moment - GRACE)

    def waiting(self) -> Self:
        """Submitted and not graded: the process that should have done so is gone."""
        return self.submitted().filter(graded_at__isnull=True)

    def with_place(self) -> Self:
        """With the rows that say where the attempt belongs: class, lesson, edition, quiz."""
        return self.select_related(
            "assignment__classroom", "assignment__edition__lesson", "assignment__quiz_settings", "quiz"
        )
