"""What the database itself refuses: changing the log of answers, marks, rubrics and versions that were asked."""

from django.db import migrations

from quizzes.version_rules import KeepsVersions
from sahel.append_only import AppendOnly


class Migration(migrations.Migration):
    """Kept apart from the tables: these are the database's rules, not Django's."""

    dependencies = [("quizzes", "0001_initial")]

    operations = [
        AppendOnly("ResponseEvent"),
        AppendOnly("Mark"),
        AppendOnly("Rubric"),
        KeepsVersions(),
    ]
