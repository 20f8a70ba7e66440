"""Keeps the Markdown of an explanation beside its HTML, so that a teacher can go on writing it."""

from django.db import migrations, models

from quizzes.version_rules import KeepsVersions


class Migration(migrations.Migration):
    """Adding a column may rebuild the table of versions, so the rules are made anew, now with the column in them."""

    dependencies = [("quizzes", "0007_marks_given_so_far_stay_shown")]

    operations = [
        migrations.AddField(
            model_name="questionversion",
            name="explanation",
            field=models.TextField(blank=True, db_default="", default="", help_text="Markdown."),
        ),
        KeepsVersions(also=("explanation",)),
    ]
