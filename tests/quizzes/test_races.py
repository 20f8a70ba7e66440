"""Everything at once, each on a connection of its own. Collected on PostgreSQL only (conftest.py)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from lessons.models import Assignment
from quizzes.models import (
    Attempt,
    ChangedMeanwhile,
    GivenAlready,
    Mark,
    MarkedMeanwhile,
    Quiz,
    QuizSettings,
    Response,
    ResponseEvent,
    Saved,
)
from quizzes.models.items import arrangement
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, EditionFactory
from tests.quizzes.factories import QuestionVersionFactory, quiz_of, start
from tests.quizzes.more_factories import OwnQuizFactory

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 8


def all_at_once(work: Callable[[int], object]) -> list:
    """What `work` returns to each of eight that start together."""
    gate = Barrier(HANDS)

    def one(number: int) -> object:
        try:
            gate.wait()
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(HANDS)))


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def assignment(classroom):
    made = AssignmentFactory(classroom=classroom, time_limit=30)
    quiz_of(made, kinds=["single", "essay"])
    return made


@pytest.fixture
def attempt(assignment, student, now):
    return start(assignment, student, now)


def test_eight_starts_are_one_attempt(assignment, student, now):
    begun = all_at_once(lambda _: Attempt.start(assignment, student, now).pk)
    assert len(set(begun)) == 1
    assert Response.objects.count() == 2


def test_eight_submissions_are_one(attempt, now):
    def hand_in(number: int) -> bool:
        mine = Attempt.objects.get(pk=attempt.pk)
        first = mine.submit(f"key{number}", now)
        mine.grade()
        return first

    assert sorted(all_at_once(hand_in)) == [False] * 7 + [True]
    assert Mark.objects.count() == 2


def test_eight_tabs_lose_no_text(attempt, now):
    essay = attempt.responses.get(position=2)

    def write(number: int) -> Saved:
        mine = Response.objects.get(pk=essay.pk)
        return mine.save_answer(f"Text {number}", client_id=f"tab{number}:1", rev=0, moment=now)

    became = all_at_once(write)
    assert sorted(became) == [Saved.CONFLICT] * 7 + [Saved.SAVED]
    assert {event.answer for event in ResponseEvent.objects.all()} == {f"Text {n}" for n in range(HANDS)}


def test_the_same_answer_sent_eight_times_is_one(attempt, now):
    single = attempt.responses.get(position=1)

    def write(_: int) -> Saved:
        return Response.objects.get(pk=single.pk).save_answer("b", client_id="tab:1", rev=0, moment=now)

    assert sorted(all_at_once(write)) == sorted([Saved.SAVED] + [Saved.REPEATED] * 7)
    assert single.events.count() == 1


def test_what_is_saved_while_it_is_handed_in_is_graded_or_late(attempt, now):
    single = attempt.responses.get(position=1)

    def save_or_submit(number: int) -> Saved | None:
        if number:
            mine = Response.objects.get(pk=single.pk)
            return mine.save_answer("b", client_id=f"tab:{number}", rev=0, moment=now)
        mine = Attempt.objects.get(pk=attempt.pk)
        mine.submit("key", now)
        mine.grade()
        return None

    became = all_at_once(save_or_submit)
    single.refresh_from_db()
    assert single.mark.fraction == (1 if Saved.SAVED in became else 0)
    # What stands already and is sent again after the end is nothing new.
    assert single.events.count() == 7 - became.count(Saved.REPEATED)


def test_two_runs_of_the_command_close_and_grade_each_attempt_once(assignment, classroom, now):
    long_ago = now - timedelta(hours=2)
    for _ in range(20):
        Attempt.start(assignment, MembershipFactory(classroom=classroom), long_ago)
    all_at_once(lambda _: call_command("close_overdue_attempts", verbosity=0))
    call_command("close_overdue_attempts", verbosity=0)
    assert Attempt.objects.filter(graded_at__isnull=False, submitted_at=long_ago + timedelta(minutes=30)).count() == 20
    assert Mark.objects.count() == 40


def test_of_eight_markers_one_is_first_and_seven_see_it(attempt, classroom, now):
    essay = attempt.responses.get(position=2)
    essay.save_answer("The Council voted.", client_id="tab:1", rev=0, moment=now)
    attempt.submit("key", now)
    attempt.grade()
    teachers = MembershipFactory.create_batch(HANDS, classroom=classroom, teacher=True)

    def mark(number: int) -> int:
        try:
            mine = Response.objects.get(pk=essay.pk)
            levels = {"thesis": 2, "evidence": 1}
            return mine.mark_by_hand(levels, comment="", by=teachers[number], seen=0, moment=now).by_id
        except MarkedMeanwhile as meanwhile:
            return meanwhile.mark.by_id

    assert len(set(all_at_once(mark))) == 1
    assert essay.marks.count() == 1


def test_of_eight_tabs_that_arrange_a_quiz_one_is_first_and_seven_hear_of_it(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=["single"] * 8)
    order, seen = list(quiz.items.values_list("pk", flat=True)), arrangement(quiz.items.all())

    def arrange(number: int) -> bool:
        turned = [*order[number + 1 :], *order[: number + 1]] if number < 7 else order[::-1]
        try:
            Quiz.objects.get(pk=quiz.pk).arrange(turned, {}, seen)
        except ChangedMeanwhile:
            return False
        return True

    assert sorted(all_at_once(arrange)) == [False] * 7 + [True]
    assert list(quiz.items.values_list("position", flat=True)) == list(range(1, 9))


def test_eight_questions_added_at_once_all_have_their_place(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=[])
    questions = [QuestionVersionFactory().question for _ in range(HANDS)]
    all_at_once(lambda number: Quiz.objects.get(pk=quiz.pk).add([questions[number], questions[0]]))
    assert sorted(quiz.items.values_list("position", flat=True)) == list(range(1, 9))
    assert {item.question for item in quiz.items.all()} == set(questions)


def test_a_quiz_given_eight_times_at_once_is_given_once(teacher, now):
    quiz, edition = OwnQuizFactory(author=teacher.user), EditionFactory()

    def give(_: int) -> int:
        try:
            return QuizSettings.give(Quiz.objects.get(pk=quiz.pk), teacher, edition, opens_at=now).pk
        except GivenAlready as given:
            return given.assignment.pk

    assert len(set(all_at_once(give))) == 1
    assert Assignment.objects.count() == 1


def test_of_eight_clicks_that_make_a_question_mine_one_copies_it(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=[])
    (item,) = quiz.add([QuestionVersionFactory().question])
    made = all_at_once(lambda _: Quiz.objects.get(pk=quiz.pk).make_mine(quiz.items.get(pk=item.pk)).pk)
    assert len(set(made)) == 1
