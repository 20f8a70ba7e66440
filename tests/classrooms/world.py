"""What stands for a seat in an address."""

from classrooms.models import Membership
from tests.world import World, stands_for


@stands_for("membership_pk")
def seat(world: World) -> Membership:
    return world.student
