"""A claim is judged anew: its keyed questions rest, what was answered stays, and the teachers are told."""

import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from lessons.curriculum.checking import check_course
from lessons.curriculum.loading import load
from lessons.models import Lesson
from quizzes.course import QuestionsPart
from quizzes.models import Question, Quiz
from tests.lessons.conftest import COURSE
from tests.lessons.factories import AssignmentFactory, ClaimFactory
from tests.quizzes.course.test_course import FILE, QUESTIONS
from tests.quizzes.factories import QuestionFactory, ResponseFactory

CHANGED = """status: contested
  earlier:
    - {status: documented, until: 2026-11-01, why: A new record came up.}"""


@pytest.fixture
def course(tmp_path) -> Path:
    folder = Path(shutil.copytree(COURSE, tmp_path / "course"))
    (folder / FILE).write_text(QUESTIONS)
    return folder


@pytest.fixture
def judge_anew(course):
    """Claim C1 is contested from now on, and says so."""

    def change(new: str = CHANGED) -> None:
        file = course / "1-votes/claims.yaml"
        file.write_text(file.read_text().replace("status: documented", new, 1))

    return change


@pytest.fixture
def load_course(db, course):
    return lambda: load(course, [QuestionsPart()])


def asked() -> list[str]:
    return [version.question.code for version in Quiz.objects.get().versions()]


class TestLoading:
    def test_its_keyed_questions_rest_and_the_essay_is_asked_on(self, load_course, judge_anew):
        load_course()
        assert asked() == ["Q1.1-1", "Q1.1-2", "Q1.1-3"]
        judge_anew()
        loaded = load_course()
        assert not loaded.faults.errors
        assert asked() == ["Q1.1-2"]
        resting = Question.objects.get(code="Q1.1-1")
        assert resting.suspended_for.code == "C1"
        assert resting.suspended_at

    def test_each_is_named_with_its_line(self, course, judge_anew):
        judge_anew()
        faults = [str(fault) for fault in check_course(course, [QuestionsPart()]).faults.in_order()]
        assert [fault for fault in faults if "warning: Q1.1-1 is suspended: claim C1 has changed" in fault]
        assert [fault for fault in faults if "warning: Q1.1-3 is suspended: claim C1 has changed" in fault]

    def test_a_status_that_changed_without_a_word_is_an_error(self, course, judge_anew):
        judge_anew("status: contested")
        errors = [fault.message for fault in check_course(course, [QuestionsPart()]).faults.errors]
        assert any('say so under "earlier"' in message for message in errors)

    def test_what_was_answered_keeps_its_question_and_its_points(self, load_course, judge_anew):
        load_course()
        version = Question.objects.get(code="Q1.1-1").latest_ready
        edition = version.question.lesson.current_edition
        answered = ResponseFactory(version=version, answer="b", attempt__assignment__edition=edition)
        judge_anew()
        load_course()
        answered.refresh_from_db()
        assert answered.version == version
        assert answered.version.asked.grade("b").fraction == 1

    def test_it_is_not_asked_in_the_lessons_text_either(self, client, load_course, judge_anew):
        load_course()
        url = Lesson.objects.get(code="1.1").get_absolute_url()
        assertContains(client.get(url), "check-Q1.1-1")
        judge_anew()
        load_course()
        assertNotContains(client.get(url), "check-Q1.1-1")
        assert client.get(reverse("quizzes:check", args=["Q1.1-1"])).status_code == 404

    def test_when_the_claim_is_settled_again_they_are_asked_again(self, load_course, judge_anew, course):
        judge_anew()
        load_course()
        file = course / "1-votes/claims.yaml"
        file.write_text(file.read_text().replace("status: contested\n  earlier", "status: documented\n  earlier", 1))
        load_course()
        assert asked() == ["Q1.1-1", "Q1.1-2", "Q1.1-3"]
        assert not Question.objects.suspended().exists()

    def test_a_misconception_that_is_none_any_more_suspends_too(self, course, load_course):
        questions, claims = course / FILE, course / "1-votes/claims.yaml"
        questions.write_text(
            questions.read_text().replace("feedback: Too few.", "feedback: Too few., misconception: C2")
        )
        claims.write_text(
            claims.read_text().replace(
                "status: contested",
                "status: contested\n  earlier: [{status: inaccurate, until: 2026-11-01, why: A memo.}]",
                1,
            )
        )
        load_course()
        assert Question.objects.get(code="Q1.1-1").suspended_for.code == "C2"

    def test_the_loading_of_the_whole_site_knows_it(self):
        assert any(isinstance(part, QuestionsPart) for part in apps.get_app_config("lessons").course_parts)


class TestTeachersAreTold:
    @pytest.fixture
    def given(self, load_course, judge_anew, teacher, student):
        judge_anew()
        load_course()
        edition = Lesson.objects.get(code="1.1").current_edition
        return AssignmentFactory(classroom=teacher.classroom, created_by=teacher, edition=edition)

    def test_on_the_page_of_the_assignment(self, sign_in, teacher, given):
        page = sign_in(teacher).get(given.get_absolute_url())
        assertContains(page, "Question Q1.1-1 is suspended")
        assertContains(page, "claim C1 is contested now")

    def test_on_their_list_of_things_to_do(self, sign_in, teacher, given):
        page = sign_in(teacher).get(reverse("gradebook:home"))
        assertContains(page, "2 suspended questions in quiz 1.1")

    def test_beside_the_answer_key(self, sign_in, teacher, given):
        url = reverse("quizzes:answer_key", args=[given.edition.lesson.slug])
        assertContains(sign_in(teacher).get(url), "Q1.1-1 is suspended")

    def test_students_are_not_troubled(self, sign_in, student, given):
        for url in (given.get_absolute_url(), reverse("gradebook:home")):
            assertNotContains(sign_in(student).get(url), "suspended")

    def test_another_teacher_is_not_troubled(self, sign_in, outsider, given):
        assertNotContains(sign_in(outsider).get(reverse("gradebook:home")), "suspended")

    def test_the_claims_card_says_what_it_was(self, client, given):
        page = client.get(reverse("lessons:claim", args=["C1"]))
        assertContains(page, "We called it documented until 1 November 2026.")
        assertContains(page, "A new record came up.")


@pytest.mark.parametrize("half", [{"suspended_at": timezone.now()}, {"with_claim": True}])
def test_the_database_refuses_half_a_suspension(db, half):
    question = QuestionFactory()
    if half.pop("with_claim", False):
        half["suspended_for"] = ClaimFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(**half)
