"""What the tests of writing start from: a quiz of the teacher's own with one question, and the teacher's browser."""

import pytest

from quizzes.models import Question, Quiz
from tests.quizzes.more_factories import OwnQuizFactory


@pytest.fixture
def quiz(teacher) -> Quiz:
    return OwnQuizFactory(author=teacher.user)


@pytest.fixture
def own_question(quiz) -> Question:
    return quiz.items.get().question


@pytest.fixture
def browser(sign_in, teacher):
    return sign_in(teacher)
