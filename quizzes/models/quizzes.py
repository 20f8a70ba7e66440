"""A lesson's quiz, and the questions in it."""

from django.db import models

from lessons.models import Lesson, Preset
from quizzes.models.questions import Question, QuestionVersion


class Quiz(models.Model):
    """The course's quiz of one lesson; load_curriculum writes it."""

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="quiz")
    title = models.CharField(max_length=120)
    intro = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "quizzes"

    def __str__(self) -> str:
        return self.title

    def versions(self, preset: str) -> list[QuestionVersion]:
        """What an attempt that starts now is asked, in order: the pinned version, else the newest that is ready.

        Suspended questions rest, whatever is pinned: their claim leaves no right answer.
        A test leaves out what stands as a check in the lesson's text: there, anybody may learn its key.
        """
        items = self.items.select_related("pinned_version").filter(question__in=Question.objects.asked())
        if preset == Preset.TEST:
            items = items.exclude(question__in=Question.objects.in_lessons())
        newest = (
            QuestionVersion.objects.filter(question__quiz_items__quiz=self)
            .latest_ready()
            .select_related("question", "claim", "rubric")
        )
        by_question = {version.question_id: version for version in newest}
        versions = [item.pinned_version or by_question.get(item.question_id) for item in items]
        return [version for version in versions if version]


class QuizItem(models.Model):
    """A question's place in a quiz."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="quiz_items")
    pinned_version = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "position"], name="one_quiz_item_per_position"),
            models.UniqueConstraint(fields=["quiz", "question"], name="a_quiz_asks_a_question_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question_id}"
