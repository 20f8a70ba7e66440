"""Rows that live in a class: what every app's querysets start from."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from classrooms.models.members import Membership


class ScopedQuerySet(models.QuerySet):
    """Rows that live in a classroom and are reached through one of its members.

    Subclasses say how to walk to the classroom, and narrow `visible_to` when a role sees less than the whole room.
    """

    path_to_classroom = "classroom"

    def visible_to(self, member: "Membership") -> Self:
        """What `member` may know of; the class's own rows and no others."""
        return self.filter(**{self.path_to_classroom: member.classroom_id})
