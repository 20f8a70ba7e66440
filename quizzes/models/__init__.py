"""What can be asked (question, version, rubric, quiz), and what was answered (attempt, response, event, mark)."""

from quizzes.models.attempts import Attempt, CannotStart
from quizzes.models.cards import Card, CardReview
from quizzes.models.events import ResponseEvent, Saved
from quizzes.models.items import QuizItem
from quizzes.models.marks import Mark, MarkedMeanwhile
from quizzes.models.overrides import Override
from quizzes.models.questions import Question, QuestionVersion, Rubric
from quizzes.models.quizzes import Quiz, QuizChanged
from quizzes.models.regrades import Regrade, Release, SavedComment
from quizzes.models.responses import Response
from quizzes.models.settings import GivenAlready, QuizHasBegun, QuizSettings

__all__ = [
    "Attempt",
    "CannotStart",
    "Card",
    "CardReview",
    "GivenAlready",
    "Mark",
    "MarkedMeanwhile",
    "Override",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizChanged",
    "QuizHasBegun",
    "QuizItem",
    "QuizSettings",
    "Regrade",
    "Release",
    "Response",
    "ResponseEvent",
    "Rubric",
    "Saved",
    "SavedComment",
]
