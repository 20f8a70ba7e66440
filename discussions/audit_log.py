"""The triggers that write the audit log, for SQLite and PostgreSQL, and the migration steps that create and drop them.

One INSERT per event, the same on both engines; only the frame around it differs. Each migration that changes a trigger
holds its words; a migration that alters one of these tables drops the triggers first and creates them again.
"""

from collections.abc import Callable, Mapping

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Triggers = Mapping[str, tuple[str, str, str]]
"""By name: the event, a condition or nothing, and the INSERT."""
Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def creating(triggers: Triggers) -> Step:
    """The step after which the database writes its log."""

    def create(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for name, (event, condition, insert) in triggers.items():
            if schema_editor.connection.vendor == "sqlite":
                schema_editor.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW {condition} BEGIN {insert} END")
                continue
            schema_editor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
                f" BEGIN {insert} RETURN NULL; END $$"
            )
            schema_editor.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW {condition} EXECUTE FUNCTION {name}()")

    return create


def dropping(triggers: Triggers) -> Step:
    """The step after which it does not."""

    def drop(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for name, (event, _condition, _insert) in triggers.items():
            table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {event.rsplit(' ', 1)[1]}"
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")

    return drop
