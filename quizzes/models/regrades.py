"""A key that was corrected, and the release of marks: what teachers did with marks as a whole. Rows are only added."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from classrooms.models import Classroom, Membership, ScopedQuerySet
from lessons.models import Assignment
from quizzes.marking.regrading import Policy
from quizzes.models.marks import Mark
from quizzes.models.questions import Question, QuestionVersion


class RegradeQuerySet(ScopedQuerySet):
    """Regrades of a class."""

    def with_counts(self) -> Self:
        """With what a list of them says: by whom, by which version, and how many answers changed (`changed`)."""
        return self.select_related("by__user", "version").annotate(changed=models.Count("marks"))

    def newest_of(self, questions: Iterable[int]) -> dict[int, "Regrade"]:
        """The last one of each question, by the question's key, with the version whose key it went by."""
        found = self.filter(question__in=questions).select_related("version").order_by("pk")
        return {regrade.question_id: regrade for regrade in found}


class Regrade(models.Model):
    """All answers of a class to one question, judged again; the marks it added name it."""

    Policy = Policy

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="regrades")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="regrades")
    version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, related_name="regrades", help_text="By whose key it was judged."
    )
    policy = models.CharField(max_length=6, choices=Policy)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="regrades")
    at = models.DateTimeField(default=timezone.now)

    objects = RegradeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(policy__in=["full", "either", "now", "leave"]), name="a_regrade_has_a_known_policy"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.get_policy_display()}"


class Release(models.Model):
    """The moment up to which an assignment's marks by hand may be seen by its students."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="releases")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assignment", "at"]

    def __str__(self) -> str:
        return f"{self.assignment_id} at {self.at}"

    @classmethod
    def make(cls, assignment: Assignment, *, by: Membership, moment: datetime) -> int:
        """Let the students see the marks by hand given so far; how many answers that is. Twice at once is one."""
        with transaction.atomic():
            Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
            waiting = Mark.objects.counted().unreleased().filter(response__attempt__assignment=assignment)
            if count := waiting.aggregate(n=models.Count("response", distinct=True))["n"]:
                cls.objects.create(assignment=assignment, by=by, at=moment)
            return count


class SavedCommentQuerySet(models.QuerySet["SavedComment"]):
    """Saved comments, by whose they are."""

    def visible_to(self, member: Membership) -> Self:
        """The teacher's own, in whichever class."""
        return self.filter(teacher=member.user_id)


class SavedComment(models.Model):
    """A sentence that a teacher writes under many answers."""

    LONGEST = 500

    teacher = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_comments")
    text = models.CharField(max_length=LONGEST)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedCommentQuerySet.as_manager()

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["teacher", "text"], name="a_comment_is_kept_once"),
            models.CheckConstraint(condition=~Q(text=""), name="a_saved_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def keep(cls, teacher: User, text: str) -> "SavedComment":
        """Save it; what was saved before is saved once."""
        return cls.objects.get_or_create(teacher=teacher, text=text)[0]
