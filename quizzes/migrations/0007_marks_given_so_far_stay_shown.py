"""From here on marks by hand wait for a release. Those given before were shown at once, and must not vanish."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def release(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One release for each assignment that has marks by hand, signed by who gave the last of them."""
    mark, release = apps.get_model("quizzes", "Mark"), apps.get_model("quizzes", "Release")
    given = mark.objects.filter(source="manual").order_by("at")
    signed = dict(given.values_list("response__attempt__assignment_id", "by_id"))
    release.objects.bulk_create(
        release(assignment_id=assignment, by_id=by, at=timezone.now()) for assignment, by in signed.items()
    )


class Migration(migrations.Migration):
    """Releases for what was shown already."""

    dependencies = [("quizzes", "0006_own_quizzes_say_when_they_changed")]

    operations = [migrations.RunPython(release, migrations.RunPython.noop)]
