"""An own quiz is given to the class, once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from lessons.models import Assignment
from quizzes.models import Attempt, QuizSettings
from quizzes.models.settings import quiz_of
from tests.lessons.factories import AssignmentFactory, BlockFactory, ClaimFactory, EditionFactory
from tests.quizzes.factories import QuestionVersionFactory, QuizFactory
from tests.quizzes.more_factories import OwnQuizFactory


@pytest.fixture
def lesson(db):
    return EditionFactory().lesson


@pytest.fixture
def quiz(teacher, lesson):
    return OwnQuizFactory(author=teacher.user, title="Who spoke?", for_lesson=lesson)


@pytest.fixture
def url(classroom, quiz):
    return reverse("quizzes:give_quiz", args=[classroom.slug, quiz.pk])


@pytest.fixture
def typed(lesson):
    return {"lesson": lesson.pk, "due_at": "2030-03-09T18:00", "whom": "everyone", "quiz": "homework"}


class TestGiveQuiz:
    def test_the_class_gets_it_instead_of_the_lessons_quiz(self, sign_in, teacher, student, url, typed, quiz, lesson):
        QuizFactory(lesson=lesson)
        page = sign_in(teacher).post(url, typed | {"quiz": "practice", "time_limit": "20"})
        assignment = Assignment.objects.get()
        assert page["Location"] == assignment.get_absolute_url()
        assert quiz_of(assignment) == quiz
        assert (assignment.preset, assignment.time_limit, assignment.edition.lesson) == ("practice", 20, lesson)
        attempt = Attempt.start(assignment, student, timezone.now())
        assert attempt.responses.get().version.question == quiz.items.get().question

    def test_the_form_begins_with_the_quizs_lesson(self, sign_in, teacher, url, lesson):
        EditionFactory(lesson__module=lesson.module)
        html = sign_in(teacher).get(url).content.decode()
        assert f'<option value="{lesson.pk}" selected>' in html
        assert 'value="none"' not in html

    def test_a_quiz_about_no_lesson_asks_for_one_and_opens_no_second_discussion(
        self, sign_in, teacher, url, typed, quiz, lesson
    ):
        quiz.rename(for_lesson=None)
        browser = sign_in(teacher)
        page = browser.get(url)
        assertContains(page, '<option value="" selected>Choose the lesson it goes with</option>', html=True)
        assert page.context["form"]["has_discussion"].value() is False
        assert browser.post(url, typed | {"lesson": ""}).status_code == 422
        assert not Assignment.objects.exists()

    def test_a_lesson_that_the_class_has_may_be_followed_by_it_without_a_second_discussion(
        self, sign_in, teacher, classroom, url, typed, lesson
    ):
        AssignmentFactory(classroom=classroom, edition=lesson.current_edition)
        browser = sign_in(teacher)
        assert browser.get(url).context["form"]["has_discussion"].value() is False
        assert browser.post(url, typed).status_code == 302

    def test_sent_twice_it_is_given_once(self, sign_in, teacher, url, typed):
        browser = sign_in(teacher)
        browser.post(url, typed)
        page = browser.post(url, typed | {"time_limit": "33"})
        assertContains(page, "These students have this quiz already", status_code=409)
        assertContains(page, Assignment.objects.get().get_absolute_url(), status_code=409)
        assertContains(page, 'value="33"', status_code=409)
        assert Assignment.objects.count() == QuizSettings.objects.count() == 1

    def test_to_the_same_students_it_is_given_once_and_to_others_again(
        self, sign_in, teacher, student, classmate, url, typed
    ):
        browser = sign_in(teacher)
        for students, status in (([student], 302), ([student], 409), ([classmate], 302), ([student, classmate], 302)):
            chosen = {"whom": "chosen", "students": [one.pk for one in students]}
            assert browser.post(url, typed | chosen).status_code == status
        assert browser.post(url, typed).status_code == 302

    def test_with_another_lesson_or_when_it_was_taken_back_or_is_over_it_can_be_given_again(
        self, sign_in, teacher, url, typed
    ):
        browser = sign_in(teacher)
        browser.post(url, typed | {"lesson": EditionFactory().lesson_id})
        assert browser.post(url, typed).status_code == 302
        Assignment.objects.latest("pk").withdraw(timezone.now())
        assert browser.post(url, typed).status_code == 302
        last, now = Assignment.objects.latest("pk"), timezone.now()
        Assignment.objects.filter(pk=last.pk).update(
            opens_at=now - timedelta(days=9), due_at=None, closes_at=now - timedelta(days=1)
        )
        assert browser.post(url, typed).status_code == 302

    @pytest.mark.parametrize("why", ["empty", "draft", "suspended"])
    def test_without_a_ready_question_it_cannot_be_given(self, sign_in, teacher, classroom, typed, moment, why):
        quiz = OwnQuizFactory(author=teacher.user, kinds=[])
        if why == "draft":
            quiz.add([QuestionVersionFactory(status="draft").question])
        if why == "suspended":
            claim = ClaimFactory(contested=True)
            quiz.add([QuestionVersionFactory(question__suspended_for=claim, question__suspended_at=moment).question])
        url, browser = reverse("quizzes:give_quiz", args=[classroom.slug, quiz.pk]), sign_in(teacher)
        assertContains(browser.get(url), "cannot be given yet")
        assert browser.post(url, typed).status_code == 409
        assert not Assignment.objects.exists()

    def test_a_test_of_nothing_but_questions_of_the_text_is_refused(self, sign_in, teacher, url, typed, quiz):
        BlockFactory(check=quiz.items.get().question.code)
        page = sign_in(teacher).post(url, typed | {"quiz": "test"})
        assertContains(page, "A test leaves out", status_code=422)
        assert sign_in(teacher).post(url, typed).status_code == 302

    def test_what_is_put_away_is_not_given(self, sign_in, teacher, url, typed, quiz, moment):
        quiz.retire(moment)
        browser = sign_in(teacher)
        assertNotContains(browser.get(url), "Give the quiz</button>")
        assert browser.post(url, typed).status_code == 409

    @pytest.mark.parametrize(
        ("field", "wrong"), [("due_at", {"due_at": "2001-01-01T10:00"}), ("students", {"whom": "chosen"})]
    )
    def test_what_cannot_be_is_said_beside_its_field(self, sign_in, teacher, url, typed, field, wrong):
        page = sign_in(teacher).post(url, typed | wrong)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == [field]


class TestVisibleTo:
    def test_the_settings_of_a_class_are_for_its_teachers(self, teacher, student, moderator, outsider, quiz, classroom):
        row = QuizSettings.objects.create(assignment=AssignmentFactory(classroom=classroom), quiz=quiz)
        found = [list(QuizSettings.objects.visible_to(who)) for who in (teacher, student, moderator, outsider)]
        assert found == [[row], [], [], []]


class TestPassage:
    def result(self, sign_in, teacher, student, quiz, lesson):
        QuizSettings.give(
            quiz, teacher, lesson.current_edition, opens_at=timezone.now() - timedelta(days=1), preset="practice"
        )
        attempt = Attempt.start(Assignment.objects.get(), student, timezone.now())
        attempt.submit("k", timezone.now())
        attempt.grade()
        return sign_in(student).get(reverse("quizzes:result", args=[student.classroom.slug, attempt.pk]))

    def test_a_passage_is_named_where_it_stands(self, sign_in, teacher, student, quiz, lesson):
        quiz.add([QuestionVersionFactory(question__lesson=lesson).question])
        page = self.result(sign_in, teacher, student, quiz, lesson)
        assertContains(page, f"Lesson {lesson.code}, section 1", count=1)
        assertContains(page, "Who spoke?")

    def test_a_question_about_another_lesson_names_no_passage_of_this_one(
        self, sign_in, teacher, student, quiz, lesson
    ):
        quiz.add([QuestionVersionFactory(question__lesson=EditionFactory().lesson).question])
        assertNotContains(self.result(sign_in, teacher, student, quiz, lesson), "section 1")
