"""The last decisions of a class are found without reading its log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("classrooms", "0002_keeps_a_teacher"),
        ("discussions", "0009_participation"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(
                condition=models.Q(("act", "decided")), fields=["classroom", "-id"], name="decisions_of_a_class"
            ),
        ),
    ]
