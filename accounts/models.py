"""A person, and the invitation that lets one open a teacher's account."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import demo

INVITATION_LASTS = timedelta(days=14)
QUICK_ROUNDS = 100_000
# Invisible marks that change the direction of the text after them.
TURNS_WRITING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_readable(name: str) -> bool:
    """Whether `name` has letters that somebody could read out, and none of the marks that turn the writing around."""
    return any(character.isalpha() for character in name) and not set(name) & TURNS_WRITING


def validate_readable(name: str) -> None:
    """Refuse a name that is not readable."""
    if not is_readable(name):
        raise ValidationError(_("Write the name with letters that your class can read."))


class User(AbstractUser):
    """A person. Students need a name, a username and a password; an e-mail address is never required.

    Two accounts may name the same address until one of them has confirmed it (allauth's EmailAddress keeps confirmed
    ones unique): to refuse the second would tell whoever asks that the first exists.
    """

    first_name = None
    last_name = None
    name = models.CharField(
        _("name"), max_length=80, help_text=_("As your class should see it."), validators=[validate_readable]
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_teacher = models.BooleanField(_("may open classes"), default=False)
    must_change_password = models.BooleanField(default=False)

    objects = UserManager()

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_person_per_username"),
            models.CheckConstraint(condition=~Q(name=""), name="a_person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name; Django's own pages ask for it."""
        return self.name

    def get_short_name(self) -> str:
        """The name; Django's own pages ask for it."""
        return self.name

    @classmethod
    def usernames_beginning_with(cls, stems: Iterable[str]) -> set[str]:
        """The usernames given already that begin with one of `stems`."""
        alike = reduce(or_, (Q(username__istartswith=stem) for stem in stems), Q(pk=None))
        return {username.lower() for username in cls.objects.filter(alike).values_list("username", flat=True)}

    def check_password(self, raw_password: str) -> bool:
        """Whether `raw_password` is this person's. The demo's is nobody's where DEBUG is off."""
        return super().check_password(raw_password) and not demo.opens_nothing_here(raw_password)

    def has_confirmed_email(self) -> bool:
        """Whether a mail is known to reach this person."""
        return self.emailaddress_set.filter(verified=True).exists()

    def accept_one_time_code(self, code: str) -> None:
        """Let `code` open the account once: the first page after it asks for a password. Does not save."""
        self.password = _quick_hash(code)
        self.must_change_password = True

    def choose_password(self, password: str) -> None:
        """Replace a one-time code, or an older password, by the person's own choice."""
        self.set_password(password)
        self.must_change_password = False
        self.save(update_fields=["password", "must_change_password"])


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by what can still be done with them."""

    def open(self, moment: datetime) -> "InvitationQuerySet":
        """Neither used nor expired at `moment`."""
        return self.filter(used_by__isnull=True, expires_at__gt=moment)


class Invitation(models.Model):
    """Lets one person open a teacher's account, while TEACHER_SIGNUP is "invitation"."""

    token = models.CharField(max_length=43, unique=True, default=secrets.token_urlsafe, editable=False)
    note = models.CharField(max_length=120, blank=True, help_text=_("For whom, so that you remember."))
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="invitations")
    used_by = models.OneToOneField(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitation")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="an_invitation_lasts_a_while")
        ]

    def __str__(self) -> str:
        return self.note or self.token[:8]

    def save(self, **kwargs) -> None:
        """Give a new invitation its end."""
        self.expires_at = self.expires_at or self.created_at + INVITATION_LASTS
        super().save(**kwargs)

    @property
    def address(self) -> str:
        """The page where the invited person signs up."""
        return f"{reverse('account_signup')}?invitation={self.token}"


def _quick_hash(code: str) -> str:
    """Hash a random code of 50 bits with a tenth of the rounds: nobody guesses it, and a class has thirty of them."""
    hasher = get_hasher()
    rounds = {"iterations": QUICK_ROUNDS} if isinstance(hasher, PBKDF2PasswordHasher) else {}
    return hasher.encode(code, hasher.salt(), **rounds)
