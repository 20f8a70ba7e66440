"""What a student sees and when, shown to the teacher on one question."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.kinds import KINDS
from quizzes.models import Attempt, Mark
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of
from tests.quizzes.more_factories import QuizSettingsFactory

DAY = timedelta(days=1)


@pytest.fixture
def assignment(classroom, moment):
    return AssignmentFactory(
        classroom=classroom,
        preset="homework",
        time_limit=30,
        opens_at=moment - DAY,
        due_at=moment + DAY,
        closes_at=moment + 2 * DAY,
    )


def url_of(name, assignment, pk=None):
    return reverse(f"quizzes:{name}", args=[assignment.classroom.slug, pk or assignment.pk])


class TestPreview:
    @pytest.fixture
    def page(self, sign_in, teacher, assignment):
        def page(**settings):
            quiz_of(assignment)
            if settings:
                QuizSettingsFactory(assignment=assignment, **settings)
            return sign_in(teacher).get(url_of("preview", assignment))

        return page

    def titles(self, page):
        return [stage.title for stage in page.context["stages"]]

    def test_it_shows_a_question_before_and_after_it_is_due(self, page):
        shown = page()
        assert self.titles(shown) == ["Right after submitting", "After it is due"]
        assertContains(shown, "30 minutes")
        assertContains(shown, "2 attempts; the highest counts")
        assert [line.verdict for stage in shown.context["stages"] for line in stage.result.lines] == ["wrong", "wrong"]
        assertContains(shown, "The answers are shown after Tuesday 3 March, 09:00")
        assertContains(shown, "Five members abstained, says the record.", count=1)

    def test_what_waits_for_the_teacher_has_a_stage_of_its_own(self, page):
        shown = page(score_shown="due", answers_shown="released")
        assert self.titles(shown) == ["Right after submitting", "After it is due", "After you release the results"]
        assert [(one.shown.score, one.shown.answers) for one in shown.context["stages"]] == [
            (False, False),
            (True, False),
            (True, True),
        ]
        assertContains(shown, "has not released the answers yet", count=1)

    def test_a_survey_never_shows_what_is_right(self, page):
        shown = page(score_shown="never", answers_shown="never", behaviour="deferred")
        assertContains(shown, "There is no score.", count=2)
        assertNotContains(shown, "says the record")

    def test_what_is_said_on_the_spot_is_shown_while_they_answer(self, page):
        shown = page(behaviour="tries", tries=3, penalty=25)
        assertContains(shown, "2 tries left. Each wrong one costs 25 % of the points.")
        during = shown.content.decode().partition('id="stage-1"')[0]
        assert "Not right" in during
        assert "Right answer" not in during
        assert "says the record" not in during

    @pytest.mark.parametrize(("answers_shown", "is_told"), [("submitted", True), ("due", False)])
    def test_after_the_only_check_the_right_answer_is_shown_unless_it_comes_later(self, page, answers_shown, is_told):
        shown = page(behaviour="immediate", answers_shown=answers_shown)
        during = shown.content.decode().partition('id="stage-1"')[0]
        assert "Not right" in during
        assert ("Right answer" in during, "says the record" in during) == (is_told, is_told)

    def test_how_sure_one_is_is_asked_while_they_answer(self, page):
        shown = page(behaviour="certainty")
        assertContains(shown, "It changes no grade.", count=1)
        assertNotContains(shown, "Check my answer")

    def test_nothing_is_stored(self, page):
        page()
        assert not Attempt.objects.exists()
        assert not Mark.objects.exists()

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("behaviour", ["deferred", "tries"])
    def test_every_kind_can_be_shown(self, sign_in, teacher, assignment, kind, behaviour):
        quiz_of(assignment, kinds=[kind])
        QuizSettingsFactory(assignment=assignment, behaviour=behaviour)
        assertContains(sign_in(teacher).get(url_of("preview", assignment)), "Right after submitting")

    def test_without_questions_it_says_so(self, sign_in, teacher, assignment):
        quiz_of(assignment, kinds=[])
        assertContains(sign_in(teacher).get(url_of("preview", assignment)), "has no questions yet")

    def test_it_takes_as_many_queries_for_many_questions(self, sign_in, teacher, classroom, assignment):
        counts = []
        for kinds in (["single"], ["single", *KINDS]):
            given = AssignmentFactory(classroom=classroom)
            quiz_of(given, kinds=kinds)
            browser = sign_in(teacher)
            browser.get(url_of("preview", given))
            with CaptureQueriesContext(connection) as captured:
                browser.get(url_of("preview", given))
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 15
