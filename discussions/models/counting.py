"""Counting and reading related rows inside the query that reads the row they relate to."""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, F, IntegerField, JSONField, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

SHOWN_AT_MOST = 100
"""Nobody needs to know by how many a queue is longer than this, and nothing counts so far."""


def how_many(rows: QuerySet, *, per: str) -> Coalesce:
    """The number of `rows`, which name the outer row by OuterRef; `per` is one of their columns that it fixes."""
    counted = rows.order_by().values(per).annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


class Capped(Subquery):
    """The number of `rows`, counted no further than one more than is shown."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0

    def __init__(self, rows: QuerySet) -> None:
        super().__init__(rows.order_by().values("pk")[: SHOWN_AT_MOST + 1])


def capped(number: int) -> int | str:
    """A number counted by `Capped`, as it is shown.

    >>> capped(100), capped(101)
    (100, '100+')
    """
    return number if number <= SHOWN_AT_MOST else f"{SHOWN_AT_MOST}+"


class Rows(Subquery):
    """A few related rows as a list of dictionaries: a page that may ask seven questions asks them in one.

    `columns` names the paths to read: Rows(notes, text="text", by="author__user__name"). Dates come as text.
    """

    output_field = JSONField()
    empty_result_set_value = "[]"

    def __init__(self, rows: QuerySet, **columns: Any) -> None:
        read = {f"v_{name}": F(path) if isinstance(path, str) else path for name, path in columns.items()}
        super().__init__(rows.values(**read), columns=",".join(columns))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple:
        """By SQLite's functions for JSON."""
        pairs = self._pairs()
        template = f"(SELECT json_group_array(json_object({pairs})) FROM (%(subquery)s) listed)"  # noqa: S608 names of our own
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple:
        """By PostgreSQL's."""
        pairs = self._pairs()
        template = f"(SELECT COALESCE(jsonb_agg(jsonb_build_object({pairs})), '[]') FROM (%(subquery)s) listed)"  # noqa: S608 names of our own
        return self.as_sql(compiler, connection, template=template, **context)

    def _pairs(self) -> str:
        return ", ".join(f"'{name}', v_{name}" for name in self.extra["columns"].split(","))


def read_moment(written: str) -> datetime:
    """A date out of `Rows`, which SQLite writes without its zone.

    >>> read_moment("2026-11-27 09:30:00"), read_moment("2026-11-27T10:30:00+01:00").hour
    (datetime.datetime(2026, 11, 27, 9, 30, tzinfo=datetime.timezone.utc), 10)
    """
    at = datetime.fromisoformat(written)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
