"""A class, its members and its norms."""

import zoneinfo
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from classrooms import codes


class Role(models.TextChoices):
    """What a member may do in one class. The same person may have another role in another class."""

    STUDENT = "student", _("Student")
    TEACHER = "teacher", _("Teacher")
    MODERATOR = "moderator", _("Moderator")


class ScopedQuerySet(models.QuerySet):
    """Rows that live in a classroom and are reached through one of its members.

    Subclasses say how to walk to the classroom, and narrow `visible_to` when a role sees less than the whole room.
    """

    path_to_classroom = "classroom"

    def visible_to(self, member: "Membership") -> Self:
        """What `member` may know of; the class's own rows and no others."""
        return self.filter(**{self.path_to_classroom: member.classroom_id})


class Classroom(models.Model):
    """A class: the room everything else happens in."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    school_year = models.CharField(_("school year"), max_length=20, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, default="UTC")
    join_code = models.CharField(max_length=12, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_classroom_has_a_name"),
            models.CheckConstraint(condition=~Q(join_code=""), name="no_join_code_is_null_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs) -> None:
        """Give a new class an address that cannot be guessed from its name alone."""
        self.slug = self.slug or f"{slugify(self.name)[:45] or 'class'}-{codes.slug_suffix()}"
        super().save(**kwargs)

    def get_absolute_url(self) -> str:
        """The class's home page."""
        return reverse("gradebook:classroom", args=[self.slug])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone in which the class's dates are meant."""
        return zoneinfo.ZoneInfo(self.time_zone)


class MembershipQuerySet(ScopedQuerySet):
    """Members, by role and by whether their seat is still open."""

    def active(self) -> Self:
        """Members whose seat has not been closed."""
        return self.filter(closed_at__isnull=True)

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

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.STUDENT)
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


class NormQuerySet(ScopedQuerySet):
    """A class's rules."""

    def current(self) -> Self:
        """The rules in force, in the class's order."""
        return self.filter(retired_at__isnull=True).order_by("position", "pk")


class Norm(models.Model):
    """A rule of the class; also the reason of a flag and of a decision.

    Rows are versions: changing a norm's wording retires the row and adds another, so that an old decision keeps the
    words it was made with.
    """

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="norms")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("rule"), max_length=200)
    message = models.TextField(
        _("message to the student"), max_length=1000, help_text=_("What a student reads whose post breaks this rule.")
    )
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = NormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "position"], condition=Q(retired_at__isnull=True), name="one_norm_per_position"
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(message=""), name="a_norm_has_a_rule_and_a_message"),
        ]

    def __str__(self) -> str:
        return self.text
