"""The quiz floor: what it adds to the course, what it hears of assignments, and who wants to know about grades."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig

if TYPE_CHECKING:
    from quizzes.models import Attempt


class QuizzesConfig(AppConfig):
    """Quizzes.

    `when_graded` lists what happens inside the transaction that grades an attempt or adds a mark to it. Floors above
    append to it in their own `ready`.
    """

    name = "quizzes"
    when_graded: ClassVar[list[Callable[["Attempt"], None]]] = []

    def ready(self) -> None:
        """Have the course's loader read questions.yaml, and hear of every assignment whose dates change."""
        from lessons.apps import LessonsConfig
        from quizzes.course import QuestionsPart
        from quizzes.models import Attempt

        LessonsConfig.course_parts.append(QuestionsPart())
        LessonsConfig.when_assigned += [Attempt.move_deadlines, Attempt.count_again]


def graded(attempt: "Attempt") -> None:
    """Tell everybody in `when_graded` that the attempt's marks have changed."""
    for react in QuizzesConfig.when_graded:
        react(attempt)
