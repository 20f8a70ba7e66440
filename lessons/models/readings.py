"""How far each member has read an assigned lesson."""

from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.utils import timezone

from classrooms.models import Membership, Role, ScopedQuerySet
from lessons.models.assignments import Assignment


class ReadingQuerySet(ScopedQuerySet):
    """Who has read how far."""

    path_to_classroom = "assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for teachers; else one's own."""
        readings = super().visible_to(member)
        return readings if member.is_teacher else readings.filter(member=member)

    def students(self) -> Self:
        """Those of students who still have their seat."""
        return self.filter(member__role=Role.STUDENT, member__closed_at__isnull=True)

    def finished(self) -> Self:
        """Those who have read every section."""
        return self.filter(finished_at__isnull=False)


class Reading(models.Model):
    """A member's progress through an assigned lesson."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="readings")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="readings")
    sections = models.JSONField(default=list, help_text="Anchors of the sections read.")
    opened_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "member"], name="one_reading_per_member_and_assignment")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} reads {self.assignment_id}"

    @classmethod
    def open(cls, assignment: Assignment, member: Membership, moment: datetime) -> Self:
        """The member's reading of the assignment; opened now if it was not before."""
        if reading := cls.objects.filter(assignment=assignment, member=member).first():
            return reading
        # Two tabs may open it at once: the second one finds the first one's row, and changes nothing in it.
        key = ["assignment", "member"]
        opened = cls(assignment=assignment, member=member, opened_at=moment)
        return cls.objects.bulk_create([opened], update_conflicts=True, unique_fields=key, update_fields=key)[0]

    def read_section(self, anchor: str, moment: datetime) -> None:
        """Keep that a section has been read; with the last one the lesson is finished."""
        anchors = [section["anchor"] for section in self.assignment.edition.sections]
        if anchor not in anchors:
            raise ValueError(f"This edition has no section {anchor}.")
        with transaction.atomic():
            kept = Reading.objects.select_for_update().get(pk=self.pk)
            self.sections = kept.sections if anchor in kept.sections else [*kept.sections, anchor]
            self.finished_at = kept.finished_at or (moment if set(anchors) <= set(self.sections) else None)
            self.save(update_fields=["sections", "finished_at"])
