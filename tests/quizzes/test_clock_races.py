"""Dates, exceptions and settings changed while students start, save and hand in. PostgreSQL only (conftest.py)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.models import Attempt, Override, Quiz, QuizHasBegun, QuizSettings, Response, Saved
from quizzes.models.settings import settings_of
from quizzes.presets import Layout
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.at_once import HANDS, all_at_once, during
from tests.quizzes.factories import QuestionVersionFactory, quiz_of, start
from tests.quizzes.more_factories import OwnQuizFactory

pytestmark = pytest.mark.django_db(transaction=True)

LIMIT, GRACE = timedelta(minutes=30), timedelta(minutes=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def assignment(classroom):
    made = AssignmentFactory(classroom=classroom, time_limit=30, preset="practice", opens_at=timezone.now() - 3 * LIMIT)
    quiz_of(made, kinds=["single", "essay"])
    return made


@pytest.fixture
def overdue(assignment, student, now):
    """An attempt whose time was over ten minutes ago; with half as much time again it is not."""
    return start(assignment, student, now - timedelta(minutes=40))


def fresh(row):
    """The same row as another process reads it."""
    return type(row).objects.get(pk=row.pk)


def grant(student, teacher, **terms):
    return Override.grant(student, by=teacher, reason="Half more.", **({"time_factor": "1.5"} | terms))


def set_otherwise(assignment, quiz=None, **settings):
    QuizSettings.change(assignment, preset="practice", time_limit=30, quiz=quiz, settings=settings)


def save(response, text, moment):
    return fresh(response).save_answer(text, client_id=f"{text}:1", rev=0, moment=moment)


class TestGrant:
    def test_of_eight_at_once_the_newest_counts_and_moves_the_deadline(self, assignment, student, teacher, now):
        attempt = start(assignment, student, now)
        all_at_once(lambda n: grant(student, teacher, time_factor=f"1.{n + 1}", assignment=assignment))
        newest = Override.objects.order_by("-pk")[0]
        assert Override.objects.count() == HANDS
        assert fresh(attempt).deadline_at == fresh(attempt).ends_at == now + LIMIT * float(newest.time_factor)

    def test_what_is_saved_while_it_is_granted_is_in_time(self, overdue, student, teacher, now):
        essay = overdue.responses.get(position=2)
        assert during(lambda: grant(student, teacher), lambda: save(essay, "In time", now)) == Saved.SAVED

    def test_it_moves_the_deadline_of_an_attempt_that_is_being_saved(self, assignment, student, teacher, now):
        attempt = start(assignment, student, now)
        essay = attempt.responses.get(position=2)
        during(lambda: save(essay, "Being saved", now), lambda: grant(student, teacher))
        assert fresh(attempt).deadline_at == now + LIMIT * 1.5

    @pytest.mark.parametrize("close", [lambda one, at: fresh(one).close_if_over(at), lambda *_: command()])
    def test_the_clock_does_not_close_what_has_got_more_time_this_moment(self, overdue, student, teacher, now, close):
        during(lambda: grant(student, teacher), lambda: close(overdue, now))
        assert fresh(overdue).submitted_at is None
        assert fresh(overdue).deadline_at == overdue.started_at + LIMIT * 1.5

    def test_what_the_clock_has_closed_this_moment_stays_closed(self, overdue, student, teacher, now):
        during(lambda: fresh(overdue).close_if_over(now), lambda: grant(student, teacher))
        assert fresh(overdue).submitted_at == overdue.started_at + LIMIT

    def test_who_starts_while_it_is_granted_starts_with_it(self, assignment, student, teacher, now):
        started = during(lambda: grant(student, teacher), lambda: Attempt.start(assignment, student, now))
        assert fresh(started).deadline_at == now + LIMIT * 1.5

    def test_everything_at_once_waits_for_nobody_for_ever(self, assignment, classroom, teacher, now):
        """Who locks two things locks them in one order: PostgreSQL would end a circle of waiting with an error."""
        seats = MembershipFactory.create_batch(4, classroom=classroom)
        attempts = [start(assignment, seat, now) for seat in seats]

        def hand(number):
            seat, attempt = seats[number % 4], fresh(attempts[number % 4])
            mine = Assignment.objects.get(pk=assignment.pk)
            for turn in range(2):
                if number % 2:
                    set_otherwise(mine, kept=["first", "latest"][turn])
                    grant(seat, teacher, assignment=mine, extra_attempts=turn)
                    command()
                else:
                    save(attempt.responses.get(position=2), f"{number}-{turn}", now)
                    attempt.submit(f"{number}", now)
                    attempt.grade()
                    attempt = Attempt.start(mine, seat, now)

        all_at_once(hand)
        assert not Attempt.objects.waiting().exists()


class TestChangeOfTheAssignment:
    def test_what_is_saved_while_the_end_is_put_off_is_in_time(self, assignment, overdue, now):
        essay = overdue.responses.get(position=2)
        put_off = {"preset": "practice", "time_limit": 60}
        assert during(lambda: assignment.change_quiz(**put_off), lambda: save(essay, "In time", now)) == Saved.SAVED
        assert fresh(overdue).deadline_at == overdue.started_at + 2 * LIMIT

    def test_the_clock_does_not_close_what_is_put_off_this_moment(self, assignment, overdue, now):
        put_off = {"preset": "practice", "time_limit": 60}
        during(lambda: assignment.change_quiz(**put_off), lambda: fresh(overdue).close_if_over(now))
        assert fresh(overdue).submitted_at is None

    def test_who_starts_while_the_time_is_changed_has_the_new_time(self, assignment, student, now):
        other = Assignment.objects.get(pk=assignment.pk)
        change = {"preset": "practice", "time_limit": 60}
        started = during(lambda: assignment.change_quiz(**change), lambda: Attempt.start(other, student, now))
        assert fresh(started).deadline_at == now + 2 * LIMIT

    def test_an_attempt_that_is_graded_meanwhile_counts_as_the_change_says(self, assignment, student, now):
        """The second attempt, with nothing right, is being graded while the first is made the one that counts."""
        right = start(assignment, student, now)
        save(right.responses.get(position=1), "b", now)
        right.submit("k", now)
        right.grade()
        second = start(assignment, student, now)
        second.submit("k", now)
        during(lambda: fresh(second).grade(), lambda: set_otherwise(fresh(assignment), kept="latest"))
        assert student.grades.get().attempt == second
        during(lambda: set_otherwise(fresh(assignment), kept="first"), lambda: fresh(second).grade())
        assert student.grades.get().attempt == right


class TestChangeOfTheSettings:
    def begin(self, assignment, student, now):
        return Attempt.start(Assignment.objects.get(pk=assignment.pk), student, now)

    def test_who_starts_while_the_quiz_is_changed_starts_the_new_one(self, assignment, student, teacher, now):
        own = OwnQuizFactory(author=teacher.user)
        started = during(lambda: set_otherwise(assignment, quiz=own), lambda: self.begin(assignment, student, now))
        assert (fresh(started).quiz, started.responses.count()) == (own, 1)

    @pytest.mark.parametrize("moved", ["behaviour", "layout", "quiz"])
    def test_once_somebody_has_started_this_moment_it_is_fixed(self, assignment, student, teacher, now, moved):
        before = settings_of(assignment)
        layout = next(one for one in Layout.values if one != before.layout)
        changes = {"behaviour": "tries", "layout": layout, "quiz": OwnQuizFactory(author=teacher.user)}
        change = {moved: changes[moved]}
        other = Assignment.objects.get(pk=assignment.pk)
        with pytest.raises(QuizHasBegun):
            during(lambda: self.begin(assignment, student, now), lambda: set_otherwise(other, **change))
        assert settings_of(Assignment.objects.get(pk=assignment.pk)) == before

    def test_of_eight_that_start_or_change_nobody_takes_another_quiz(self, assignment, classroom, teacher, now):
        seats, own = MembershipFactory.create_batch(HANDS, classroom=classroom), OwnQuizFactory(author=teacher.user)

        def hand(number):
            if number % 4:
                return self.begin(assignment, seats[number], now).quiz_id
            try:
                set_otherwise(Assignment.objects.get(pk=assignment.pk), quiz=own)
            except QuizHasBegun:
                return None
            return own.pk

        assert len(set(all_at_once(hand)) - {None}) == 1

    def test_of_eight_that_change_it_at_once_each_change_is_whole(self, assignment):
        both = [{"tries": 2 + n, "penalty": 2 + n} for n in range(HANDS)]
        all_at_once(lambda n: set_otherwise(Assignment.objects.get(pk=assignment.pk), **both[n]))
        (row,) = QuizSettings.objects.all()
        assert row.tries == row.penalty or None in {row.tries, row.penalty}


def test_eight_starts_with_a_pool_are_one_attempt_with_one_draw(classroom, student, teacher, now):
    bank = [QuestionVersionFactory(question__tags=["vote"]).question for _ in range(20)]
    quiz: Quiz = OwnQuizFactory(author=teacher.user, kinds=[])
    quiz.put_pool(pool_tags=["vote"], pool_count=5, points=1)
    assignment = AssignmentFactory(classroom=classroom, preset="practice")
    QuizSettings.objects.create(assignment=assignment, quiz=quiz)
    seat = Membership.objects.get(pk=student.pk)
    begun = all_at_once(lambda _: Attempt.start(Assignment.objects.get(pk=assignment.pk), seat, now).pk)
    assert len(set(begun)) == 1
    asked = set(Response.objects.values_list("version__question", flat=True))
    assert Response.objects.count() == len(asked) == 5
    assert asked <= {question.pk for question in bank}


def command():
    call_command("close_overdue_attempts", verbosity=0)
