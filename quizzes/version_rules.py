"""A migration operation that makes the database itself guard what was asked.

A version that is ready is never rewritten and never deleted: only its status moves on, and never back to draft. And
no question has a right or wrong answer about a claim that is contested, an opinion or unverifiable.

SQLite drops a table's triggers when Django rebuilds the table, so a migration that alters QuestionVersion repeats the
operation. SQLite also refuses to rebuild a table that another table's trigger names: so before a migration that alters
Claim comes one with `LetsVersionsBe` (it says `run_before`), and after it one that repeats `KeepsVersions`.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

TABLE = "quizzes_questionversion"

SQLITE = """
CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {broken}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""

POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {broken} THEN
        RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""

CONTENT = (
    "question_id",
    "number",
    "kind",
    "claim_id",
    "rubric_id",
    "section",
    "source_keys",
    "points",
    "prompt",
    "prompt_html",
    "explanation_html",
    "spec",
    "sha256",
)

SETTLED = "(SELECT 1 FROM lessons_claim WHERE id = NEW.claim_id AND status IN ('documented', 'inaccurate'))"
# Spelled out: what a migration made must not change when a kind is added later.
KEYED = "NEW.kind NOT IN ('essay', 'rewrite', 'steelman', 'survey')"
KEYED_ON_UNSETTLED = f"{KEYED} AND NEW.claim_id IS NOT NULL AND NOT EXISTS {SETTLED}"

# Name, verb, the condition under which the database refuses, and what it says.
RULES = (
    (
        "quizzes_version_keeps_what_it_asked",
        "UPDATE",
        "OLD.status <> 'draft' AND (NEW.status = 'draft' OR {rewritten})",
        "a version that is ready is never rewritten",
    ),
    ("quizzes_version_stays", "DELETE", "OLD.status <> 'draft'", "a version that is ready is never deleted"),
    ("quizzes_key_needs_settled_claim", "INSERT", KEYED_ON_UNSETTLED, "a key needs a settled claim"),
    (
        "quizzes_key_keeps_settled_claim",
        "UPDATE",
        f"NEW.status <> 'retired' AND {KEYED_ON_UNSETTLED}",
        "a key needs a settled claim",
    ),
)


class KeepsVersions(Operation):
    """Refuse rewritten versions and keys on unsettled claims, on SQLite and PostgreSQL alike.

    `also` names columns that came later and belong to what a version says.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, also: tuple[str, ...] = ()) -> None:
        self.columns = (*CONTENT, *also)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create the triggers, replacing those that stand."""
        self.database_backwards(app_label, schema_editor, from_state, to_state)
        sqlite = schema_editor.connection.vendor == "sqlite"
        differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
        rewritten = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in self.columns)
        for name, verb, broken, refusal in RULES:
            broken = broken.format(rewritten=f"({rewritten})")
            sql = SQLITE if sqlite else POSTGRESQL
            schema_editor.execute(sql.format(name=name, verb=verb, table=TABLE, broken=broken, refusal=refusal))

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the triggers."""
        on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
        for name, *_ in RULES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")

    def describe(self) -> str:
        """The line that `migrate --plan` prints."""
        return "Keep question versions as they were asked"


class LetsVersionsBe(KeepsVersions):
    """Take the rules away while a table that they name is rebuilt; `KeepsVersions` brings them back."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the triggers."""
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Create them again."""
        KeepsVersions().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """The line that `migrate --plan` prints."""
        return "Let question versions be while a table is rebuilt"
