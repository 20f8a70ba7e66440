"""Private notes of moderators, and messages they use again."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from sahel.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("classrooms", "0002_keeps_a_teacher"),
        ("discussions", "0004_the_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="CannedMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=1000, verbose_name="message")),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="canned_messages",
                        to="classrooms.membership",
                    ),
                ),
                (
                    "classroom",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="canned_messages",
                        to="classrooms.classroom",
                    ),
                ),
                (
                    "norm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="canned_messages",
                        to="classrooms.norm",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="a_canned_message_has_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ModeratorNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=1000, verbose_name="note")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes_about",
                        to="classrooms.membership",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="classrooms.membership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="a_moderators_note_has_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("author", models.F("about")), _negated=True),
                        name="nobody_notes_about_themselves",
                    ),
                ],
            },
        ),
        AppendOnly("ModeratorNote", verbs=("update",)),
    ]
