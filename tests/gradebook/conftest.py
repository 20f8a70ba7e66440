"""What the pages of the top floor are about: an assignment with a quiz and a thread."""

import pytest

from tests.discussions.factories import ThreadFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of


@pytest.fixture
def assignment(classroom, teacher):
    given = AssignmentFactory(classroom=classroom, created_by=teacher, edition__title="Who decided?")
    quiz_of(given)
    return given


@pytest.fixture
def thread(assignment):
    return ThreadFactory(assignment=assignment)
