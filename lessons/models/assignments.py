"""A lesson given to a class, and how far each member has read it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, ScopedQuerySet
from lessons.models.course import Edition


class Preset(models.TextChoices):
    """How an assignment's quiz behaves; the quiz floor says what each means."""

    PRACTICE = "practice", _("Practice")
    HOMEWORK = "homework", _("Homework")
    TEST = "test", _("Test")


class AssignmentQuerySet(ScopedQuerySet):
    """A class's assignments, by time and by person."""

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for those who teach or moderate; for a student, those given to them and not withdrawn."""
        assignments = super().visible_to(member)
        return assignments.given_to(member) if member.is_student else assignments

    def given_to(self, member: Membership) -> Self:
        """Live assignments of one student."""
        chosen = Assignment.students.through.objects.filter(membership=member).values("assignment_id")
        return self.live().filter(Q(for_everyone=True) | Q(pk__in=chosen), classroom=member.classroom_id)

    def live(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self, moment: datetime) -> Self:
        """Opened by `moment` and not yet closed."""
        return self.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=moment), opens_at__lte=moment)


class Assignment(models.Model):
    """A lesson given to a class: which edition, when, to whom, and with what."""

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="assignments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="assignments")
    opens_at = models.DateTimeField(_("opens"))
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    for_everyone = models.BooleanField(_("whole class"), default=True)
    students = models.ManyToManyField(Membership, related_name="assignments", blank=True)
    has_quiz = models.BooleanField(_("with the quiz"), default=True)
    preset = models.CharField(_("the quiz is"), max_length=10, choices=Preset, default=Preset.HOMEWORK)
    time_limit = models.PositiveSmallIntegerField(_("time limit in minutes"), null=True, blank=True)
    has_discussion = models.BooleanField(_("with the discussion"), default=True)
    results_released_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_at__gt=F("opens_at")),
                name="an_assignment_is_due_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="an_assignment_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gte=F("due_at")),
                name="an_assignment_closes_no_earlier_than_due",
            ),
            models.CheckConstraint(
                condition=Q(preset__in=["practice", "homework", "test"]), name="a_quiz_has_a_known_preset"
            ),
            models.CheckConstraint(
                condition=Q(time_limit__isnull=True) | Q(time_limit__gt=0), name="a_time_limit_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.edition.title

    def get_absolute_url(self) -> str:
        """The assignment's page in its class."""
        return reverse("lessons:assignment", args=[self.classroom.slug, self.pk])

    def is_open(self, moment: datetime) -> bool:
        """Whether students may work on it at `moment`."""
        return self.opens_at <= moment and (self.closes_at is None or moment < self.closes_at)


class ReadingQuerySet(ScopedQuerySet):
    """Who has read how far."""

    path_to_classroom = "assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for teachers; else one's own."""
        readings = super().visible_to(member)
        return readings if member.is_teacher else readings.filter(member=member)


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
