"""What the database itself refuses: changing what somebody judged. A person's judgements may go with the person."""

from django.db import migrations

from sahel.append_only import AppendOnly


class Migration(migrations.Migration):
    """Kept apart from the tables: these are the database's rules, not Django's."""

    dependencies = [("lessons", "0002_the_whole_course")]

    operations = [AppendOnly("Judgement", verbs=("update",))]
