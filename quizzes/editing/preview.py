"""A question that is being written, as a student will see it: to look at, to try, and stored nowhere."""

from collections.abc import Mapping
from functools import cached_property
from random import Random
from typing import Any

from lessons.models import Preset
from quizzes.kinds import AnswerForm, Outcome
from quizzes.models import QuestionVersion
from quizzes.presets import PRESETS, When

PREFIX = "try"


class Preview:
    """The question, an answer that was tried, how points are earned, and who hears what when."""

    def __init__(self, version: QuestionVersion, data: Mapping[str, Any] | None = None) -> None:
        self.version, self.asked = version, version.asked
        order = self.asked.order(Random(0))  # noqa: S311 - an order to look at, not a secret
        has_answer = data is not None and any(name.startswith(f"{PREFIX}-") for name in data)
        shown: dict[str, Any] = {"data": data if has_answer else None, "prefix": PREFIX, "auto_id": "id_%s"}
        self.form: AnswerForm = self.asked.form(order, **shown)
        self.outcome: Outcome | None = None
        self.is_tried = bool(data is not None and PREFIX in data)
        self.answer = self.form.answer if self.form.is_bound and self.form.is_valid() else None
        if self.is_tried and self.answer is not None:
            self.outcome = self.asked.grade(self.answer)
            self.form = self.asked.form(order, outcome=self.outcome, **shown)

    @cached_property
    def said(self) -> list[tuple[str, str]]:
        """What is said about the answer; what is said about an option stands beside the option."""
        parts = self.outcome.parts if self.outcome else ()
        return [("", part.feedback) for part in parts if not part.of and part.feedback]

    @cached_property
    def scoring(self) -> list[tuple[str, str]]:
        """Answers to this very question, and what each earns."""
        return self.asked.worked_example()

    @cached_property
    def right_words(self) -> list[str]:
        """The right answer."""
        return self.asked.right_words()

    @property
    def when(self) -> list[tuple[str, str, str]]:
        """For each preset when the score is shown, and when the right answers and all feedback are."""
        return [
            (str(Preset(name).label), str(When(preset.score_shown).label), str(When(preset.answers_shown).label))
            for name, preset in PRESETS.items()
        ]
