"""The password of the demo class. It stands in the repository, so it opens nothing where DEBUG is off.

A database that `make run` has furnished may end up on a server: its demo people stay outside there.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PASSWORD = "sahel-demo"  # noqa: S105 - printed on the screen


def opens_nothing_here(password: str) -> bool:
    """Whether `password` is the demo's, on a site that is not a demo."""
    return password == PASSWORD and not settings.DEBUG


class NotTheDemoPassword:
    """Refuse the demo's password to people: it would not let them in."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise a ValidationError for the demo's password."""
        if opens_nothing_here(password):
            raise ValidationError(_("This password is too common."), code="password_too_common")

    def get_help_text(self) -> str:
        """Nothing that a person needs to know."""
        return ""
