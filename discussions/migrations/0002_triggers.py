"""What is written stays written, and what happens is logged by the database itself."""

from django.db import migrations

from discussions.audit_log import create_triggers, drop_triggers
from sahel.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("discussions", "0001_initial")]

    operations = [
        AppendOnly("Revision"),
        AppendOnly("Decision"),
        AppendOnly("AuditEntry"),
        AppendOnly("Body", verbs=("update",)),
        AppendOnly("Citation", verbs=("update",)),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
