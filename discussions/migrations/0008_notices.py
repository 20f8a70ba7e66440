"""What people are told of, and when they want it by mail."""

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_part(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever has written in a thread takes part in it; what happened until now is no news to them."""
    notice, posts = apps.get_model("discussions", "Notice"), apps.get_model("discussions", "Post").objects.order_by()
    wrote = posts.values_list("author", "thread", "thread__last_pub_seq").distinct()
    rows = (notice(member_id=author, thread_id=thread, takes_part=True, since_seq=seq) for author, thread, seq in wrote)
    notice.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("classrooms", "0002_keeps_a_teacher"),
        ("discussions", "0007_reading"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("takes_part", models.BooleanField(default=False)),
                (
                    "since_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="What happened before is no news."
                    ),
                ),
                (
                    "since_seq",
                    models.PositiveIntegerField(default=0, help_text="What was published up to here is no news."),
                ),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "seen_at",
                    models.DateTimeField(blank=True, help_text="Without a thread: a thread has its mark.", null=True),
                ),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                ("mailed_seq", models.PositiveIntegerField(default=0)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="classrooms.membership"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="discussions.thread",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["member", "-updated_at", "-id"], name="notices_of_a_member")],
                "constraints": [
                    models.UniqueConstraint(fields=("member", "thread"), name="one_notice_per_member_and_thread"),
                    models.UniqueConstraint(
                        condition=models.Q(("thread__isnull", True)),
                        fields=("member",),
                        name="one_notice_per_member_about_the_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("takes_part", False), ("thread__isnull", False), _connector="OR"),
                        name="one_takes_part_in_a_thread",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticePreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "digest",
                    models.CharField(choices=[("daily", "daily"), ("never", "never")], default="daily", max_length=5),
                ),
                ("hour", models.PositiveSmallIntegerField(default=16)),
                ("quiet_from", models.PositiveSmallIntegerField(default=20)),
                ("quiet_to", models.PositiveSmallIntegerField(default=7)),
                (
                    "digested_on",
                    models.DateField(blank=True, help_text="The day of the last digest, by their clock.", null=True),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preference",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__in", ["daily", "never"])), name="a_digest_comes_daily_or_never"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hour__lte", 23), ("quiet_from__lte", 23), ("quiet_to__lte", 23)),
                        name="an_hour_is_one_of_the_clock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quiet_from", models.F("quiet_to")),
                            models.Q(
                                ("quiet_from__lt", models.F("quiet_to")),
                                models.Q(
                                    ("hour__gte", models.F("quiet_from")),
                                    ("hour__lt", models.F("quiet_to")),
                                    _negated=True,
                                ),
                            ),
                            models.Q(
                                ("hour__gte", models.F("quiet_to")),
                                ("hour__lt", models.F("quiet_from")),
                                ("quiet_from__gt", models.F("quiet_to")),
                            ),
                            _connector="OR",
                        ),
                        name="a_digest_does_not_come_in_quiet_hours",
                    ),
                ],
            },
        ),
        migrations.RunPython(take_part, migrations.RunPython.noop),
    ]
