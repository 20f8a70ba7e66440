"""The cast: one class with everybody who can sit in it, one neighbour, and the means to sign in.

`student`, `classmate`, `teacher` and `moderator` are memberships of `classroom`; `outsider` teaches another class.
`sign_in(student)` is that person's browser, `client` is a stranger's.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from django.test import Client

from accounts.models import User
from classrooms.models import Classroom, Membership
from tests.factories import ClassroomFactory, MembershipFactory

# The same examples on every machine, and no clock: a slow machine is not a fault.
hypothesis.settings.register_profile("sahel", deadline=None, derandomize=True)
hypothesis.settings.load_profile("sahel")

HTMX = {"HX-Request": "true"}

SignIn = Callable[[Membership | User], Client]


# ------------------------------------------------------------------ the cast


@pytest.fixture
def classroom(db) -> Classroom:
    return ClassroomFactory(name="History 10b")


@pytest.fixture
def student(classroom) -> Membership:
    return MembershipFactory(classroom=classroom, user__name="Awa Student", user__username="awa")


@pytest.fixture
def classmate(classroom) -> Membership:
    return MembershipFactory(classroom=classroom, user__name="Bilal Classmate", user__username="bilal")


@pytest.fixture
def teacher(classroom) -> Membership:
    return MembershipFactory(classroom=classroom, user__name="Tiemoko Teacher", user__username="tiemoko", teacher=True)


@pytest.fixture
def moderator(classroom) -> Membership:
    return MembershipFactory(classroom=classroom, user__name="Mariam Mod", user__username="mariam", moderator=True)


@pytest.fixture
def outsider(db) -> Membership:
    """Teaches another class, and may not learn that `classroom` exists."""
    return MembershipFactory(user__name="Omar Outsider", user__username="omar", teacher=True)


@pytest.fixture
def sign_in() -> SignIn:
    """The browser of a member or of a person."""

    def signed_in(who: Membership | User) -> Client:
        client = Client()
        client.force_login(who.user if isinstance(who, Membership) else who)
        return client

    return signed_in


@pytest.fixture
def moment(time_machine) -> datetime:
    """Monday, 2 March 2026, nine o'clock UTC; the clock stands still until `time_machine` moves it."""
    nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    time_machine.move_to(nine, tick=False)
    return nine


# ------------------------------------------------------------------ between two tests


@pytest.fixture(autouse=True)
def _rate_limits_start_anew(request, django_db_blocker) -> Iterator[None]:
    """Empty the cache after a test that commits; a rolled back one leaves nothing. No flush knows the cache's table."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        with django_db_blocker.unblock():
            cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _flush_passes_append_only_tables() -> Iterator[None]:
    """Let the flush after a committing test empty append-only tables too.

    Their triggers refuse DELETE, which is how Django flushes SQLite: so they step aside and come back in the same
    transaction. PostgreSQL flushes by TRUNCATE, which fires no row trigger.
    """
    flush = DatabaseOperations.sql_flush

    def flush_without_triggers(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        drop = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*drop, *flush(self, *args, **kwargs), *(sql for _, sql in triggers)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", flush_without_triggers)
        yield
