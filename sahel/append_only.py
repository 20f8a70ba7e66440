"""A migration operation that makes the database itself refuse to change a table's rows.

Answers, marks, decisions and audit entries are written once. A rule in Python would hold until somebody opens a
shell; a trigger holds always. SQLite drops a table's triggers when Django rebuilds the table, so a migration that
alters an append-only model repeats the operation; tests/test_append_only.py fails when one forgets.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE = """
CREATE TRIGGER {table}_refuses_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION {table}_refuses_{verb}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
DROP TRIGGER IF EXISTS {table}_refuses_{verb} ON {table};
CREATE TRIGGER {table}_refuses_{verb} BEFORE {VERB} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuses_{verb}()
"""


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE on the table of `model_name`, on SQLite and PostgreSQL alike.

    `verbs=("update",)` lets rows go: words that a person may ask to have erased, and nobody may rewrite.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, verbs: tuple[str, ...] = ("update", "delete")) -> None:
        self.model_name = model_name
        self.verbs = verbs

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create both triggers, replacing those that stand."""
        table = to_state.apps.get_model(app_label, self.model_name)._meta.db_table
        sqlite = schema_editor.connection.vendor == "sqlite"
        for verb in self.verbs:
            if sqlite:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{verb}")
            sql = SQLITE if sqlite else POSTGRESQL
            schema_editor.execute(sql.format(table=table, verb=verb, VERB=verb.upper()))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop both triggers."""
        table = from_state.apps.get_model(app_label, self.model_name)._meta.db_table
        on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {table}"
        for verb in self.verbs:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{verb}{on_table}")

    def describe(self) -> str:
        """The line that `migrate --plan` prints."""
        return f"Refuse to change rows of {self.model_name}"
