"""When a teacher last changed a quiz of their own."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("quizzes", "0005_the_quiz_engine_in_full")]

    operations = [
        migrations.AddField("quiz", "changed_at", models.DateTimeField(default=django.utils.timezone.now)),
    ]
