"""Finding posts by their words.

`SearchText` keeps the words of each revision as they are compared, written once beside the text. `FoundPost` is the
index: one row for each published post, with the words of its live revision, and no row for any other. Triggers
(migration 0005) keep it: whatever changes `live_revision`, from whichever verb or shell, changes the index with it.
On SQLite it is a full-text table, on PostgreSQL a table with a tsvector.
"""

from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from discussions.models.revisions import Revision
from discussions.searching import for_postgresql, for_sqlite, words_of


class SearchText(models.Model):
    """The words of a revision, in order, one space between two."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, primary_key=True, related_name="search_text")
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.words[:40]

    @classmethod
    def of(cls, revision_id: int, text: str, steelman: str = "") -> Self:
        """The row, not yet written, of a revision with these texts."""
        return cls(revision_id=revision_id, words=" ".join(words_of(f"{text}\n{steelman}")))


class FoundPost(models.Model):
    """A published post in the index. Django does not make this table: each database has its own kind."""

    post = models.OneToOneField(
        "discussions.Post", on_delete=models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="found"
    )
    words = models.TextField()

    class Meta:
        managed = False

    def __str__(self) -> str:
        return f"{self.post_id}"


@models.TextField.register_lookup
class Match(models.Lookup):
    """`words__match=terms`: every term occurs. Only the index's column answers this."""

    lookup_name = "match"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Sequence[Any]]:
        """As FTS5 asks it."""
        words, params = self.process_lhs(compiler, connection)
        return f"{words} MATCH %s", [*params, for_sqlite(self.rhs)]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Sequence[Any]]:
        """As a tsvector is asked; the words are compared as they stand, by no language's rules."""
        words, params = self.process_lhs(compiler, connection)
        return f"{words} @@ %s::tsquery", [*params, for_postgresql(self.rhs)]
