"""Counting and gathering related rows inside the query that reads the row they relate to."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Count, JSONField, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.db.models.sql.compiler import SQLCompiler


def how_many(rows: QuerySet, *, per: str) -> Coalesce:
    """The number of `rows`, which name the outer row by OuterRef; `per` is one of their columns that it fixes."""
    counted = rows.order_by().values(per).annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)


class _List(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Sequence[Any]]:
        return self.as_sql(compiler, connection, function="JSONB_AGG")


def gathered(rows: QuerySet, columns: Sequence[str], *, per: str) -> Subquery:
    """These columns of `rows` as one list of dictionaries in no order, None when there are none; `per` as above.

    For a handful of rows that a page needs beside another, and not worth a query of their own.
    """
    listed = rows.order_by().values(per).annotate(rows=_List(JSONObject(**{name: name for name in columns})))
    return Subquery(listed.values("rows"), output_field=JSONField())
