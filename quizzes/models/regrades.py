"""A key that was corrected, and the release of marks: what teachers did with marks as a whole. Rows are only added."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from classrooms.models import Classroom, Membership, ScopedQuerySet
from lessons.models import Assignment
from quizzes.models.questions import Question, QuestionVersion


class RegradeQuerySet(ScopedQuerySet):
    """Regrades of a class."""


class Regrade(models.Model):
    """All answers of a class to one question, judged again; the marks it added name it."""

    class Policy(models.TextChoices):
        FULL = "full", _("Full points for everybody who was asked")
        EITHER = "either", _("Points for what was right before or is right now")
        NOW = "now", _("Points for what is right now, and nothing else")
        LEAVE = "leave", _("Leave the grades as they are")

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


class SavedComment(models.Model):
    """A sentence that a teacher writes under many answers."""

    teacher = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_comments")
    text = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(fields=["teacher", "text"], name="a_comment_is_kept_once"),
            models.CheckConstraint(condition=~Q(text=""), name="a_saved_comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
