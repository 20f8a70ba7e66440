"""A migration operation that makes the database itself keep one teacher in every class.

Two teachers who demote each other in the same second would each see the other still there. The trigger cannot be
overtaken: on SQLite there is one writer at a time, and on PostgreSQL it locks the class before it looks.

SQLite drops a table's triggers when Django rebuilds the table, so a migration that alters Membership repeats the
operation.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

REFUSAL = "a class keeps one teacher"

SQLITE = """
CREATE TRIGGER {name} BEFORE {VERB} ON classrooms_membership
WHEN {loses_a_teacher} AND NOT {another_teaches}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM classrooms_classroom WHERE id = OLD.classroom_id FOR NO KEY UPDATE;
    IF NOT {another_teaches} THEN
        RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER {name} BEFORE {VERB} ON classrooms_membership
FOR EACH ROW WHEN ({loses_a_teacher}) EXECUTE FUNCTION {name}()
"""

TAUGHT = "(OLD.role = 'teacher' AND OLD.closed_at IS NULL)"
STILL_TEACHES = "(NEW.role = 'teacher' AND NEW.closed_at IS NULL AND NEW.classroom_id = OLD.classroom_id)"
LOSES_A_TEACHER = {"update": f"{TAUGHT} AND NOT {STILL_TEACHES}", "delete": TAUGHT}

ANOTHER_TEACHES = """
EXISTS (
    SELECT 1 FROM classrooms_membership
    WHERE classroom_id = OLD.classroom_id AND id <> OLD.id AND role = 'teacher' AND closed_at IS NULL
)
"""


class KeepsATeacher(Operation):
    """Refuse the change that would leave a class without an active teacher, on SQLite and PostgreSQL alike."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create both triggers, replacing those that stand."""
        _drop(schema_editor)
        sql = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
        for verb, loses_a_teacher in LOSES_A_TEACHER.items():
            schema_editor.execute(
                sql.format(
                    name=_name(verb),
                    VERB=verb.upper(),
                    loses_a_teacher=loses_a_teacher,
                    another_teaches=ANOTHER_TEACHES,
                    refusal=REFUSAL,
                )
            )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop both triggers."""
        _drop(schema_editor)

    def describe(self) -> str:
        """The line that `migrate --plan` prints."""
        return "Keep one teacher in every class"


def _drop(schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_table = "" if schema_editor.connection.vendor == "sqlite" else " ON classrooms_membership"
    for verb in LOSES_A_TEACHER:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_name(verb)}{on_table}")


def _name(verb: str) -> str:
    return f"classrooms_membership_keeps_a_teacher_on_{verb}"
