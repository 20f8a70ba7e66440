"""What waits for the teacher's release, and what a result says of what it does not show yet."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.models import Attempt
from tests.gradebook.factories import WRONG, hand_in
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of
from tests.quizzes.more_factories import QuizSettingsFactory

DAY = timedelta(days=1)
ANSWER, SCORE = "says the record", "Not right"


@pytest.fixture
def given(classroom, moment):
    """An assignment that is due tomorrow, with the quiz's settings."""

    def given(preset, **settings):
        made = AssignmentFactory(classroom=classroom, preset=preset, opens_at=moment - DAY, due_at=moment + DAY)
        QuizSettingsFactory(assignment=made, **settings)
        quiz_of(made)
        return made

    return given


def address(name, assignment):
    return reverse(f"quizzes:{name}", args=[assignment.classroom.slug, assignment.pk])


class TestRelease:
    @pytest.mark.parametrize(
        ("preset", "settings", "says"),
        [
            ("test", {}, "their score, the right answers and the reasons"),
            ("homework", {"answers_shown": "released"}, "They will see the right answers and the reasons."),
            ("homework", {"score_shown": "released", "answers_shown": "never"}, "They will see their score."),
        ],
    )
    def test_whatever_waits_is_listed_and_released(self, sign_in, teacher, student, given, preset, settings, says):
        assignment = given(preset, **settings)
        hand_in(assignment, student)
        browser, url = sign_in(teacher), address("release", assignment)
        to_mark = reverse("quizzes:to_mark", args=[assignment.classroom.slug])
        assertContains(browser.get(to_mark), "Results to release")
        assertContains(browser.get(assignment.get_absolute_url()), "Release the results")
        assertContains(browser.get(url), says)
        assertRedirects(browser.post(url), to_mark)
        assertNotContains(browser.get(to_mark), "Results to release")
        assertNotContains(browser.get(assignment.get_absolute_url()), "Release the results")

    def test_what_shows_itself_cannot_be_released(self, sign_in, teacher, student, given):
        assignment = given("test", score_shown="submitted", answers_shown="due")
        hand_in(assignment, student)
        assert sign_in(teacher).get(address("release", assignment)).status_code == 404
        assertNotContains(sign_in(teacher).get(assignment.get_absolute_url()), "Release the results")


class TestResult:
    @pytest.mark.parametrize(
        ("settings", "says", "score", "answers"),
        [
            ({"score_shown": "submitted", "answers_shown": "submitted"}, "Your answer", True, True),
            ({"score_shown": "submitted", "answers_shown": "due"}, "The answers are shown after Tuesday", True, False),
            ({"score_shown": "submitted", "answers_shown": "released"}, "not released the answers yet", True, False),
            ({"score_shown": "submitted", "answers_shown": "never"}, "The right answers are not shown.", True, False),
            ({"score_shown": "due", "answers_shown": "due"}, "The score is shown after Tuesday", False, False),
            ({"score_shown": "released", "answers_shown": "never"}, "not released the results yet", False, False),
            ({"score_shown": "never", "answers_shown": "never"}, "There is no score.", False, False),
            ({"score_shown": "never", "answers_shown": "submitted"}, "Compare your answers", False, True),
        ],
    )
    def test_it_says_what_it_does_not_show(self, sign_in, student, given, settings, says, score, answers):
        attempt = hand_in(given("practice", **settings), student, WRONG)
        page = sign_in(student).get(reverse("quizzes:result", args=[student.classroom.slug, attempt.pk]))
        assertContains(page, says)
        assert (SCORE in page.content.decode()) is score
        assert (ANSWER in page.content.decode()) is answers

    def test_released_is_shown(self, sign_in, student, given, moment):
        assignment = given("homework", score_shown="released", answers_shown="released")
        attempt = hand_in(assignment, student, WRONG)
        Attempt.release_results(assignment, moment)
        page = sign_in(student).get(reverse("quizzes:result", args=[student.classroom.slug, attempt.pk]))
        assertContains(page, SCORE)
        assertContains(page, ANSWER)

    def test_the_assignments_page_shows_the_points_that_count(self, sign_in, student, given, moment, time_machine):
        assignment = given("practice", kept="latest", late_rate=10)
        hand_in(assignment, student, moment=moment)
        time_machine.move_to(moment + 2 * DAY, tick=False)
        hand_in(assignment, student, moment=moment + 2 * DAY)
        page = sign_in(student).get(assignment.get_absolute_url())
        assertContains(page, "0.9 of 1 point")
        assertContains(page, "Late</span>")
