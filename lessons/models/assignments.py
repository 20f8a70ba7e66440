"""A lesson given to a class: when, to whom, in which edition, and with what."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from classrooms.models import Classroom, Membership, ScopedQuerySet
from lessons.models.course import Edition, Lesson


class Preset(models.TextChoices):
    """How an assignment's quiz behaves; the quiz floor says what each means."""

    PRACTICE = "practice", _("Practice")
    HOMEWORK = "homework", _("Homework")
    TEST = "test", _("Test")
    SURVEY = "survey", _("Survey")


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

    def with_lesson(self) -> Self:
        """With the edition, its lesson and the lesson's present edition at hand."""
        return self.select_related("edition__lesson__module", "edition__lesson__current_edition")

    def read_by(self, user: User) -> Self:
        """What `user` was given as a student, in any class."""
        seats = user.memberships.active().students()
        given = Q(for_everyone=True, classroom__in=seats.values("classroom")) | Q(
            pk__in=Assignment.students.through.objects.filter(membership__in=seats).values("assignment")
        )
        return self.live().filter(given)

    def live(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def not_closed(self, moment: datetime) -> Self:
        """Open at `moment`, or going to open."""
        return self.filter(Q(closes_at__isnull=True) | Q(closes_at__gt=moment))

    def opened(self, moment: datetime) -> Self:
        """Opened by `moment`, and perhaps closed since."""
        return self.filter(opens_at__lte=moment)

    def open(self, moment: datetime) -> Self:
        """Opened by `moment` and not yet closed."""
        return self.opened(moment).not_closed(moment)


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
                condition=Q(preset__in=["practice", "homework", "test", "survey"]), name="a_quiz_has_a_known_preset"
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

    @classmethod
    def give(
        cls,
        teacher: Membership,
        edition: Edition,
        *,
        opens_at: datetime,
        students: Iterable[Membership] | None = None,
        **terms: Any,
    ) -> Self:
        """Give a lesson to the teacher's class, or to `students` of it alone."""
        with transaction.atomic():
            assignment = cls.objects.create(
                classroom=teacher.classroom,
                created_by=teacher,
                edition=edition,
                opens_at=opens_at,
                for_everyone=students is None,
                **terms,
            )
            assignment.students.set(students or [])
            assignment._tell_upper_floors()
        return assignment

    def change(self, *, students: Iterable[Membership] | None = None, **terms: Any) -> None:
        """Change dates, students and what comes with it. What students have done stays, whoever is left out."""
        with self._locked():
            for name, value in (terms | {"for_everyone": students is None}).items():
                setattr(self, name, value)
            self.save()
            self.students.set(students or [])
            self._tell_upper_floors()

    def change_quiz(self, *, preset: str, time_limit: int | None) -> None:
        """Let the quiz be a practice, a homework, a test or a survey, and take so many minutes."""
        with self._locked():
            self.preset, self.time_limit = preset, time_limit
            self.save()
            self._tell_upper_floors()

    def withdraw(self, moment: datetime) -> None:
        """Take it back: students no longer see it, and everything they did with it stays."""
        with self._locked():
            self.withdrawn_at = self.withdrawn_at or moment
            self.save()

    def give_again(self) -> None:
        """Give a withdrawn assignment again, with everything that was done before."""
        with self._locked():
            self.withdrawn_at = None
            self.save()
            self._tell_upper_floors()

    def take_edition(self, edition: Edition) -> None:
        """Read another edition of the same lesson from now on; a section that is in both stays read."""
        if edition.lesson_id != self.edition.lesson_id:
            raise ValueError("An assignment keeps its lesson: only the edition can change.")
        with self._locked():
            self.edition = edition
            self.save()
            anchors = {section["anchor"] for section in edition.sections}
            for reading in self.readings.select_for_update():
                reading.sections = [anchor for anchor in reading.sections if anchor in anchors]
                reading.save(update_fields=["sections"])
            self._tell_upper_floors()

    @classmethod
    def in_class(cls, user: User, lesson: Lesson, moment: datetime) -> Self | None:
        """The assignment in which a student reads `lesson`, where their progress is kept; the newest of several."""
        given = cls.objects.read_by(user).opened(moment).filter(edition__lesson=lesson)
        return given.select_related("classroom").order_by("-opens_at").first()

    @property
    def newer_edition(self) -> Edition | None:
        """The lesson's present edition, when the class reads an older one."""
        current = self.edition.lesson.current_edition
        return current if current and current.number > self.edition.number else None

    def hold(self) -> None:
        """Wait for a change of it that is under way, and let the next one wait; inside a transaction.

        This object then shows what the last change left. Who adds rows that only name it, a grade or a saved answer,
        waits for nobody.
        """
        held = Assignment.objects.select_for_update(of=("self",), no_key=True)
        self.refresh_from_db(from_queryset=held.select_related("classroom", "edition__lesson"))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One change of an assignment at a time."""
        with transaction.atomic():
            self.hold()
            yield

    def _tell_upper_floors(self) -> None:
        for react in apps.get_app_config("lessons").when_assigned:
            react(self)
