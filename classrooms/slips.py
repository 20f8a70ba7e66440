"""Sign-in slips: a name, a username and a one-time code, to print, cut and hand over.

The codes must not lie in the database in clear, and the session does: so between the page that makes them and the
page that shows them they travel sealed, for ten minutes at most.
"""

import base64
import json
from typing import NamedTuple

from cryptography.fernet import Fernet, InvalidToken
from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac

LASTS_SECONDS = 10 * 60


class Slip(NamedTuple):
    """What one person needs to sign in for the first time."""

    name: str
    username: str
    code: str


def keep(session: SessionBase, classroom_slug: str, slips: list[Slip]) -> None:
    """Lay `slips` by for the page that shows them."""
    session[_drawer(classroom_slug)] = _seal().encrypt(json.dumps(slips).encode()).decode()


def kept(session: SessionBase, classroom_slug: str) -> list[Slip]:
    """The slips laid by in the last ten minutes."""
    sealed = session.get(_drawer(classroom_slug), "")
    try:
        opened = _seal().decrypt(sealed, ttl=LASTS_SECONDS)
    except InvalidToken:
        return []
    return [Slip(*slip) for slip in json.loads(opened)]


def forget(session: SessionBase, classroom_slug: str) -> None:
    """Throw away what was laid by."""
    session.pop(_drawer(classroom_slug), None)


def _drawer(classroom_slug: str) -> str:
    return f"slips-{classroom_slug}"


def _seal() -> Fernet:
    """Keyed from SECRET_KEY: who reads the database alone reads no codes."""
    key = salted_hmac("classrooms.slips", "seal", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
