"""Addresses for mails, which no request comes with."""

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of `path` on this site."""
    return f"{settings.SITE_ADDRESS}{path}"
