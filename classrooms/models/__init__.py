"""A class, its members and its norms."""

from classrooms.models.members import LastTeacher, Membership, Role
from classrooms.models.norms import Norm
from classrooms.models.rooms import Classroom, SeatClosed
from classrooms.models.scope import ScopedQuerySet

__all__ = ["Classroom", "LastTeacher", "Membership", "Norm", "Role", "ScopedQuerySet", "SeatClosed"]
