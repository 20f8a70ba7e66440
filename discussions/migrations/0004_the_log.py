"""The log of everything that moderators do, written by the database; and what is written stays written."""

from django.db import migrations

from discussions.audit_log import creating, dropping
from sahel.append_only import AppendOnly

INTO_LOG = """
INSERT INTO discussions_auditentry
(classroom_id, post_id, thread_id, about_id, actor_id, act, from_state, to_state, revision_id, decision_id, detail, at)
"""
POST_AND_THREAD = "FROM discussions_post p JOIN discussions_thread t ON t.id = p.thread_id"

WHEN_SENT = f"""
{INTO_LOG} SELECT t.classroom_id, p.id, NULL, NULL, p.author_id, 'sent', '', '', NEW.id, NULL, '', NEW.sent_at
{POST_AND_THREAD} WHERE p.id = NEW.post_id;
"""

# What was decided; whether the post moved is a line of its own.
WHEN_DECIDED = f"""
{INTO_LOG} SELECT t.classroom_id, p.id, NULL, NULL, NEW.decider_id, 'decided', p.state,
CASE NEW.outcome WHEN 'publish' THEN 'published' WHEN 'overturn' THEN 'published' WHEN 'return' THEN 'returned'
WHEN 'remove' THEN 'removed' ELSE p.state END,
NEW.revision_id, NEW.id, NEW.outcome, NEW.decided_at
{POST_AND_THREAD} WHERE p.id = NEW.post_id;
"""

# A change that does not say by whom and when (an UPDATE typed into a shell) is logged as nobody's, and now.
SAID_BY_WHOM = "(NEW.moved_at <> OLD.moved_at OR COALESCE(NEW.moved_by_id, 0) <> COALESCE(OLD.moved_by_id, 0))"
WHEN_MOVED = f"""
{INTO_LOG} SELECT t.classroom_id, NEW.id, NULL, NULL, CASE WHEN {SAID_BY_WHOM} THEN NEW.moved_by_id END, 'moved',
OLD.state, NEW.state, NEW.revision_id,
CASE WHEN COALESCE(NEW.last_decision_id, 0) <> COALESCE(OLD.last_decision_id, 0) THEN NEW.last_decision_id END, '',
CASE WHEN {SAID_BY_WHOM} THEN NEW.moved_at ELSE CURRENT_TIMESTAMP END
FROM discussions_thread t WHERE t.id = NEW.thread_id;
"""  # noqa: S608 made of the constants above

# Never by whom: the log is read by teachers, and a reporter is revealed to nobody.
WHEN_FLAGGED = f"""
{INTO_LOG} SELECT t.classroom_id, p.id, NULL, NULL, NULL, 'flagged', '', '', NEW.revision_id, NULL,
CASE WHEN NEW.is_safeguarding THEN 'safeguarding' ELSE '' END, NEW.flagged_at
{POST_AND_THREAD} WHERE p.id = NEW.post_id;
"""

WHEN_APPEALED = f"""
{INTO_LOG} SELECT t.classroom_id, p.id, NULL, NULL, NEW.author_id, 'appealed', '', '', NULL, NEW.decision_id, '',
NEW.made_at {POST_AND_THREAD} WHERE p.id = NEW.post_id;
"""

ESCALATED = f"""{INTO_LOG} VALUES (NEW.classroom_id, NEW.post_id, NULL, NULL, NEW.escalated_by_id, 'escalated', '', '',
NEW.revision_id, NULL, '', NEW.escalated_at);"""

WHEN_SANCTIONED = f"""
{INTO_LOG} SELECT m.classroom_id, NEW.post_id, NULL, NEW.member_id, NEW.imposed_by_id, 'sanctioned', '', '', NULL, NULL,
NEW.kind, NEW.starts_at FROM classrooms_membership m WHERE m.id = NEW.member_id;
"""  # noqa: S608 made of the constants above

WHEN_LIFTED = f"""
{INTO_LOG} SELECT m.classroom_id, NEW.post_id, NULL, NEW.member_id, NEW.lifted_by_id, 'lifted', '', '', NULL, NULL,
NEW.kind, NEW.lifted_at FROM classrooms_membership m WHERE m.id = NEW.member_id;
"""  # noqa: S608 made of the constants above

TRIGGERS = {
    "a_revision_is_logged": ("AFTER INSERT ON discussions_revision", "", WHEN_SENT),
    "a_decision_is_logged": ("AFTER INSERT ON discussions_decision", "", WHEN_DECIDED),
    "a_change_of_state_is_logged": (
        "AFTER UPDATE OF state ON discussions_post",
        "WHEN (OLD.state <> NEW.state)",
        WHEN_MOVED,
    ),
    "a_flag_is_logged": ("AFTER INSERT ON discussions_flag", "", WHEN_FLAGGED),
    "an_appeal_is_logged": ("AFTER INSERT ON discussions_appeal", "", WHEN_APPEALED),
    "an_escalation_is_logged": (
        "AFTER UPDATE OF escalated_at ON discussions_reviewitem",
        "WHEN (OLD.escalated_at IS NULL AND NEW.escalated_at IS NOT NULL)",
        ESCALATED,
    ),
    "an_item_for_safeguarding_is_logged": (
        "AFTER INSERT ON discussions_reviewitem",
        "WHEN (NEW.escalated_at IS NOT NULL)",
        ESCALATED,
    ),
    "a_sanction_is_logged": ("AFTER INSERT ON discussions_sanction", "", WHEN_SANCTIONED),
    "a_lifted_sanction_is_logged": (
        "AFTER UPDATE OF lifted_at ON discussions_sanction",
        "WHEN (OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL)",
        WHEN_LIFTED,
    ),
}


class Migration(migrations.Migration):
    dependencies = [("discussions", "0003_moderation_in_full")]

    operations = [
        AppendOnly("Revision"),
        AppendOnly("Decision"),
        AppendOnly("AuditEntry"),
        AppendOnly("Body", verbs=("update",)),
        AppendOnly("Citation", verbs=("update",)),
        AppendOnly("Appeal"),
        AppendOnly("Flag", verbs=("delete",)),
        AppendOnly("Sanction", verbs=("delete",)),
        migrations.RunPython(creating(TRIGGERS), dropping(TRIGGERS)),
    ]
