"""A class: the room everything else happens in."""

import zoneinfo
from collections.abc import Sequence
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from classrooms import codes, roster
from classrooms.default_norms import DEFAULT_NORMS
from classrooms.models.members import Membership, Role
from classrooms.models.norms import Norm
from classrooms.slips import Slip


class SeatClosed(Exception):
    """A teacher has closed this person's seat; a join code does not open it again."""


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

    # ------------------------------------------------------------------ opening it, and its door

    @classmethod
    @transaction.atomic
    def open_by(cls, user: User, *, name: str, school_year: str = "", time_zone: str = "UTC") -> Self:
        """A new class taught by `user`, with a join code and norms to start from."""
        classroom = cls.objects.create(
            name=name, school_year=school_year, time_zone=time_zone, join_code=cls._free_code()
        )
        classroom.memberships.create(user=user, role=Role.TEACHER)
        Norm.objects.bulk_create(
            Norm(classroom=classroom, position=position, text=text, message=message, about=about)
            for position, (text, message, about) in enumerate(DEFAULT_NORMS, start=1)
        )
        return classroom

    @classmethod
    def behind(cls, code: str) -> Self | None:
        """The class whose door `code` opens, however it was typed."""
        return cls.objects.filter(join_code=codes.normalised(code)).first()

    def renew_code(self) -> None:
        """Open the door with a new code; the old one opens nothing any more."""
        self.join_code = self._free_code()
        self.save(update_fields=["join_code"])

    def switch_off_code(self) -> None:
        """Let nobody in by code until it is renewed."""
        self.join_code = None
        self.save(update_fields=["join_code"])

    @classmethod
    def _free_code(cls) -> str:
        while cls.objects.filter(join_code=(code := codes.join_code())).exists():
            pass
        return code

    # ------------------------------------------------------------------ seating people

    def member_names(self) -> list[str]:
        """The names of those who sit here."""
        return list(self.memberships.active().values_list("user__name", flat=True))

    def admit(self, user: User) -> Membership:
        """Give `user` a student's seat; whoever sits here already keeps the seat as it is."""
        member, _created = self.memberships.get_or_create(user=user)
        if member.closed_at:
            raise SeatClosed
        return member

    def enrol(self, *, name: str, username: str, password: str) -> Membership:
        """Make a student's account and give it a seat, both or neither."""
        user = User(name=name, username=username)
        user.set_password(password)
        with transaction.atomic():
            user.save()
            return self.admit(user)

    def seat_newcomers(self, names: Sequence[str]) -> list[Slip]:
        """Make accounts for `names` and seat them as students, all or nobody.

        Returns what each of them needs to sign in; the codes are kept nowhere else.
        """
        taken = User.usernames_beginning_with({roster.username_stem(name) for name in names})
        usernames = roster.usernames_for(names, taken)
        slips = [Slip(*pair, codes.one_time_password()) for pair in zip(names, usernames, strict=True)]
        users = [User(name=slip.name, username=slip.username) for slip in slips]
        for user, slip in zip(users, slips, strict=True):
            user.accept_one_time_code(slip.code)
        with transaction.atomic():
            User.objects.bulk_create(users)
            Membership.objects.bulk_create(Membership(classroom=self, user=user) for user in users)
        return slips

    # ------------------------------------------------------------------ its norms

    def add_norm(self, text: str, message: str, about: str = "") -> Norm:
        """A new rule after the others."""
        last = self.norms.current().last()
        position = last.position + 1 if last else 1
        return self.norms.create(position=position, text=text, message=message, about=about)
