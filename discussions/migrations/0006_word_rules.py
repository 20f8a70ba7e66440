"""The words that a site or a class adds to the built-in list. A row is retired, never deleted."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from sahel.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("classrooms", "0002_keeps_a_teacher"),
        ("discussions", "0005_notes_and_messages"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phrase", models.CharField(max_length=60, verbose_name="word or phrase")),
                ("key", models.CharField(help_text="As it is compared: keys.key_of.", max_length=120)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("warn", "The student is asked to think again"),
                            ("hold", "A moderator reads it first"),
                            ("safeguard", "Somebody may be at risk: a moderator reads it first"),
                            ("off", "Nothing: the phrase is taken off the list"),
                        ],
                        max_length=9,
                        verbose_name="what it leads to",
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "classroom",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="word_rules",
                        to="classrooms.classroom",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="classrooms.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("classroom__isnull", False), ("retired_at__isnull", True)),
                        fields=("classroom", "key"),
                        name="one_rule_per_phrase_in_a_class",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("classroom__isnull", True), ("retired_at__isnull", True)),
                        fields=("key",),
                        name="one_rule_per_phrase_of_the_site",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["warn", "hold", "safeguard", "off"])),
                        name="a_word_leads_to_something_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), _negated=True), models.Q(("phrase", ""), _negated=True)
                        ),
                        name="a_word_rule_has_a_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("retired_at__isnull", True), ("retired_at__gte", models.F("created_at")), _connector="OR"
                        ),
                        name="a_word_is_retired_after_it_came",
                    ),
                ],
            },
        ),
        AppendOnly("WordRule", verbs=("delete",)),
    ]
