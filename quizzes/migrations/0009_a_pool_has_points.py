"""A pool without points passed the rule for places: of nothing it is unknown whether it is more than 0."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """The same rule, and it says that there are points."""

    dependencies = [("quizzes", "0008_explanations_as_written")]

    operations = [
        migrations.RemoveConstraint("quizitem", "a_place_has_a_question_or_a_pool_with_points"),
        migrations.AddConstraint(
            "quizitem",
            models.CheckConstraint(
                name="a_place_has_a_question_or_a_pool_with_points",
                condition=Q(question__isnull=False, pool_count=0)
                | Q(
                    question__isnull=True,
                    pinned_version__isnull=True,
                    pool_count__gt=0,
                    points__isnull=False,
                    points__gt=0,
                ),
            ),
        ),
    ]
