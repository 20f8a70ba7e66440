"""One student's try at an assignment's quiz: started, answered, submitted, graded."""

import logging
import secrets
from datetime import datetime, timedelta
from functools import cached_property

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.apps import graded
from quizzes.models.attempt_sets import AttemptQuerySet
from quizzes.models.drawing import draw_responses
from quizzes.models.marks import Mark
from quizzes.models.overrides import Override
from quizzes.models.quizzes import Quiz
from quizzes.models.responses import Response
from quizzes.models.settings import quiz_of
from quizzes.models.windows import Terms, terms_by_student, terms_of, terms_with
from quizzes.presets import Behaviour, Refusal
from quizzes.scores import Score, score_of
from quizzes.timing import Window, is_over

logger = logging.getLogger(__name__)


class CannotStart(Exception):
    """No attempt can start; `refusal` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.refusal = reason


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
    is_preview = models.BooleanField(default=False)

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

        Whoever locks more than one of these does so in this order: membership, assignment, responses, attempt, grade.
        Raises `CannotStart` when the window is not open or no attempt is left.
        """
        with transaction.atomic():
            Membership.objects.select_for_update(no_key=True).get(pk=student.pk)
            assignment.hold()
            earlier = list(cls.objects.filter(assignment=assignment, student=student).order_by("number"))
            if earlier and earlier[-1].submitted_at is None:
                open_ = earlier[-1]
                open_.assignment = assignment
                if open_.is_preview == student.is_student:
                    open_.submit("", moment)  # tried out by a teacher who is a student now, or the other way round
                open_.close_if_over(moment)
                if open_.submitted_at is None:
                    return open_
            terms, taken = terms_of(assignment, student), sum(not one.is_preview for one in earlier)
            if student.is_student and (why := terms.refusal(taken, moment)):
                raise CannotStart(why)
            return cls._begin(assignment, student, len(earlier) + 1, moment, terms)

    @classmethod
    def _begin(
        cls, assignment: Assignment, student: Membership, number: int, moment: datetime, terms: Terms
    ) -> "Attempt":
        quiz, seed = quiz_of(assignment), secrets.randbelow(2**31)
        attempt = cls(assignment=assignment, quiz=quiz, student=student, number=number, seed=seed)
        attempt.is_preview, attempt.started_at = not student.is_student, moment
        attempt.deadline_at = attempt.ends_at
        responses = draw_responses(attempt, terms.settings) if quiz else []
        if not responses:
            raise CannotStart(Refusal.NO_QUESTIONS)
        attempt.save()
        Response.objects.bulk_create(responses)
        return attempt

    @classmethod
    def move_deadlines(cls, assignment: Assignment, student: Membership | None = None) -> None:
        """Let the open attempts, or one student's, end as the dates now say; runs inside the change that moves them.

        Waits for what is being saved or graded this moment, and lets what comes next wait and see the new dates.
        """
        attempts = cls.objects.filter(assignment=assignment, graded_at__isnull=True)
        attempts = attempts.filter(student=student) if student else attempts
        held = list(attempts.order_by("pk").select_for_update(no_key=True))
        open_ = [attempt for attempt in held if attempt.submitted_at is None]
        terms = terms_by_student(assignment, {attempt.student_id for attempt in open_})
        for attempt in open_:
            attempt.deadline_at = attempt.deadline_in(terms[attempt.student_id].window)
            attempt.save(update_fields=["deadline_at"])

    @classmethod
    def count_again(cls, assignment: Assignment, student: Membership | None = None) -> None:
        """Tell upper floors that what counts may be another attempt, or count otherwise, for all or for one student."""
        attempts = cls.objects.counted().filter(assignment=assignment, graded_at__isnull=False)
        attempts = attempts.filter(student=student) if student else attempts
        latest = {attempt.student_id: attempt for attempt in attempts.order_by("student", "number")}
        for attempt in latest.values():
            graded(attempt)

    @property
    def is_within_reach(self) -> bool:
        """Whether its student still has it: not withdrawn since, not left to others alone, not without its quiz."""
        given = self.assignment
        if self.is_preview:
            return True
        if given.withdrawn_at or not given.has_quiz:
            return False
        return given.for_everyone or given.students.filter(pk=self.student_id).exists()

    @cached_property
    def overrides(self) -> list[Override]:
        """What this student has otherwise than the class; read once."""
        return list(Override.objects.about(self.assignment, [self.student_id]))

    @property
    def terms(self) -> Terms:
        """The settings, and this student's dates and time limit."""
        return terms_with(self.assignment, self.overrides)

    @property
    def ends_at(self) -> datetime | None:
        """When it ends by the assignment's present dates; `deadline_at` is where the command finds it."""
        return self.deadline_in(self.terms.window)

    def deadline_in(self, window: Window) -> datetime | None:
        """When it ends in such a window. Who tries a quiz out has the time limit and no closing date."""
        if self.is_preview:
            return self.started_at + window.limit if window.limit else None
        return window.deadline(self.started_at)

    def is_over(self, moment: datetime) -> bool:
        """Whether an answer at `moment` comes too late."""
        terms = self.terms
        return is_over(self.deadline_in(terms.window), moment, timedelta(seconds=terms.settings.grace))

    def submit(self, submit_key: str, moment: datetime) -> bool:
        """Hand it in; False when it was in already, so that a double click is one submission.

        Grading is a transaction of its own: call `grade` next. A crash between the two leaves a submitted attempt
        that `close_overdue_attempts`, or the next look at it, grades.
        """
        return self._hand_in(submit_key, moment)

    def close_if_over(self, moment: datetime) -> bool:
        """Submit it for the student when its time is over; the recorded finish is the deadline."""
        return self.submitted_at is None and self.is_over(moment) and self._hand_in("", moment, by_clock=True)

    def _hand_in(self, submit_key: str, moment: datetime, *, by_clock: bool = False) -> bool:
        """Submit what is open; the clock only what is still over now that nobody else is changing it."""
        with transaction.atomic():
            attempt = self._locked()
            if first := attempt.submitted_at is None and (not by_clock or attempt.is_over(moment)):
                attempt.deadline_at = attempt.ends_at
                attempt.submitted_at = min(moment, attempt.ends_at or moment)
                attempt.submit_key = submit_key
                attempt.save(update_fields=["deadline_at", "submitted_at", "submit_key"])
        self.deadline_at, self.submitted_at = attempt.deadline_at, attempt.submitted_at
        self.graded_at = attempt.graded_at
        return first

    def _locked(self) -> "Attempt":
        """The row, locked, with the assignment as it is once the lock is granted: a change of it may have had it."""
        attempt = Attempt.objects.select_for_update(no_key=True).get(pk=self.pk)
        attempt.assignment = Assignment.objects.select_related("quiz_settings").get(pk=attempt.assignment_id)
        return attempt

    def grade(self) -> None:
        """Mark every answer that needs no person. Safe to call twice."""
        with transaction.atomic():
            attempt = self._locked()
            if attempt.submitted_at is not None and attempt.graded_at is None:
                attempt.graded_at = timezone.now()
                responses = attempt.responses.select_related("version").order_by("position")
                settings = attempt.terms.settings
                penalty = settings.penalty if settings.behaviour == Behaviour.TRIES else 0
                marks = [Mark.automatic(response, attempt.graded_at, penalty) for response in responses]
                Mark.objects.bulk_create(mark for mark in marks if mark)
                attempt.save(update_fields=["graded_at"])
                if not attempt.is_preview:
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
                attempts = cls.objects.counted().filter(assignment=row, graded_at__isnull=False)
                for attempt in attempts.order_by("student", "number"):
                    graded(attempt)

    def score(self) -> Score:
        """What it adds up to: two queries, or none when responses and marks were fetched before."""
        fetched = getattr(self, "_prefetched_objects_cache", {}).get("responses")
        responses = Response.objects.filter(attempt=self).with_marks() if fetched is None else fetched
        return score_of((response.points, response.fraction) for response in responses)
