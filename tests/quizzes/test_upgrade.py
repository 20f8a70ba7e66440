"""An upgrade rebuilds the table of claims, which the rules about versions name: both survive it, with their rows."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from lessons.models import Claim
from quizzes.models import QuestionVersion
from tests.lessons.factories import ClaimFactory
from tests.quizzes.factories import QuestionVersionFactory

BEFORE = [("lessons", "0001_initial"), ("quizzes", "0002_triggers")]


@pytest.mark.django_db(transaction=True)
def test_claims_gain_columns_under_the_rules_about_versions():
    version = QuestionVersionFactory(claim=ClaimFactory(code="C14"))
    executor = MigrationExecutor(connection)
    try:
        executor.migrate(BEFORE)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    assert Claim.objects.get(code="C14").earlier == []
    assert QuestionVersion.objects.get(pk=version.pk).claim.code == "C14"
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        QuestionVersion.objects.filter(pk=version.pk).update(prompt="Another question?")
    Claim.objects.filter(code="C14").update(status="contested")
    with pytest.raises(IntegrityError, match="settled claim"), transaction.atomic():
        QuestionVersionFactory(claim=Claim.objects.get(code="C14"), question=version.question, number=2)
