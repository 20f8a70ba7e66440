"""The rows that the keys in the addresses of `gradebook` name; tests/world.py says how this works."""

from classrooms.models import Membership
from lessons.models import Assignment
from tests.gradebook.factories import hand_in
from tests.world import World, stands_for


@stands_for("student_pk")
def student(world: World) -> Membership:
    """The class's student."""
    return world.student


@stands_for("assignment_pk", at="gradebook:explain")
def graded_assignment(world: World) -> Assignment:
    """The student has a grade in it."""
    given = world["assignment_pk"]
    hand_in(given, world.student)
    return given
