"""A teacher says how a quiz behaves."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from lessons.models import Assignment
from quizzes.models import QuizSettings
from quizzes.models.settings import quiz_of, settings_of
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of as lessons_quiz
from tests.quizzes.factories import start
from tests.quizzes.more_factories import OwnQuizFactory, QuizSettingsFactory


class TestQuizSettings:
    @pytest.fixture
    def assignment(self, classroom, moment):
        given = AssignmentFactory(classroom=classroom, preset="homework", opens_at=moment - timedelta(days=1))
        lessons_quiz(given)
        return given

    @pytest.fixture
    def url(self, assignment, classroom):
        return reverse("quizzes:quiz_settings", args=[classroom.slug, assignment.pk])

    @pytest.fixture
    def send(self, sign_in, teacher, url):
        def sent(**typed):
            return sign_in(teacher).post(url, {"preset": "homework", "quiz": "0", **typed})

        return sent

    @pytest.fixture
    def stored(self, assignment):
        return lambda: Assignment.objects.get(pk=assignment.pk)

    def test_each_row_says_what_the_preset_says(self, sign_in, teacher, url):
        page = sign_in(teacher).get(url)
        for words in ("Which attempt counts", "60 seconds", "33 % of the points", "After it is due", "two attempts"):
            assertContains(page, words)

    def test_it_is_saved_and_leads_to_what_a_student_sees(self, send, stored, classroom, assignment):
        page = send(preset="test", time_limit="25", kept="average", attempts="0", with_checks="yes", grace="0")
        assertRedirects(
            page, reverse("quizzes:preview", args=[classroom.slug, assignment.pk]), fetch_redirect_response=False
        )
        settings = settings_of(stored())
        assert (stored().preset, stored().time_limit) == ("test", 25)
        assert (settings.kept, settings.attempts, settings.with_checks, settings.grace) == ("average", 0, True, 0)

    def test_left_empty_everything_follows_the_preset(self, send, stored):
        send(kept="latest")
        send(preset="practice")
        assert QuizSettings.objects.get().changed == {}
        assert settings_of(stored()).attempts == 0

    def test_what_is_set_stands_in_the_form_again(self, sign_in, teacher, url, send):
        send(kept="latest", shuffle_options="no", late_rate="10")
        page = sign_in(teacher).get(url)
        assertContains(page, '<option value="latest" selected>')
        assertContains(page, '<option value="no" selected>')
        assertContains(page, 'value="10"')
        assertContains(page, "set here", count=3)

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"behaviour": "tries", "score_shown": "due", "answers_shown": "due"}, "the score cannot be shown later"),
            ({"score_shown": "released", "answers_shown": "submitted"}, "The answers give the score away"),
            ({"tries": "1"}, "greater than or equal to 2"),
            ({"late_hours": "0"}, "greater than or equal to 1"),
            ({"quiz": "999"}, "999 is not one of the available choices"),
            ({"preset": "exam"}, "exam is not one of the available choices"),
        ],
    )
    def test_what_cannot_be_is_said_beside_its_field(self, send, typed, says):
        assertContains(send(**typed), says, status_code=422)
        assert not QuizSettings.objects.exists()

    def test_only_own_quizzes_that_are_in_use_are_offered(self, sign_in, teacher, outsider, url, moment, send, stored):
        own = OwnQuizFactory(author=teacher.user, title="Mine")
        OwnQuizFactory(author=outsider.user, title="Of somebody else")
        OwnQuizFactory(author=teacher.user, title="Put away", retired_at=moment)
        page = sign_in(teacher).get(url)
        assertContains(page, "Mine")
        assertNotContains(page, "Of somebody else")
        assertNotContains(page, "Put away")
        send(quiz=str(own.pk))
        assert quiz_of(stored()) == own

    def test_a_colleagues_quiz_that_is_given_stays_a_choice(self, sign_in, teacher, url, assignment, send, stored):
        theirs = OwnQuizFactory(title="Of a colleague")
        QuizSettingsFactory(assignment=assignment, quiz=theirs)
        assertContains(sign_in(teacher).get(url), "Of a colleague")
        send(quiz=str(theirs.pk), kept="first")
        assert (quiz_of(stored()), settings_of(stored()).kept) == (theirs, "first")

    def test_begun_it_says_what_stays_and_refuses_to_change_it(
        self, sign_in, teacher, student, url, assignment, moment, send
    ):
        start(assignment, student, moment)
        assertContains(sign_in(teacher).get(url), "Somebody has begun.")
        assertContains(send(layout="all"), "so this stays as it is", status_code=422)
        assert send(kept="first").status_code == 302

    def test_begun_between_look_and_save_it_says_so_too(self, assignment, teacher, student, moment, send, monkeypatch):
        """The form was made while nobody had begun; the verb looks again."""
        begin = QuizSettings.change
        monkeypatch.setattr(
            QuizSettings,
            "change",
            lambda given, **terms: (start(assignment, student, moment), begin(given, **terms)),
        )
        assertContains(send(layout="all"), "so this stays as it is", status_code=409)

    def test_a_limit_nobody_can_use_is_said(self, sign_in, teacher, url, assignment, moment):
        assignment.time_limit, assignment.due_at = 60, None
        assignment.closes_at = assignment.opens_at + timedelta(minutes=30)
        assignment.save()
        assertContains(sign_in(teacher).get(url), "closes before anybody can use the whole time limit")

    def test_a_lesson_without_quiz_asks_for_one(self, sign_in, teacher, classroom):
        bare = AssignmentFactory(classroom=classroom)
        own = OwnQuizFactory(author=teacher.user)
        url = reverse("quizzes:quiz_settings", args=[classroom.slug, bare.pk])
        assertNotContains(sign_in(teacher).get(url), "The lesson’s:")
        assert sign_in(teacher).post(url, {"preset": "survey", "quiz": ""}).status_code == 422
        assert sign_in(teacher).post(url, {"preset": "survey", "quiz": own.pk}).status_code == 302

    def test_it_is_reached_from_the_assignments_page_and_from_its_form(
        self, sign_in, teacher, classroom, assignment, url
    ):
        for name in ("assignment", "edit_assignment"):
            page = sign_in(teacher).get(reverse(f"lessons:{name}", args=[classroom.slug, assignment.pk]))
            assertContains(page, f'href="{url}"')

    def test_it_takes_as_many_queries_for_many_quizzes(self, sign_in, teacher, url, django_assert_max_num_queries):
        browser = sign_in(teacher)
        browser.get(url)
        with django_assert_max_num_queries(9) as few:
            browser.get(url)
        OwnQuizFactory.create_batch(5, author=teacher.user)
        with django_assert_max_num_queries(len(few)):
            browser.get(url)
