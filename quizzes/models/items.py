"""A place in a quiz: one question, or a pool to draw from."""

from collections.abc import Collection, Iterable
from random import Random

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from lessons.models import Lesson
from quizzes.models.questions import Question, QuestionVersion, new_code


class QuizItem(models.Model):
    """A place in a quiz: one question, or so many drawn from all that carry the pool's tags."""

    quiz = models.ForeignKey("quizzes.Quiz", on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="quiz_items")
    pinned_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    points = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="What each question counts here; nothing: what it says itself."
    )
    pool_tags = models.JSONField(default=list, blank=True, help_text="A question in the pool carries all of them.")
    pool_lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pool_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "position"], name="one_quiz_item_per_position"),
            models.UniqueConstraint(fields=["quiz", "question"], name="a_quiz_asks_a_question_once"),
            models.CheckConstraint(
                condition=Q(question__isnull=False, pool_count=0)
                | Q(
                    question__isnull=True,
                    pinned_version__isnull=True,
                    pool_count__gt=0,
                    points__isnull=False,  # of nothing it is unknown whether it is more than 0, and unknown passes
                    points__gt=0,
                ),
                name="a_place_has_a_question_or_a_pool_with_points",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gt=0), name="a_place_is_worth_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question_id or self.pool_tags}"

    def worth(self, version: QuestionVersion) -> int:
        """What the question counts in this place; where nobody can be wrong, nothing."""
        return (self.points or version.points) if version.asked_for_points else 0

    def holds(self, version: QuestionVersion) -> bool:
        """Whether the question is in the pool: it earns points, and carries the tags, and is of the lesson."""
        question = version.question
        in_lesson = self.pool_lesson_id is None or question.lesson_id == self.pool_lesson_id
        return version.asked_for_points and in_lesson and set(self.pool_tags) <= set(question.tags)

    def draw(
        self,
        versions: Collection[QuestionVersion],
        chance: Random,
        taken: Collection[int],
        seen: Collection[int],
    ) -> list[QuestionVersion]:
        """So many of the pool as it asks for, none that is `taken`; those `seen` only when there are no others."""
        pool = [version for version in versions if version.question_id not in taken and self.holds(version)]
        chance.shuffle(pool)
        pool.sort(key=lambda version: version.question_id in seen)
        return pool[: self.pool_count]

    def copy_for(self, author: User) -> Question:
        """Put a copy of the question in its place, which `author` may change; it starts ready and with no answers."""
        version = self.pinned_version or self.question.latest_ready
        copy = Question.objects.create(
            code=new_code(), lesson=self.question.lesson, author=author, tags=self.question.tags
        )
        version.pk, version.question, version.number, version.created_at = None, copy, 1, timezone.now()
        version._state.adding = True
        version.save()
        self.question, self.pinned_version = copy, None
        self.save(update_fields=["question", "pinned_version"])
        return copy


def arrangement(items: Iterable[QuizItem]) -> str:
    """How the places stand, in one word: a page carries it, so that what changed meanwhile is noticed."""
    return ",".join(f"{item.pk}:{item.points or ''}" for item in items)
