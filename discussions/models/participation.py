"""Participation that is marked: whether it is, in an assignment, and the marks that a teacher gave for four moves."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet
from discussions.moves import HIGHEST, Move, points_for, possible
from lessons.models import Assignment

MOST_POINTS = 10


class ParticipationQuerySet(ScopedQuerySet):
    """What is marked is known to the whole class."""

    path_to_classroom = "assignment__classroom"


class Participation(models.Model):
    """Whether taking part in an assignment's discussions is marked, and how much each move can earn."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="participation")
    is_on = models.BooleanField(_("participation is marked"), default=False)
    points = models.PositiveSmallIntegerField(
        _("points for each move"), default=2, validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)]
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gte=1, points__lte=MOST_POINTS), name="a_move_earns_between_one_and_ten_points"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.possible}"

    @property
    def possible(self) -> Decimal:
        """The most that can be earned."""
        return possible(self.points)

    @classmethod
    def is_on_in(cls, assignment: Assignment) -> bool:
        """Whether it is marked; no query where the assignment was read with its participation."""
        kept = getattr(assignment, "participation", None)
        return kept is not None and kept.is_on

    def mark(
        self, student: Membership, levels: Mapping[str, int], *, by: Membership, comment: str, moment: datetime
    ) -> "ParticipationMark":
        """Add a mark, which counts from now on instead of an earlier one."""
        return ParticipationMark.objects.create(
            participation=self,
            student=student,
            by=by,
            comment=comment,
            marked_at=moment,
            **{move.value: levels[move] for move in Move},
        )


class ParticipationMarkQuerySet(ScopedQuerySet):
    """Marks of a class. The last one of a student counts."""

    path_to_classroom = "participation__assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; a student's own for the student; none for a moderator."""
        marks = super().visible_to(member)
        return marks if member.is_teacher else marks.filter(student=member)

    def latest(self) -> dict[tuple[int, int], "ParticipationMark"]:
        """The mark that counts, by (student, assignment). One query."""
        marks = self.select_related("participation").order_by("pk")
        return {(mark.student_id, mark.participation.assignment_id): mark for mark in marks}


class ParticipationMark(models.Model):
    """What a teacher saw in a student's posts: a level of 0, 1 or 2 for each move. Never changed: another is added."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="marks")
    student = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="participation_marks")
    claim = models.PositiveSmallIntegerField(Move.CLAIM.label)
    source = models.PositiveSmallIntegerField(Move.SOURCE.label)
    steelman = models.PositiveSmallIntegerField(Move.STEELMAN.label)
    revision = models.PositiveSmallIntegerField(Move.REVISION.label)
    comment = models.TextField(_("what the student will read"), blank=True, max_length=1000)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    objects = ParticipationMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claim__lte=HIGHEST, source__lte=HIGHEST, steelman__lte=HIGHEST, revision__lte=HIGHEST),
                name="a_move_has_a_level_up_to_two",
            ),
            models.CheckConstraint(condition=~Q(by=models.F("student")), name="nobody_marks_their_own_participation"),
        ]

    def __str__(self) -> str:
        return f"{self.student_id}: {self.points}"

    @property
    def levels(self) -> dict[Move, int]:
        """The level of each move."""
        return {move: getattr(self, move.value) for move in Move}

    @property
    def points(self) -> Decimal:
        """What they earn, by what each move can earn now."""
        return points_for(self.levels, self.participation.points)
