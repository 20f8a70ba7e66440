"""A person's seat in a class, in one role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms import codes
from classrooms.keeps_a_teacher import REFUSAL
from classrooms.models.scope import ScopedQuerySet
from classrooms.slips import Slip


class Role(models.TextChoices):
    """What a member may do in one class. The same person may have another role in another class."""

    STUDENT = "student", _("Student")
    TEACHER = "teacher", _("Teacher")
    MODERATOR = "moderator", _("Moderator")


class LastTeacher(ValidationError):
    """The class would be left without a teacher."""

    def __init__(self) -> None:
        super().__init__(_("A class keeps at least one teacher. Make somebody else a teacher first."))


class MembershipQuerySet(ScopedQuerySet):
    """Members, by role and by whether their seat is still open."""

    def active(self) -> Self:
        """Members whose seat has not been closed."""
        return self.filter(closed_at__isnull=True)

    def closed(self) -> Self:
        """Members whose seat a teacher has closed."""
        return self.filter(closed_at__isnull=False)

    def students(self) -> Self:
        """Members who learn here."""
        return self.filter(role=Role.STUDENT)

    def teachers(self) -> Self:
        """Members who teach here."""
        return self.filter(role=Role.TEACHER)

    def by_name(self) -> Self:
        """In the order of a class list."""
        return self.order_by("user__name", "pk")


class Membership(models.Model):
    """A person's seat in a class, in one role. Seats are closed, never deleted."""

    classroom = models.ForeignKey("classrooms.Classroom", on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.STUDENT)
    joined_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["classroom", "user"], name="one_seat_per_person_and_class"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="a_member_has_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def name(self) -> str:
        """How the class calls this person."""
        return self.user.name

    @property
    def is_student(self) -> bool:
        """Whether this seat is a student's."""
        return self.role == Role.STUDENT

    @property
    def is_teacher(self) -> bool:
        """Whether this seat is a teacher's."""
        return self.role == Role.TEACHER

    @property
    def may_moderate(self) -> bool:
        """Whether this seat may decide about posts."""
        return self.role in {Role.TEACHER, Role.MODERATOR}

    # ------------------------------------------------------------------ what a teacher does with a seat

    def close(self) -> None:
        """End this person's time in the class; what they wrote and earned stays. The last teacher stays too."""
        self._change(closed_at=timezone.now())

    def reopen(self) -> None:
        """Let this person in again, in the role they had."""
        self._change(closed_at=None)

    def change_role(self, role: Role) -> None:
        """Let this person do what `role` does, from now on. The last teacher stays one."""
        self._change(role=role)

    def reset_password(self) -> Slip:
        """Replace a forgotten password by a one-time code; returns the slip to hand over.

        For those who cannot get a mail, and only for students: a teacher's code would open the classes of another.
        """
        if not self.has_resettable_password():
            raise ValidationError(_("This person resets the password without you."))
        slip = Slip(self.user.name, self.user.username, codes.one_time_password())
        self.user.accept_one_time_code(slip.code)
        self.user.save(update_fields=["password", "must_change_password"])
        return slip

    def has_resettable_password(self) -> bool:
        """Whether a teacher of this class may reset this person's password."""
        user = self.user
        if self.closed_at or not self.is_student or user.is_teacher or user.is_staff or user.has_confirmed_email():
            return False
        return not user.memberships.active().exclude(role=Role.STUDENT).exists()

    def _change(self, **values: object) -> None:
        before = {name: getattr(self, name) for name in values}
        for name, value in values.items():
            setattr(self, name, value)
        try:
            with _last_teacher_refused(), transaction.atomic():
                self.save(update_fields=list(values))
        except LastTeacher:
            for name, value in before.items():
                setattr(self, name, value)
            raise


@contextmanager
def _last_teacher_refused() -> Iterator[None]:
    """Say in a sentence what the database's trigger says in its own words."""
    try:
        yield
    except IntegrityError as error:
        if REFUSAL in str(error):
            raise LastTeacher from error
        raise
