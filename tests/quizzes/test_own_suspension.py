"""A claim is judged anew: a teacher's own questions rest as the course's do, and come back."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from lessons.models import Claim
from quizzes.models import Question, QuestionVersion, Quiz
from quizzes.models.suspension import suspend_or_wake
from tests.lessons.factories import AssignmentFactory, ClaimFactory
from tests.quizzes.editing.browser import sent_by
from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory, QuizSettingsFactory
from tests.quizzes.specs import SPECS
from tests.quizzes.test_suspension import course, judge_anew, load_course  # noqa: F401


@pytest.fixture
def quiz(teacher) -> Quiz:
    return OwnQuizFactory(author=teacher.user, kinds=[])


def own(quiz: Quiz, kind: str = "single", **kwargs: object) -> Question:
    version = QuestionVersionFactory(kind=kind, question__author=quiz.author, question__lesson=None, **kwargs)
    quiz.items.create(position=quiz.items.count() + 1, question=version.question)
    return version.question


def judge(claim: Claim, status: str) -> None:
    Claim.objects.filter(pk=claim.pk).update(status=status)
    suspend_or_wake(Question.objects.all())


class TestSuspendOrWake:
    def test_a_keyed_question_rests_and_an_essay_is_asked_on(self, quiz):
        claim = ClaimFactory(status="documented")
        keyed, essay = own(quiz, claim=claim), own(quiz, "essay", claim=claim)
        judge(claim, "contested")
        assert [version.question for version in quiz.versions()] == [essay]
        keyed.refresh_from_db()
        assert keyed.suspended_for == claim
        assert keyed.suspended_at

    def test_when_the_claim_is_settled_again_it_comes_back(self, quiz):
        claim = ClaimFactory(status="documented")
        question = own(quiz, claim=claim)
        judge(claim, "contested")
        judge(claim, "inaccurate")
        question.refresh_from_db()
        assert question.suspended_for is None
        assert question.suspended_at is None

    def test_a_misconception_that_is_none_any_more_suspends_too(self, quiz):
        claim = ClaimFactory(code="C9014", status="inaccurate")
        question = own(quiz)
        assert SPECS["single"]["options"][0]["misconception"] == claim.code
        judge(claim, "contested")
        assert list(Question.objects.suspended()) == [question]

    def test_a_claim_check_rests_when_its_key_is_not_the_claims_status_any_more(self, quiz):
        claim = ClaimFactory(status="inaccurate")
        question = own(quiz, "claimcheck", claim=claim)
        judge(claim, "inaccurate")
        assert not Question.objects.suspended().exists()
        judge(claim, "documented")
        assert list(Question.objects.suspended()) == [question]

    def test_only_the_version_that_is_asked_counts(self, quiz):
        claim = ClaimFactory(status="documented")
        question = own(quiz, claim=claim)
        QuestionVersionFactory(question=question, number=2)
        judge(claim, "contested")
        assert not Question.objects.suspended().exists()

    def test_what_changes_is_counted_once(self, quiz):
        claim = ClaimFactory(status="documented")
        own(quiz, claim=claim)
        Claim.objects.filter(pk=claim.pk).update(status="opinion", holder="Somebody")
        assert suspend_or_wake(Question.objects.all()) == 1
        assert suspend_or_wake(Question.objects.all()) == 0


class TestLoading:
    def test_loading_the_course_suspends_and_brings_back(self, quiz, load_course, judge_anew, course):  # noqa: F811
        load_course()
        question = own(quiz, claim=Claim.objects.get(code="C1"))
        judge_anew()
        load_course()
        question.refresh_from_db()
        assert question.suspended_for.code == "C1"
        file = course / "1-votes/claims.yaml"
        file.write_text(file.read_text().replace("status: contested\n  earlier", "status: documented\n  earlier", 1))
        load_course()
        question.refresh_from_db()
        assert question.suspended_for is None

    def test_loading_twice_changes_nothing_the_second_time(self, quiz, load_course):  # noqa: F811
        load_course()
        own(quiz, claim=Claim.objects.get(code="C1"))
        before = QuestionVersion.objects.count()
        load_course()
        assert QuestionVersion.objects.count() == before


class TestTheTeacher:
    def test_is_told_in_the_editor_and_a_version_on_another_claim_wakes_it(self, quiz, sign_in, teacher):
        claim = ClaimFactory(status="documented")
        question, browser = own(quiz, claim=claim, spec={"options": SPECS["single"]["options"][1:]}), sign_in(teacher)
        judge(claim, "contested")
        url = reverse("quizzes:edit_question", args=[teacher.classroom.slug, quiz.pk, question.pk])
        page = browser.get(url)
        assertContains(page, "This question is suspended.")
        assert browser.post(url, sent_by(page)).status_code == 422
        assert browser.post(url, sent_by(page) | {"claim": ""}).status_code == 302
        question.refresh_from_db()
        assert question.suspended_for is None

    def test_is_told_where_the_quiz_is_given_and_nobody_else_is(self, quiz, sign_in, teacher):
        claim = ClaimFactory(status="documented")
        question = own(quiz, claim=claim)
        given = AssignmentFactory(classroom=teacher.classroom, created_by=teacher)
        QuizSettingsFactory(assignment=given, quiz=quiz)
        other = AssignmentFactory(classroom=teacher.classroom, created_by=teacher)
        Question.objects.filter(pk=question.pk).update(lesson=other.edition.lesson)
        judge(claim, "contested")
        assertContains(sign_in(teacher).get(given.get_absolute_url()), f"Question {question.code} is suspended")
        assertNotContains(sign_in(teacher).get(other.get_absolute_url()), "is suspended")
