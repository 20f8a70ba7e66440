"""Two things at once, each on a connection of its own, in an order that the test decides. PostgreSQL alone can.

all_at_once(lambda number: quiz.rename(title=f"Title {number}"))
during(lambda: quiz.rename(title="New"), lambda: quiz.rename(title="Newer"))
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections, transaction

HANDS = 8
SOMEBODY_WAITS = """
SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))
"""


def all_at_once(work: Callable[[int], object]) -> list:
    """What `work` returns to each of eight that start together."""
    gate = Barrier(HANDS)

    def one(number: int) -> object:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(_alone(one), range(HANDS)))


def during(first: Callable[[], object], second: Callable[[], Any]) -> Any:
    """What `second` returns when it begins after `first` is done and before that is committed.

    The commit comes once `second` waits for it, or has ended without.
    """
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            later = pool.submit(_alone(second))
            while not later.done() and not _somebody_waits():
                pass
        return later.result()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(SOMEBODY_WAITS)
        return cursor.fetchone()[0]


def _alone(work: Callable[..., Any]) -> Callable[..., Any]:
    """The same on a connection that is closed at the end."""

    def done(*args: object) -> Any:
        try:
            return work(*args)
        finally:
            connections.close_all()

    return done
