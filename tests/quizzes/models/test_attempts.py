"""Starting, submitting, closing and grading."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from quizzes.apps import QuizzesConfig
from quizzes.models import Attempt, CannotStart, Mark, Response
from quizzes.presets import Refusal
from quizzes.timing import GRACE
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import AttemptFactory, QuestionVersionFactory, quiz_of, start

pytestmark = pytest.mark.django_db

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def assignment(classroom, moment):
    return AssignmentFactory(classroom=classroom, time_limit=30)


@pytest.fixture
def attempt(assignment, student, moment):
    return start(assignment, student, moment, kinds=["single", "essay"])


def answer(attempt, position, value, **kwargs):
    response = attempt.responses.get(position=position)
    given = {"client_id": f"t:{position}", "rev": response.rev, "moment": attempt.started_at} | kwargs
    return response.save_answer(value, **given)


class TestVisibleTo:
    def test_a_student_sees_their_own_and_a_teacher_all(
        self, attempt, student, classmate, teacher, moderator, outsider
    ):
        seen = [
            Attempt.objects.visible_to(member).filter(pk=attempt.pk).exists()
            for member in (student, teacher, classmate, moderator, outsider)
        ]
        assert seen == [True, True, False, False, False]


class TestStart:
    def test_asks_the_questions_of_the_quiz_in_order(self, attempt):
        kinds = attempt.responses.order_by("position").values_list("version__kind", flat=True)
        assert list(kinds) == ["single", "essay"]

    def test_asks_the_newest_version_that_is_ready(self, assignment, student, moment):
        question = quiz_of(assignment).items.get().question
        newest = QuestionVersionFactory(question=question, number=2)
        QuestionVersionFactory(question=question, number=3, status="draft")
        assert start(assignment, student, moment).responses.get().version == newest

    def test_ends_when_the_time_limit_says(self, attempt, moment):
        assert attempt.deadline_at == moment + 30 * MINUTE

    def test_started_again_goes_on_with_the_same(self, attempt, assignment, student, moment):
        assert Attempt.start(assignment, student, moment + MINUTE) == attempt

    def test_a_second_attempt_follows_the_first_that_the_clock_has_closed(self, attempt, assignment, student, moment):
        second = Attempt.start(assignment, student, moment + 40 * MINUTE)
        assert second.number == 2
        attempt.refresh_from_db()
        assert attempt.submitted_at == moment + 30 * MINUTE

    def test_homework_has_two_attempts(self, attempt, assignment, student, moment):
        attempt.submit("k", moment)
        Attempt.start(assignment, student, moment).submit("k", moment)
        with pytest.raises(CannotStart) as error:
            Attempt.start(assignment, student, moment)
        assert error.value.refusal is Refusal.NO_ATTEMPTS_LEFT


class TestSubmit:
    def test_a_double_click_is_one_submission(self, attempt, moment):
        assert attempt.submit("key", moment + MINUTE)
        assert not attempt.submit("key", moment + 2 * MINUTE)
        attempt.refresh_from_db()
        assert attempt.submitted_at == moment + MINUTE

    def test_in_the_time_of_grace_it_is_recorded_at_the_deadline(self, attempt, moment):
        attempt.submit("key", moment + 30 * MINUTE + GRACE / 2)
        assert attempt.submitted_at == moment + 30 * MINUTE

    def test_an_extended_assignment_extends_the_open_attempt(self, attempt, assignment, moment):
        assignment.time_limit = 60
        assignment.save()
        fresh = Attempt.objects.get(pk=attempt.pk)
        assert not fresh.close_if_over(moment + 40 * MINUTE)
        assert fresh.close_if_over(moment + 62 * MINUTE)
        assert fresh.submitted_at == moment + 60 * MINUTE


class TestGrade:
    def test_marks_by_key_and_leaves_essays_to_the_teacher(self, attempt, moment):
        answer(attempt, 1, "b")
        answer(attempt, 2, "An essay.")
        attempt.submit("key", moment)
        attempt.grade()
        score = attempt.score()
        assert (score.reached, score.open_points, score.possible) == (1, 1, 2)
        assert [response.position for response in Response.objects.to_mark()] == [2]

    def test_an_empty_essay_needs_nobody(self, attempt, moment):
        attempt.submit("key", moment)
        attempt.grade()
        assert not attempt.score().is_provisional
        assert not Response.objects.to_mark()

    def test_twice_adds_nothing(self, attempt, moment):
        attempt.submit("key", moment)
        attempt.grade()
        attempt.grade()
        assert Mark.objects.count() == 2

    def test_an_open_attempt_is_not_graded(self, attempt):
        attempt.grade()
        assert attempt.graded_at is None
        assert not Mark.objects.exists()

    def test_floors_above_are_told_in_the_same_transaction(self, attempt, moment, monkeypatch):
        told = []
        monkeypatch.setattr(QuizzesConfig, "when_graded", [lambda graded: told.append((graded.pk, graded.score()))])
        answer(attempt, 1, "b")
        attempt.submit("key", moment)
        assert not told
        attempt.grade()
        assert [(pk, score.reached) for pk, score in told] == [(attempt.pk, 1)]


class TestInterrupted:
    """The process ends between submitting and grading."""

    @pytest.fixture
    def crashed(self, attempt, moment, monkeypatch):
        answer(attempt, 1, "b")

        def crash(*args):
            raise SystemExit(9)

        with monkeypatch.context() as patch:
            patch.setattr(Mark, "automatic", crash)
            attempt.submit("key", moment)
            with pytest.raises(SystemExit):
                attempt.grade()
        return Attempt.objects.get(pk=attempt.pk)

    def test_leaves_a_submitted_attempt_without_marks(self, crashed):
        assert crashed.submitted_at
        assert crashed.graded_at is None
        assert not Mark.objects.exists()
        assert list(Attempt.objects.waiting()) == [crashed]

    def test_the_next_run_grades_it(self, crashed, capsys):
        call_command("close_overdue_attempts")
        assert capsys.readouterr().out == "Closed 0, graded 1.\n"
        assert crashed.score().reached == 1

    def test_the_next_look_grades_it(self, crashed, moment):
        crashed.catch_up(moment)
        assert crashed.graded_at
        assert crashed.score().reached == 1


class TestCloseOverdueAttempts:
    def test_the_recorded_finish_is_the_deadline(self, attempt, moment, time_machine):
        answer(attempt, 1, "b")
        time_machine.move_to(moment + timedelta(hours=5), tick=False)
        call_command("close_overdue_attempts", verbosity=0)
        attempt.refresh_from_db()
        assert attempt.submitted_at == moment + 30 * MINUTE
        assert attempt.score().reached == 1

    def test_grace_is_waited_for(self, attempt, moment, time_machine):
        time_machine.move_to(attempt.deadline_at + GRACE, tick=False)
        call_command("close_overdue_attempts")
        attempt.refresh_from_db()
        assert attempt.submitted_at is None

    def test_a_second_run_changes_nothing(self, attempt, moment, time_machine, capsys):
        time_machine.move_to(moment + timedelta(hours=5), tick=False)
        call_command("close_overdue_attempts")
        call_command("close_overdue_attempts")
        assert capsys.readouterr().out == "Closed 1, graded 1.\nClosed 0, graded 0.\n"

    def test_one_that_cannot_be_graded_does_not_keep_the_others_waiting(self, attempt, assignment, moment, monkeypatch):
        broken = AttemptFactory(assignment=assignment, submitted=True)
        attempt.submit("key", moment)
        grade = Attempt.grade
        monkeypatch.setattr(Attempt, "grade", lambda self: 1 / 0 if self.pk == broken.pk else grade(self))
        with pytest.raises(CommandError, match="1 could not"):
            call_command("close_overdue_attempts", verbosity=0)
        attempt.refresh_from_db()
        assert attempt.graded_at
