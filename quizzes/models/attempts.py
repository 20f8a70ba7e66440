"""One student's try at an assignment's quiz: started, answered, submitted, graded."""

import logging
import secrets
from datetime import datetime
from random import Random
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Membership, ScopedQuerySet
from lessons.models import Assignment
from quizzes.apps import graded
from quizzes.models.marks import Mark
from quizzes.models.quizzes import Quiz
from quizzes.models.responses import Response
from quizzes.presets import Refusal, refusal
from quizzes.scores import Score, score_of
from quizzes.timing import GRACE, Window, effective_window, is_over

logger = logging.getLogger(__name__)


class CannotStart(Exception):
    """No attempt can start; `refusal` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.refusal = reason


class AttemptQuerySet(ScopedQuerySet):
    """Attempts, by person and by how far they are."""

    path_to_classroom = "assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; for everybody else their own."""
        attempts = super().visible_to(member)
        return attempts if member.is_teacher else attempts.filter(student=member)

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
        return self.select_related("assignment__classroom", "assignment__edition__lesson", "quiz")


class Attempt(models.Model):
    """A try. `submitted_at` is the moment of submitting, or the deadline when the clock closed the attempt."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    student = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    deadline_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submit_key = models.CharField(max_length=64, blank=True)
    graded_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "quiz", "student", "number"], name="attempt_numbers_do_not_repeat"
            ),
            models.UniqueConstraint(
                fields=["assignment", "quiz", "student"],
                condition=Q(submitted_at__isnull=True),
                name="one_open_attempt_per_student",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(submitted_at__gte=F("started_at")),
                name="an_attempt_starts_before_it_is_submitted",
            ),
            models.CheckConstraint(
                condition=Q(graded_at__isnull=True) | Q(submitted_at__isnull=False),
                name="an_attempt_is_submitted_before_it_is_graded",
            ),
            models.CheckConstraint(
                condition=Q(deadline_at__isnull=True) | Q(deadline_at__gte=F("started_at")),
                name="an_attempt_starts_before_its_deadline",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline_at"], condition=Q(submitted_at__isnull=True), name="open_attempts_by_deadline"
            )
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} of {self.student_id}"

    def get_absolute_url(self) -> str:
        """Where the student goes on: the open attempt, or the result."""
        return reverse("quizzes:attempt", args=[self.assignment.classroom.slug, self.pk])

    @classmethod
    def start(cls, assignment: Assignment, student: Membership, moment: datetime) -> "Attempt":
        """The student's open attempt, begun now if there is none. Two starts at once are one attempt.

        Raises `CannotStart` when the window is not open or no attempt is left.
        """
        with transaction.atomic():
            Membership.objects.select_for_update(no_key=True).get(pk=student.pk)
            earlier = list(cls.objects.filter(assignment=assignment, student=student).order_by("number"))
            if earlier and earlier[-1].submitted_at is None:
                earlier[-1].assignment = assignment
                if not earlier[-1].is_over(moment):
                    return earlier[-1]
                earlier[-1].close_if_over(moment)
            window = window_of(assignment)
            if why := refusal(assignment.preset, window, len(earlier), moment):
                raise CannotStart(why)
            return cls._begin(assignment, student, len(earlier) + 1, moment)

    @classmethod
    def _begin(cls, assignment: Assignment, student: Membership, number: int, moment: datetime) -> "Attempt":
        quiz = assignment.edition.lesson.quiz
        versions = quiz.versions(assignment.preset)
        if not versions:
            raise CannotStart(Refusal.NO_QUESTIONS)
        attempt = cls.objects.create(
            assignment=assignment,
            quiz=quiz,
            student=student,
            number=number,
            seed=secrets.randbelow(2**31),
            started_at=moment,
            deadline_at=window_of(assignment).deadline(moment),
        )
        shuffle = Random(attempt.seed)  # noqa: S311 — an order that can be made again, not a secret
        Response.objects.bulk_create(
            Response(
                attempt=attempt,
                position=position,
                version=version,
                option_order=version.asked.order(shuffle),
                points=version.points,
            )
            for position, version in enumerate(versions, 1)
        )
        return attempt

    @classmethod
    def move_deadlines(cls, assignment: Assignment) -> None:
        """Let the open attempts end as the assignment's dates now say; runs inside the change of the assignment.

        Passes over what is being saved or closed this moment: who holds it may be waiting for the assignment. The next
        look at such an attempt goes by the dates all the same.
        """
        attempts = cls.objects.open().filter(assignment=assignment)
        for attempt in attempts.select_for_update(skip_locked=True, no_key=True):
            attempt.deadline_at = window_of(assignment).deadline(attempt.started_at)
            attempt.save(update_fields=["deadline_at"])

    @property
    def is_within_reach(self) -> bool:
        """Whether its student still has it: not withdrawn since, not left to others alone, not without its quiz."""
        given = self.assignment
        if given.withdrawn_at or not given.has_quiz:
            return False
        return given.for_everyone or given.students.filter(pk=self.student_id).exists()

    @property
    def window(self) -> Window:
        """This student's dates and time limit."""
        return window_of(self.assignment)

    @property
    def ends_at(self) -> datetime | None:
        """When it ends by the assignment's present dates; `deadline_at` is where the command finds it."""
        return self.window.deadline(self.started_at)

    def is_over(self, moment: datetime) -> bool:
        """Whether an answer at `moment` comes too late."""
        return is_over(self.ends_at, moment)

    def submit(self, submit_key: str, moment: datetime) -> bool:
        """Hand it in; False when it was in already, so that a double click is one submission.

        Grading is a transaction of its own: call `grade` next. A crash between the two leaves a submitted attempt
        that `close_overdue_attempts`, or the next look at it, grades.
        """
        with transaction.atomic():
            attempt = (
                Attempt.objects.select_for_update(of=("self",), no_key=True)
                .select_related("assignment")
                .get(pk=self.pk)
            )
            if first := attempt.submitted_at is None:
                attempt.deadline_at = attempt.ends_at
                attempt.submitted_at = min(moment, attempt.ends_at or moment)
                attempt.submit_key = submit_key
                attempt.save(update_fields=["deadline_at", "submitted_at", "submit_key"])
        self.deadline_at, self.submitted_at, self.graded_at = (
            attempt.deadline_at,
            attempt.submitted_at,
            attempt.graded_at,
        )
        return first

    def close_if_over(self, moment: datetime) -> bool:
        """Submit it for the student when its time is over; the recorded finish is the deadline."""
        return self.submitted_at is None and self.is_over(moment) and self.submit("", moment)

    def grade(self) -> None:
        """Mark every answer that needs no person. Safe to call twice."""
        with transaction.atomic():
            attempt = (
                Attempt.objects.select_for_update(of=("self",), no_key=True)
                .select_related("assignment")
                .get(pk=self.pk)
            )
            if attempt.submitted_at is not None and attempt.graded_at is None:
                attempt.graded_at = timezone.now()
                responses = attempt.responses.select_related("version").order_by("position")
                marks = [Mark.automatic(response, attempt.graded_at) for response in responses]
                Mark.objects.bulk_create(mark for mark in marks if mark)
                attempt.save(update_fields=["graded_at"])
                graded(attempt)
        self.graded_at = attempt.graded_at

    def catch_up(self, moment: datetime) -> None:
        """Do what time has already decided: close it when its time is over, grade it when it is submitted.

        What was handed in is handed in: a fault in grading is for the log, not for the person who looks.
        `close_overdue_attempts` tries again and makes itself heard.
        """
        self.close_if_over(moment)
        if self.submitted_at is not None and self.graded_at is None:
            try:
                self.grade()
            except Exception:  # whatever it is, the attempt is there to be looked at
                logger.exception("attempt %s cannot be graded", self.pk)

    @classmethod
    def release_results(cls, assignment: Assignment, moment: datetime) -> None:
        """Let the students see what came of a test. Releasing twice keeps the first moment."""
        with transaction.atomic():
            row = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
            if row.results_released_at is None:
                row.results_released_at = moment
                row.save(update_fields=["results_released_at"])
                for attempt in cls.objects.filter(assignment=row, graded_at__isnull=False):
                    graded(attempt)

    def score(self) -> Score:
        """What it adds up to: two queries, or none when responses and marks were fetched before."""
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("responses")
        responses = Response.objects.filter(attempt=self).with_marks() if fetched is None else fetched
        return score_of((response.points, response.fraction) for response in responses)


def window_of(assignment: Assignment) -> Window:
    """The dates of an assignment and its time limit, as one student has them."""
    return effective_window(assignment.opens_at, assignment.due_at, assignment.closes_at, assignment.time_limit)
