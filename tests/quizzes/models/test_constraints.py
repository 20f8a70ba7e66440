"""What the database refuses, whoever asks."""

import pytest
from django.db import IntegrityError, transaction

from lessons.models import Claim
from quizzes.kinds import BY_HAND, KEYLESS, KINDS, UNSCORED
from quizzes.models import QuestionVersion
from tests.lessons.factories import ClaimFactory
from tests.quizzes.factories import (
    AttemptFactory,
    MarkFactory,
    QuestionVersionFactory,
    QuizItemFactory,
    ResponseEventFactory,
    ResponseFactory,
    RubricFactory,
)

pytestmark = pytest.mark.django_db


def refused(factory, match=None, **kwargs):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        factory(**kwargs)


class TestAttempt:
    def test_a_student_has_one_open_attempt(self):
        attempt = AttemptFactory()
        same = {"assignment": attempt.assignment, "quiz": attempt.quiz, "student": attempt.student}
        refused(AttemptFactory, number=2, **same)
        AttemptFactory(number=2, submitted=True, **same)

    def test_numbers_do_not_repeat(self):
        attempt = AttemptFactory(submitted=True)
        same = {"assignment": attempt.assignment, "quiz": attempt.quiz, "student": attempt.student}
        refused(AttemptFactory, number=1, **same)

    def test_nothing_is_graded_before_it_is_submitted(self, moment):
        refused(AttemptFactory, graded_at=moment)

    def test_nothing_is_submitted_before_it_starts(self, moment):
        earlier = moment.replace(hour=8)
        refused(AttemptFactory, started_at=moment, submitted_at=earlier)
        refused(AttemptFactory, started_at=moment, deadline_at=earlier)


class TestResponse:
    def test_one_question_stands_at_each_position(self):
        response = ResponseFactory()
        refused(ResponseFactory, attempt=response.attempt, position=response.position)

    def test_a_question_is_asked_once(self):
        response = ResponseFactory()
        refused(ResponseFactory, attempt=response.attempt, version=response.version)

    def test_an_answer_sent_twice_is_one_line_of_the_log(self):
        event = ResponseEventFactory()
        refused(ResponseEventFactory, response=event.response, client_id=event.client_id)
        ResponseEventFactory(client_id=event.client_id)

    def test_a_line_says_what_it_is_and_where_it_came_from(self):
        refused(ResponseEventFactory, kind="guess")
        refused(ResponseEventFactory, client_id="")


class TestMark:
    def test_two_marks_never_share_a_number(self):
        mark = MarkFactory()
        refused(MarkFactory, response=mark.response, number=1)

    @pytest.mark.parametrize("fraction", [-1, 2])
    def test_a_mark_is_between_nothing_and_everything(self, fraction):
        refused(MarkFactory, fraction=fraction)

    @pytest.mark.parametrize("source", ["manual", "adjustment"])
    def test_who_marks_by_hand_signs(self, source):
        refused(MarkFactory, source=source)


class TestQuiz:
    def test_a_quiz_asks_a_question_once(self):
        item = QuizItemFactory()
        refused(QuizItemFactory, quiz=item.quiz, question=item.question)
        refused(QuizItemFactory, quiz=item.quiz, position=item.position)


class TestVersions:
    @pytest.mark.parametrize(
        "change",
        [
            {"spec": {}},
            {"prompt_html": "<p>Other</p>"},
            {"explanation": "New"},
            {"points": 7},
            {"kind": "multiple"},
            {"number": 9},
        ],
    )
    def test_a_version_that_was_answered_is_never_rewritten(self, change):
        version = ResponseFactory().version
        with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
            QuestionVersion.objects.filter(pk=version.pk).update(**change)

    def test_a_version_moves_on_and_never_back_to_draft(self):
        versions = QuestionVersion.objects.filter(pk=QuestionVersionFactory().pk)
        versions.update(status="retired")
        with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
            versions.update(status="draft")

    def test_a_ready_version_is_never_deleted(self):
        versions = QuestionVersion.objects.filter(pk=QuestionVersionFactory().pk)
        with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
            versions.delete()

    def test_a_draft_is_rewritten_and_thrown_away(self):
        version = QuestionVersionFactory(status="draft")
        version.prompt_html = "<p>Better</p>"
        version.save()
        version.delete()

    @pytest.mark.parametrize("status", ["contested", "opinion", "unverifiable"])
    def test_nothing_is_right_or_wrong_about_an_unsettled_claim(self, status):
        claim = ClaimFactory(**{status: True})
        for kind in set(KINDS) - set(KEYLESS):
            refused(QuestionVersionFactory, claim=claim, kind=kind, match="settled claim")
        for kind in KEYLESS:
            QuestionVersionFactory(claim=claim, kind=kind)

    @pytest.mark.parametrize("status", ["documented", "inaccurate"])
    def test_a_settled_claim_may_have_a_key(self, status):
        QuestionVersionFactory(claim=ClaimFactory(status=status))

    def test_a_draft_cannot_be_moved_onto_an_unsettled_claim(self):
        versions = QuestionVersion.objects.filter(pk=QuestionVersionFactory(status="draft").pk)
        with pytest.raises(IntegrityError, match="settled claim"), transaction.atomic():
            versions.update(claim=ClaimFactory(contested=True))

    def test_a_question_whose_claim_became_contested_can_still_be_retired(self):
        version = QuestionVersionFactory(claim=ClaimFactory())
        Claim.objects.filter(pk=version.claim_id).update(status="contested")
        QuestionVersion.objects.filter(pk=version.pk).update(status="retired")

    def test_what_a_person_marks_has_a_rubric_and_nothing_else(self):
        for kind in BY_HAND:
            refused(QuestionVersionFactory, kind=kind, rubric=None)
        for kind in set(KINDS) - set(BY_HAND):
            refused(QuestionVersionFactory, kind=kind, rubric=RubricFactory())

    def test_a_survey_is_worth_nothing_and_everything_else_something(self):
        for kind in KINDS:
            refused(QuestionVersionFactory, kind=kind, points=1 if kind in UNSCORED else 0)
