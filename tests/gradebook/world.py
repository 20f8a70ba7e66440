"""The rows that the keys in the addresses of `gradebook` name; tests/world.py says how this works."""

from classrooms.models import Membership
from tests.world import World, stands_for


@stands_for("student_pk")
def student(world: World) -> Membership:
    """The class's one student."""
    return world.student
