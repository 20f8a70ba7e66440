"""What stands for modules, lessons, claims and assignments in an address."""

from lessons.models import Assignment, Claim, Lesson, Module, Source
from tests.lessons.around import GuideFactory
from tests.lessons.factories import AssignmentFactory, ClaimFactory, EditionFactory, SourceFactory
from tests.world import World, stands_for


@stands_for("assignment_pk")
def assignment(world: World) -> Assignment:
    """Open, for the whole class; given by another teacher of it."""
    return AssignmentFactory(classroom=world.classroom)


@stands_for("assignment_pk", at="lessons:take_edition")
def assignment_of_an_older_edition(world: World) -> Assignment:
    """Its lesson has a newer edition than the one the class reads."""
    given = assignment(world)
    EditionFactory(lesson=given.edition.lesson, number=2, text="<p>In February 2011 protests began.</p>")
    return given


@stands_for("lesson_slug")
def lesson(world: World) -> Lesson:
    """The one that the class was given."""
    return world["assignment_pk"].edition.lesson


@stands_for("lesson_slug", at="lessons:guide")
def lesson_with_guide(world: World) -> Lesson:
    """One that has a teacher's page."""
    return GuideFactory(lesson=EditionFactory().lesson).lesson


@stands_for("module_slug")
def module(world: World) -> Module:
    """The lesson's."""
    return world["lesson_slug"].module


@stands_for("source_key")
def source(world: World) -> Source:
    """Any."""
    return SourceFactory()


@stands_for("claim_code")
def claim(world: World) -> Claim:
    """One that the lesson treats."""
    return ClaimFactory(lesson=world["lesson_slug"])
