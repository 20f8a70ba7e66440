"""How a quiz behaves: changed against its preset, and fixed in part once somebody has begun."""

from dataclasses import fields
from datetime import timedelta

import pytest

from lessons.models import Assignment
from quizzes.models import Attempt, QuizHasBegun, QuizSettings
from quizzes.models.settings import gives_a_grade, quiz_of, settings_of, waits_for_release
from quizzes.presets import PRESETS, Settings, contradictions
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start
from tests.quizzes.more_factories import OwnQuizFactory, QuizSettingsFactory

pytestmark = pytest.mark.django_db


def change(assignment, preset="homework", *, time_limit=None, quiz=None, **settings):
    QuizSettings.change(assignment, preset=preset, time_limit=time_limit, quiz=quiz, settings=settings)
    return Assignment.objects.get(pk=assignment.pk)


@pytest.fixture
def assignment(classroom, moment):
    return AssignmentFactory(classroom=classroom, opens_at=moment - timedelta(days=1))


class TestChange:
    def test_what_is_set_wins_over_the_preset_and_the_rest_follows_it(self, assignment):
        changed = change(assignment, "test", time_limit=20, kept="average", attempts=3)
        assert (changed.preset, changed.time_limit) == ("test", 20)
        assert settings_of(changed) == Settings(
            attempts=3, kept="average", score_shown="released", answers_shown="released", with_checks=False
        )

    def test_what_equals_the_preset_is_not_kept_and_follows_the_next_one(self, assignment):
        change(assignment, "homework", **vars(PRESETS["homework"]))
        assert QuizSettings.objects.get(assignment=assignment).changed == {}
        assert settings_of(change(assignment, "survey")) == PRESETS["survey"]

    def test_nothing_is_told_apart_from_no(self, assignment):
        changed = change(assignment, "homework", with_checks=False, grace=0, penalty=0)
        assert (settings_of(changed).with_checks, settings_of(changed).grace, settings_of(changed).penalty) == (
            False,
            0,
            0,
        )

    def test_a_teachers_own_quiz_replaces_the_lessons(self, assignment, teacher):
        own = OwnQuizFactory(author=teacher.user)
        assert quiz_of(change(assignment, quiz=own)) == own

    def test_every_setting_has_its_column(self):
        columns = {field.name for field in QuizSettings._meta.fields}
        assert {field.name for field in fields(Settings)} <= columns


class TestBegun:
    @pytest.fixture(autouse=True)
    def attempt(self, assignment, student, moment):
        return start(assignment, student, moment)

    @pytest.mark.parametrize("settings", [{"behaviour": "tries"}, {"layout": "all"}])
    def test_what_the_student_would_notice_stays(self, assignment, settings):
        with pytest.raises(QuizHasBegun) as refused:
            change(assignment, "test", **settings)
        assert refused.value.fields == list(settings)
        assignment.refresh_from_db()
        assert assignment.preset == "homework"
        assert not QuizSettings.objects.filter(assignment=assignment).exclude(behaviour=None, layout=None).exists()

    def test_another_quiz_is_refused(self, assignment, teacher):
        with pytest.raises(QuizHasBegun):
            change(assignment, quiz=OwnQuizFactory(author=teacher.user))

    def test_everything_else_can_change(self, assignment):
        assert settings_of(change(assignment, "practice", kept="latest", late_rate=5)).kept == "latest"

    def test_a_preview_holds_nothing(self, assignment, classroom, teacher, moment):
        other = AssignmentFactory(classroom=classroom)
        start(other, teacher, moment)
        assert settings_of(change(other, layout="all")).layout == "all"

    def test_a_new_time_limit_moves_the_deadline_of_whoever_is_answering(self, assignment, attempt, moment):
        change(assignment, time_limit=20)
        attempt.refresh_from_db()
        assert attempt.deadline_at == moment + timedelta(minutes=20)


def test_which_assignments_wait_for_a_release_and_which_give_a_grade(classroom):
    made = {preset: AssignmentFactory(classroom=classroom, preset=preset) for preset in PRESETS}
    held = AssignmentFactory(classroom=classroom, preset="homework")
    QuizSettingsFactory(assignment=held, answers_shown="released")
    let_go = AssignmentFactory(classroom=classroom, preset="test")
    QuizSettingsFactory(assignment=let_go, score_shown="submitted", answers_shown="due")
    unscored = AssignmentFactory(classroom=classroom, preset="practice")
    QuizSettingsFactory(assignment=unscored, score_shown="never")
    QuizSettingsFactory(assignment=made["homework"], attempts=4)

    assert set(Assignment.objects.filter(waits_for_release())) == {made["test"], held}
    assert set(Assignment.objects.exclude(pk__in=[made["survey"].pk, unscored.pk])) == set(
        Assignment.objects.filter(gives_a_grade())
    )


@pytest.mark.parametrize(
    ("settings", "at_fault"),
    [
        ({}, set()),
        ({"score_shown": "never", "answers_shown": "submitted"}, set()),
        ({"behaviour": "tries", "score_shown": "due", "answers_shown": "due"}, {"score_shown"}),
        ({"score_shown": "released", "answers_shown": "due"}, {"answers_shown"}),
        ({"score_shown": "never", "answers_shown": "never", "behaviour": "certainty"}, {"behaviour"}),
    ],
)
def test_what_cannot_be_meant_is_named(settings, at_fault):
    assert set(contradictions(Settings(**settings))) == at_fault


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_can_be_meant(preset):
    assert not contradictions(PRESETS[preset])


class TestVisibleTo:
    def test_the_classs_for_its_teachers_alone(self, assignment, teacher, student, moderator, outsider):
        row = QuizSettingsFactory(assignment=assignment)
        assert list(QuizSettings.objects.visible_to(teacher)) == [row]
        for member in (student, moderator, outsider):
            assert not QuizSettings.objects.visible_to(member).exists()


def test_released_answers_end_the_attempts_of_those_who_have_seen_them(assignment, student, moment):
    changed = change(assignment, "test", attempts=2)
    attempt = start(changed, student, moment)
    attempt.submit("k", moment)
    Attempt.release_results(changed, moment)
    terms = Attempt.objects.get(pk=attempt.pk).terms
    assert terms.refusal(1, moment).name == "ANSWERS_SHOWN"
