"""Participation in discussions that is marked; its marks are never changed."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from sahel.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("classrooms", "0002_keeps_a_teacher"),
        ("discussions", "0008_notices"),
        ("lessons", "0004_quizzes_may_be_surveys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_on", models.BooleanField(default=False, verbose_name="participation is marked")),
                (
                    "points",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="points for each move",
                    ),
                ),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participation",
                        to="lessons.assignment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ParticipationMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.PositiveSmallIntegerField(verbose_name="Makes a claim that can be checked")),
                ("source", models.PositiveSmallIntegerField(verbose_name="Says what it rests on")),
                (
                    "steelman",
                    models.PositiveSmallIntegerField(verbose_name="Puts the other side as it would put itself"),
                ),
                (
                    "revision",
                    models.PositiveSmallIntegerField(verbose_name="Changes what an objection has shown to be wrong"),
                ),
                ("comment", models.TextField(blank=True, max_length=1000, verbose_name="what the student will read")),
                ("marked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="classrooms.membership"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="discussions.participation",
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participation_marks",
                        to="classrooms.membership",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 1), ("points__lte", 10)),
                name="a_move_earns_between_one_and_ten_points",
            ),
        ),
        migrations.AddConstraint(
            model_name="participationmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("claim__lte", 2), ("revision__lte", 2), ("source__lte", 2), ("steelman__lte", 2)),
                name="a_move_has_a_level_up_to_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="participationmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", models.F("student")), _negated=True),
                name="nobody_marks_their_own_participation",
            ),
        ),
        AppendOnly("ParticipationMark"),
    ]
