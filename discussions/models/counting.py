"""Counting related rows inside the query that reads the row they relate to."""

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce


def how_many(rows: QuerySet, *, per: str) -> Coalesce:
    """The number of `rows`, which name the outer row by OuterRef; `per` is one of their columns that it fixes."""
    counted = rows.order_by().values(per).annotate(number=Count("pk", distinct=True)).values("number")
    return Coalesce(Subquery(counted), 0)
