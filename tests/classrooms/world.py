"""The rows that the keys in the addresses of `classrooms` name; tests/world.py says how this works."""

from classrooms.models import Membership
from tests.factories import MembershipFactory
from tests.world import World, stands_for


@stands_for("membership_pk")
def seat(world: World) -> Membership:
    """A student's."""
    return MembershipFactory(classroom=world.classroom)
