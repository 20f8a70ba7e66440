"""What can be asked (question, version, rubric, quiz), and what was answered (attempt, response, event, mark)."""

from quizzes.models.attempts import Attempt, CannotStart
from quizzes.models.events import ResponseEvent, Saved
from quizzes.models.marks import Mark, MarkedMeanwhile
from quizzes.models.questions import Question, QuestionVersion, Rubric
from quizzes.models.quizzes import Quiz, QuizItem
from quizzes.models.responses import Response

__all__ = [
    "Attempt",
    "CannotStart",
    "Mark",
    "MarkedMeanwhile",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizItem",
    "Response",
    "ResponseEvent",
    "Rubric",
    "Saved",
]
