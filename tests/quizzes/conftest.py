"""An assignment of the class with a quiz of two questions, and a student who has begun it.

Races need a database that lets two writers in at once: SQLite admits one, so there they are not collected.
"""

import pytest
from django.conf import settings

from lessons.models import Assignment
from quizzes.models import Attempt, Response
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = [] if ON_POSTGRESQL else ["test_races.py"]


@pytest.fixture
def assignment(classroom, moment) -> Assignment:
    return AssignmentFactory(classroom=classroom, time_limit=30, preset="practice")


@pytest.fixture
def attempt(assignment, student, moment) -> Attempt:
    return start(assignment, student, moment, kinds=["single", "essay"])


@pytest.fixture
def single(attempt) -> Response:
    return attempt.responses.get(position=1)


@pytest.fixture
def essay(attempt) -> Response:
    return attempt.responses.get(position=2)


@pytest.fixture
def handed_in(attempt, essay, single, moment) -> Attempt:
    """The single choice is wrong, the essay waits to be marked."""
    single.save_answer("a", client_id="t:1", rev=0, moment=moment)
    essay.save_answer("The Council voted.", client_id="t:2", rev=0, moment=moment)
    attempt.submit("key", moment)
    attempt.grade()
    return attempt
