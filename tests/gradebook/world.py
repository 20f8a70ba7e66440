"""The rows that the keys in the addresses of `gradebook` name; tests/world.py says how this works."""

from uuid import uuid4

from django.utils import timezone

from classrooms.models import Membership
from tests.quizzes.factories import start
from tests.quizzes.world import KINDS
from tests.world import World, stands_for


@stands_for("student_pk")
def student(world: World) -> Membership:
    """The class's one student, who has handed in the quiz."""
    attempt = start(world["assignment_pk"], world.student, kinds=KINDS)
    attempt.submit(uuid4().hex, timezone.now())
    attempt.grade()
    return world.student
