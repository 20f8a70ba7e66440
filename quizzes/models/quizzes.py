"""A quiz: the course's of a lesson or a teacher's own, with its places, and what an attempt draws from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Self

from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership
from lessons.models import Lesson
from quizzes.models.items import QuizItem, arrangement
from quizzes.models.questions import Question, QuestionVersion


@dataclass(frozen=True)
class Asked:
    """A question that an attempt asks, and what it is worth there."""

    version: QuestionVersion
    points: int


class QuizChanged(Exception):
    """The quiz is not as the page showed it, perhaps because of another tab; nothing was changed."""


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
    changed_at = models.DateTimeField(default=timezone.now)
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

    @classmethod
    def make(cls, author: User, *, like: Self | None = None, **words: object) -> Self:
        """A new quiz of a teacher's own, empty or with the same places as `like`; from then on each goes its way."""
        with transaction.atomic():
            quiz = cls.objects.create(author=author, **words)
            for item in like.items.all() if like else ():
                item.pk, item.quiz, item._state.adding = None, quiz, True
                item.save()
        return quiz

    def rename(self, **words: object) -> None:
        """Change what it is called, what stands above it and the lesson for which it is made."""
        with self._changing():
            for name, value in words.items():
                setattr(self, name, value)
            self.save(update_fields=list(words))

    def add(self, questions: Iterable[Question], *, at: int | None = None) -> list[QuizItem]:
        """Ask these too, at the end or as number `at`; what it asks already stays where it is."""
        with self._changing():
            order, asked = self._order(), set(self.items.values_list("question", flat=True))
            new = [question for question in dict.fromkeys(questions) if question.pk not in asked]
            items = [QuizItem(quiz=self, position=self._last() + n, question=one) for n, one in enumerate(new, 1)]
            QuizItem.objects.bulk_create(items)
            if at is not None:
                order[max(at - 1, 0) : max(at - 1, 0)] = [item.pk for item in items]
                self._put_in(order)
        return items

    def put_pool(self, item: QuizItem | None = None, **pool: object) -> QuizItem:
        """Draw from a pool too, at the end; or draw otherwise in the place that has one, if it is there still."""
        with self._changing():
            item = self._as_it_is(item) if item else QuizItem(quiz=self, position=self._last() + 1)
            for name, value in pool.items():
                setattr(item, name, value)
            item.save()
        return item

    def remove(self, item: QuizItem) -> None:
        """Leave a place out. The question stays in the bank, and attempts that have it keep it."""
        with self._changing():
            item.delete()

    def make_mine(self, item: QuizItem) -> Question:
        """Replace a question of the course by a copy that the author may change. Twice is once.

        Raises `QuizChanged` when the place is gone.
        """
        with self._changing():
            item = self._as_it_is(item)
            return item.question if item.question.author_id else item.copy_for(self.author)

    def arrange(self, order: Sequence[int], points: Mapping[int, int | None], seen: str) -> None:
        """Put the places in `order`, with `points` for those named, if they stand as they were `seen`.

        Raises `QuizChanged` when they do not, or when `order` does not name each of them once.
        """
        with self._changing():
            items = {item.pk: item for item in self.items.all()}
            if seen != arrangement(items.values()) or sorted(order) != sorted(items):
                raise QuizChanged
            for pk in points.keys() & items.keys():
                items[pk].points = points[pk]
            QuizItem.objects.bulk_update(items.values(), ["points"])
            self._put_in(order)

    def retire(self, moment: datetime) -> None:
        """Put it away: it is not given any more, and what was given stays. Twice keeps the first moment."""
        Quiz.objects.filter(pk=self.pk, retired_at__isnull=True).update(retired_at=moment)

    def bring_back(self) -> None:
        """Have it on the shelf again."""
        Quiz.objects.filter(pk=self.pk).update(retired_at=None)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One change of the quiz at a time."""
        with transaction.atomic():
            Quiz.objects.select_for_update(no_key=True).get(pk=self.pk)
            yield
            self.changed_at = timezone.now()
            self.save(update_fields=["changed_at"])

    def _as_it_is(self, item: QuizItem) -> QuizItem:
        """The same place, where the last change has left it; raises `QuizChanged` when another tab has removed it."""
        try:
            item.refresh_from_db(from_queryset=self.items.all())
        except QuizItem.DoesNotExist:
            raise QuizChanged from None
        return item

    def _order(self) -> list[int]:
        return list(self.items.values_list("pk", flat=True))

    def _last(self) -> int:
        return self.items.aggregate(last=Max("position"))["last"] or 0

    def _put_in(self, order: Sequence[int]) -> None:
        """Number the places anew. No two may share a number even in between, so all step aside first."""
        self.items.update(position=F("position") + self._last())
        items = [QuizItem(pk=pk, position=position) for position, pk in enumerate(order, 1)]
        QuizItem.objects.bulk_update(items, ["position"])

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
        drawn = {
            item.pk: [item.pinned_version or newest[item.question_id]] for item in items if item.question_id in newest
        }
        if has_pools:
            drawn |= self._draw_pools(items, newest, chance, fixed, set(seen))
        return [Asked(version, item.worth(version)) for item in items for version in drawn.get(item.pk, ())]

    @staticmethod
    def _draw_pools(
        items: list[QuizItem], newest: dict[int, QuestionVersion], chance: Random, taken: set[int], seen: set[int]
    ) -> dict[int, list[QuestionVersion]]:
        """What each pool gives. The smallest is drawn first, so that a larger one leaves it what it needs."""
        drawn: dict[int, list[QuestionVersion]] = {}
        pools = [item for item in items if not item.question_id]
        for item in sorted(pools, key=lambda pool: sum(map(pool.holds, newest.values()))):
            drawn[item.pk] = item.draw(newest.values(), chance, taken, seen)
            taken = taken | {version.question_id for version in drawn[item.pk]}
        return drawn

    def matching(self, *pools: QuizItem) -> list[int]:
        """How many questions each pool can draw from now: those of the bank that no other place asks. Two queries."""
        taken = set(self.items.exclude(question__isnull=True).values_list("question", flat=True))
        newest = self._newest(Question.objects.asked(), everything=True) if pools else {}
        free = [version for version in newest.values() if version.question_id not in taken]
        return [sum(map(pool.holds, free)) for pool in pools]

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
