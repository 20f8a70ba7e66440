"""Databases in use are brought up to date: every row stays what it was, and every rule of the database holds after."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from lessons.models import Claim
from quizzes.models import Attempt, Mark, QuestionVersion, Release, Response, ResponseEvent, Rubric
from tests import test_append_only as append_only
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, ClaimFactory
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.specs import SPECS

pytestmark = pytest.mark.django_db(transaction=True)

CLAIMS_AT_FIRST = [("lessons", "0001_initial"), ("quizzes", "0002_triggers")]
ONE_KIND_OF_QUIZ = [("lessons", "0003_triggers"), ("quizzes", "0004_questions_may_be_suspended")]


def migrate(nodes: list | None = None) -> MigrationExecutor:
    """To these migrations, or to the last ones."""
    executor = MigrationExecutor(connection)
    executor.migrate(nodes or executor.loader.graph.leaf_nodes())
    return executor


def refused(match, act, *args, **kwargs):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        act(*args, **kwargs)


def test_claims_gain_columns_under_the_rules_about_versions():
    version = QuestionVersionFactory(claim=ClaimFactory(code="C14"))
    try:
        migrate(CLAIMS_AT_FIRST)
    finally:
        migrate()
    versions = QuestionVersion.objects.filter(pk=version.pk)
    assert Claim.objects.get(code="C14").earlier == []
    assert versions.get().claim.code == "C14"
    refused("never rewritten", versions.update, prompt="Another question?")
    Claim.objects.filter(code="C14").update(status="contested")
    claim = Claim.objects.get(code="C14")
    refused("settled claim", QuestionVersionFactory, claim=claim, question=version.question, number=2)


class Before:
    """A class that had taken a quiz when quizzes were all of one kind: written with the tables as they were."""

    def __init__(self, old: Any) -> None:
        self.of = lambda name: old.get_model("quizzes", name).objects
        self.now = timezone.now() - timedelta(days=3)
        self.assignment = AssignmentFactory(preset="practice", opens_at=self.now - timedelta(days=1))
        self.classroom = self.assignment.classroom
        self.teacher = MembershipFactory(classroom=self.classroom, teacher=True)
        self.student = MembershipFactory(classroom=self.classroom)
        rubric = {"title": "Essay", "criteria": [{"id": "a", "title": "A", "levels": ["no", "yes"]}], "sha256": "0"}
        self.rubric = self.of("Rubric").create(code="R1", **rubric)
        self.claim = ClaimFactory(code="C14")
        self.quiz = self._quiz()
        self.done, self.open = self._attempt(1, is_over=True), self._attempt(2)
        self.marked()

    def _quiz(self) -> Any:
        lesson = self.assignment.edition.lesson_id
        quiz = self.of("Quiz").create(lesson_id=lesson, title="Who decided?")
        kinds = [("single", "ready"), ("essay", "ready"), ("single", "draft"), ("single", "retired")]
        for n, (kind, status) in enumerate(kinds, 1):
            question = self.of("Question").create(code=f"Q{n}", lesson_id=lesson, tags=["vote"])
            version = self.of("QuestionVersion").create(
                question=question,
                number=1,
                status=status,
                kind=kind,
                claim_id=self.claim.pk,
                rubric=self.rubric if kind == "essay" else None,
                prompt="Who?",
                prompt_html="<p>Who?</p>",
                explanation_html="<p>They.</p>",
                spec=SPECS[kind],
                sha256=f"{n}",
            )
            self.of("QuizItem").create(
                quiz=quiz, position=n, question=question, pinned_version=version if n == 1 else None
            )
        return quiz

    def _attempt(self, number: int, *, is_over: bool = False) -> Any:
        over = {"submitted_at": self.now, "graded_at": self.now} if is_over else {}
        place = {"assignment_id": self.assignment.pk, "quiz": self.quiz, "student_id": self.student.pk}
        attempt = self.of("Attempt").create(**place, number=number, seed=1, started_at=self.now, **over)
        asked = self.of("QuestionVersion").filter(status="ready").order_by("pk")
        for position, (version, answer) in enumerate(zip(asked, ["b", "The Council."], strict=True), 1):
            response = self.of("Response").create(
                attempt=attempt, position=position, version=version, points=1, answer=answer, rev=1, saved_at=self.now
            )
            for n, kind in enumerate(["save", "conflict", "late", "accepted"]):
                event = {"client_id": f"tab:{n}", "kind": kind, "rev": 1, "answer": answer, "at": self.now}
                self.of("ResponseEvent").create(response=response, **event)
        return attempt

    def marked(self) -> None:
        """One answer by the key, the other by hand."""
        signed = {"auto": None, "manual": self.teacher.pk}
        responses = self.of("Response").filter(attempt=self.done).order_by("position")
        for response, (source, by) in zip(responses, signed.items(), strict=True):
            mark = {"number": 1, "version_id": response.version_id, "source": source, "fraction": 1, "by_id": by}
            self.of("Mark").create(response=response, at=self.now, **mark)


@pytest.fixture
def upgraded() -> Iterator[tuple[Before, dict, dict]]:
    """What was there before, all its rows, and the same columns of all rows after the upgrade."""
    try:
        executor = migrate(ONE_KIND_OF_QUIZ)
        old = executor.loader.project_state(ONE_KIND_OF_QUIZ).apps
        there = Before(old)
        models = [model for model in old.get_models() if model._meta.app_label in {"quizzes", "lessons"}]
        columns = {model._meta.label: [field.attname for field in model._meta.concrete_fields] for model in models}
        rows = {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}
    finally:
        migrate()
    after = {
        name: list(apps.get_model(name).objects.order_by("pk").values(*fields)) for name, fields in columns.items()
    }
    return there, rows, after


def test_after_the_upgrade_to_all_kinds_of_quiz_everything_holds(upgraded):
    """One test, since each upgrade takes its time."""
    there, before, after = upgraded
    assert after == before
    assert len(after["quizzes.ResponseEvent"]) == 16
    rules_hold(there)
    marks_stay_visible(there)
    life_goes_on(there)


def rules_hold(there):
    ready = QuestionVersion.objects.filter(status="ready")
    refused("never rewritten", ready.update, prompt="Another?")
    refused("never rewritten", ready.update, explanation="Another.")
    refused("never rewritten", QuestionVersion.objects.filter(status="retired").update, status="draft")
    refused("never deleted", ready._raw_delete, using=connection.alias)
    refused("settled claim", QuestionVersionFactory, claim=ClaimFactory(contested=True))
    QuestionVersion.objects.filter(status="draft").update(prompt="Better?")
    for rows in (Mark.objects, ResponseEvent.objects, Rubric.objects):
        refused("append-only", rows.update, id=1)
        refused("append-only", rows.all()._raw_delete, using=connection.alias)
    for model, verb in append_only.what_is_refused():
        if model._meta.app_label == "quizzes":
            append_only.test_the_database_refuses(model, verb)


def marks_stay_visible(there):
    (release,) = Release.objects.filter(assignment=there.assignment)
    assert release.by == there.teacher
    seen = Response.objects.filter(attempt=there.done.pk).with_marks(Mark.objects.released())
    assert [response.fraction for response in seen] == [1, 1]
    assert not Mark.objects.unreleased().exists()


def life_goes_on(there):
    """The attempt that was open is answered, handed in and graded; a mark given now waits for its release."""
    now, attempt = timezone.now(), Attempt.objects.get(pk=there.open.pk)
    single, essay = attempt.responses.order_by("position")
    assert single.save_answer("a", client_id="new:1", rev=1, moment=now) == "save"
    attempt.submit("k", now)
    attempt.grade()
    assert single.mark.fraction == 0
    essay.mark_by_hand({"a": 1}, comment="", by=there.teacher, seen=0, moment=now)
    assert [mark.response for mark in Mark.objects.unreleased()] == [essay]
