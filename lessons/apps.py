"""The lessons floor as a Django app, and the two places where upper floors add themselves.

An upper floor appends in its own `AppConfig.ready`; nothing here names it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from django.apps import AppConfig

if TYPE_CHECKING:
    from lessons.curriculum.parts import CoursePart
    from lessons.models import Assignment


class LessonsConfig(AppConfig):
    """The course and its use in a class."""

    name = "lessons"

    course_parts: ClassVar[list["CoursePart"]] = []
    """Files of the course that belong to upper floors: questions, discussion prompts."""

    when_assigned: ClassVar[list[Callable[["Assignment"], None]]] = []
    """Called inside the transaction that gives or changes an assignment; must bear being called twice."""
