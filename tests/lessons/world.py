"""What stands for modules, lessons, claims and assignments in an address."""

from lessons.models import Assignment, Claim, Lesson, Module
from tests.lessons.factories import AssignmentFactory, ClaimFactory, EditionFactory, ModuleFactory
from tests.world import World, stands_for


@stands_for("module_slug")
def module(world: World) -> Module:
    return ModuleFactory()


@stands_for("lesson_slug")
def lesson(world: World) -> Lesson:
    return EditionFactory().lesson


@stands_for("claim_code")
def claim(world: World) -> Claim:
    return ClaimFactory()


@stands_for("assignment_pk")
def assignment(world: World) -> Assignment:
    return AssignmentFactory(classroom=world.classroom)
