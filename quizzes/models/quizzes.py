"""A quiz, and the places in it: a question each, or a pool to draw from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership
from lessons.models import Lesson
from quizzes.models.questions import Question, QuestionVersion


@dataclass(frozen=True)
class Asked:
    """A question that an attempt asks, and what it is worth there."""

    version: QuestionVersion
    points: int


class QuizQuerySet(models.QuerySet["Quiz"]):
    """Quizzes, by who made them."""

    def visible_to(self, member: Membership) -> Self:
        """A teacher's own, whichever class they come from. What a colleague drafts is the colleague's."""
        return self.filter(author=member.user_id) if member.is_teacher else self.none()

    def of_the_course(self) -> Self:
        """Those that came with the course, one for each lesson."""
        return self.filter(author__isnull=True)


class Quiz(models.Model):
    """The course's quiz of one lesson, which load_curriculum writes; or a teacher's own, for all of their classes."""

    lesson = models.OneToOneField(
        Lesson,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quiz",
        help_text="The lesson whose quiz it is in the course.",
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="quizzes")
    for_lesson = models.ForeignKey(
        Lesson,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quizzes_for",
        help_text="The lesson for which a teacher made it.",
    )
    title = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, author__isnull=True, for_lesson__isnull=True)
                | Q(lesson__isnull=True, author__isnull=False),
                name="a_quiz_is_the_courses_or_a_teachers",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Lesson | None:
        """The lesson it is about, if it is about one."""
        return self.lesson or self.for_lesson

    def versions(self, *, with_checks: bool = True) -> list[QuestionVersion]:
        """The questions that every attempt asks, in order: the pinned version, else the newest that is ready."""
        return [asked.version for asked in self.draw(Random(0), (), with_checks=with_checks, pools=False)]  # noqa: S311

    def size(self, *, with_checks: bool = True) -> tuple[int, int]:
        """How many questions an attempt that starts now asks, and how many points they are worth together."""
        asked = self.draw(Random(0), (), with_checks=with_checks)  # noqa: S311
        return len(asked), sum(one.points for one in asked)

    def draw(self, chance: Random, seen: Iterable[int], *, with_checks: bool = True, pools: bool = True) -> list[Asked]:
        """What an attempt that starts now asks, in order. `seen` are questions to avoid where a pool has others.

        Suspended questions rest, whatever is pinned: their claim leaves no right answer. Without checks it leaves out
        what stands in a lesson's text, where anybody may learn its key.
        """
        askable = Question.objects.asked()
        if not with_checks:
            askable = askable.exclude(pk__in=Question.objects.in_lessons())
        items = list(self.items.select_related("pinned_version", "question"))
        fixed = {item.question_id for item in items if item.question_id}
        has_pools = pools and len(fixed) < len(items)
        newest = self._newest(askable, everything=has_pools)
        seen = set(seen) if has_pools else set()
        taken, asked = set(fixed), []
        for item in items:
            if item.question_id:
                version = newest.get(item.question_id)
                drawn = [item.pinned_version or version] if version else []
            else:
                drawn = item.draw(newest.values(), chance, taken, seen) if has_pools else []
            taken |= {version.question_id for version in drawn}
            asked += [Asked(version, item.points or version.points) for version in drawn]
        return asked

    def _newest(self, askable: models.QuerySet[Question], *, everything: bool) -> dict[int, QuestionVersion]:
        """The newest ready version of each question that may be asked: of this quiz's, or of all it could draw."""
        rows = QuestionVersion.objects.latest_ready().filter(question__in=askable)
        if not everything:
            rows = rows.filter(question__quiz_items__quiz=self)
        elif self.author_id:
            rows = rows.filter(Q(question__author=self.author_id) | Q(question__author__isnull=True))
        else:
            rows = rows.filter(question__author__isnull=True)
        rows = rows.select_related("question", "claim", "rubric").order_by("question_id")
        return {version.question_id: version for version in rows}


class QuizItem(models.Model):
    """A place in a quiz: one question, or so many drawn from all that carry the pool's tags."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items")
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
                | Q(question__isnull=True, pinned_version__isnull=True, pool_count__gt=0, points__gt=0),
                name="a_place_has_a_question_or_a_pool_with_points",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gt=0), name="a_place_is_worth_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question_id or self.pool_tags}"

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
