"""What is written stays written, and what happens is logged by the database itself."""

from django.db import migrations

from discussions.audit_log import creating, dropping
from sahel.append_only import AppendOnly

INTO_LOG = """
INSERT INTO discussions_auditentry
(classroom_id, post_id, actor_id, act, from_state, to_state, revision_id, decision_id, at)
"""
POST_AND_THREAD = "FROM discussions_post p JOIN discussions_thread t ON t.id = p.thread_id"

WHEN_SENT = f"""
{INTO_LOG} SELECT t.classroom_id, p.id, p.author_id, 'sent', '', '', NEW.id, NULL, NEW.sent_at
{POST_AND_THREAD} WHERE p.id = NEW.post_id;
"""

WHEN_DECIDED = f"""
{INTO_LOG} SELECT t.classroom_id, p.id, NEW.decider_id, 'decided', p.state,
CASE NEW.outcome WHEN 'publish' THEN 'published' WHEN 'return' THEN 'returned' ELSE 'removed' END,
NEW.revision_id, NEW.id, NEW.decided_at
{POST_AND_THREAD} WHERE p.id = NEW.post_id;
"""

# A change that does not say by whom and when (an UPDATE typed into a shell) is logged as nobody's, and now.
SAID_BY_WHOM = "(NEW.moved_at <> OLD.moved_at OR COALESCE(NEW.moved_by_id, 0) <> COALESCE(OLD.moved_by_id, 0))"
WHEN_MOVED = f"""
{INTO_LOG} SELECT t.classroom_id, NEW.id, CASE WHEN {SAID_BY_WHOM} THEN NEW.moved_by_id END, 'moved',
OLD.state, NEW.state, NEW.revision_id,
CASE WHEN COALESCE(NEW.last_decision_id, 0) <> COALESCE(OLD.last_decision_id, 0) THEN NEW.last_decision_id END,
CASE WHEN {SAID_BY_WHOM} THEN NEW.moved_at ELSE CURRENT_TIMESTAMP END
FROM discussions_thread t WHERE t.id = NEW.thread_id;
"""  # noqa: S608 made of the constants above

TRIGGERS = {
    "a_revision_is_logged": ("AFTER INSERT ON discussions_revision", "", WHEN_SENT),
    "a_decision_is_logged": ("AFTER INSERT ON discussions_decision", "", WHEN_DECIDED),
    "a_change_of_state_is_logged": (
        "AFTER UPDATE OF state ON discussions_post",
        "WHEN (OLD.state <> NEW.state)",
        WHEN_MOVED,
    ),
}


class Migration(migrations.Migration):
    dependencies = [("discussions", "0001_initial")]

    operations = [
        AppendOnly("Revision"),
        AppendOnly("Decision"),
        AppendOnly("AuditEntry"),
        AppendOnly("Body", verbs=("update",)),
        AppendOnly("Citation", verbs=("update",)),
        migrations.RunPython(creating(TRIGGERS), dropping(TRIGGERS)),
    ]
