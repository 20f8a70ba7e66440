"""An assignment of the class with a quiz of two questions, and a student who has begun it.

Races need a database that lets two writers in at once: SQLite admits one, so there they are not collected.
"""

from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.models import Attempt, Question, QuestionVersion, Response
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import QuestionVersionFactory, start
from tests.quizzes.specs import SPECS

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
collect_ignore = [] if ON_POSTGRESQL else [path.name for path in Path(__file__).parent.glob("test_*races.py")]


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


# ------------------------------------------------------------------ a key that turns out to be wrong


def answered(assignment: Assignment, student: Membership, given: str | None, moment: datetime) -> Response:
    """The student's graded answer to a single choice."""
    attempt = start(assignment, student, moment, kinds=["single"])
    response = attempt.responses.get()
    if given:
        response.save_answer(given, client_id="t:1", rev=0, moment=moment)
    attempt.submit("k", moment)
    attempt.grade()
    return response


@pytest.fixture
def was_right(assignment, student, moment) -> Response:
    """The student chose "b", which the key called right."""
    return answered(assignment, student, "b", moment)


@pytest.fixture
def is_right_now(assignment, classmate, moment) -> Response:
    """The classmate chose "a"."""
    return answered(assignment, classmate, "a", moment)


@pytest.fixture
def question(was_right, is_right_now) -> Question:
    """What both were asked."""
    return was_right.version.question


@pytest.fixture
def corrected(question) -> QuestionVersion:
    """Its next version: "a" is right, and nothing else."""
    said = {"misconception": "", "right": False}
    options = [{**option, **said} for option in SPECS["single"]["options"]]
    options[0]["right"] = True
    return QuestionVersionFactory(question=question, number=2, spec={"options": options})
