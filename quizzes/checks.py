"""Check questions inside a lesson: asked and answered on the spot, for everybody, and stored nowhere."""

from dataclasses import dataclass
from random import Random
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from lessons.models import Edition
from quizzes.kinds import KEYLESS, AnswerForm, Outcome
from quizzes.models import Question, QuestionVersion


@dataclass
class Check:
    """One check question, before or after it is answered."""

    code: str
    version: QuestionVersion
    form: AnswerForm
    outcome: Outcome | None = None

    @classmethod
    def ask(cls, version: QuestionVersion, data: Any = None) -> "Check":
        """The question, and what `data` earns when somebody has answered."""
        code = version.question.code
        order = version.asked.order(Random(code))  # noqa: S311 — the same order for every reader, not a secret
        form = version.asked.form(order, data=data, auto_id=f"id_{code}_%s")
        if not (form.is_bound and form.is_valid()) or form.answer is None:
            return cls(code, version, form)
        outcome = version.asked.grade(form.answer)
        shown = version.asked.form(order, data=data, outcome=outcome, auto_id=f"id_{code}_%s")
        return cls(code, version, shown, outcome)

    @property
    def is_empty(self) -> bool:
        """Whether the form was sent without an answer."""
        return self.form.is_bound and self.outcome is None

    @property
    def url(self) -> str:
        """Where the answer goes."""
        return reverse("quizzes:check", args=[self.code])

    @property
    def overall(self) -> list[str]:
        """What is said about the answer as a whole; what is said about an option stands beside the option."""
        return [part.feedback for part in self.outcome.parts if not part.of and part.feedback] if self.outcome else []


def versions_to_check() -> QuerySet[QuestionVersion]:
    """Questions that stand in a lesson's text. All others are asked in quizzes alone, and tell nobody their key."""
    versions = QuestionVersion.objects.latest_ready().filter(question__in=Question.objects.asked().in_lessons())
    return versions.exclude(kind__in=KEYLESS).select_related("question")


def checks_of(edition: Edition) -> dict[str, Check]:
    """All check questions of the edition's lesson by code, in one query."""
    versions = versions_to_check().filter(question__lesson=edition.lesson_id)
    return {version.question.code: Check.ask(version) for version in versions}
