"""Everything at once, each on a connection of its own. Collected on PostgreSQL only (conftest.py)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from gradebook.models import Grade
from quizzes.marking.dry_run import ChangedMeanwhile, DryRun
from quizzes.models import Attempt, Mark, MarkedMeanwhile, Regrade, Release, Response, ResponseEvent, Saved
from quizzes.presets import Settings
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.at_once import HANDS, all_at_once
from tests.quizzes.conftest import answered
from tests.quizzes.factories import QuestionVersionFactory, quiz_of, start

pytestmark = pytest.mark.django_db(transaction=True)


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


@pytest.fixture
def wrong(assignment, classroom, now):
    """Answers of ten students that the key calls wrong, and the key that calls them right."""
    quiz_of(assignment).items.filter(position=2).delete()
    for member in MembershipFactory.create_batch(10, classroom=classroom):
        response = answered(assignment, member, "a", now)
    spec = {"options": [{"id": "a", "text": "Two", "right": True}, {"id": "b", "text": "Five"}]}
    return QuestionVersionFactory(question=response.version.question, number=2, spec=spec)


@pytest.mark.parametrize("how_many", [1, HANDS])
def test_eight_regrades_at_once_are_one(wrong, classroom, now, how_many):
    """One teacher pressing eight times is one; of eight teachers one is first and seven see what has changed."""
    teachers = MembershipFactory.create_batch(how_many, classroom=classroom, teacher=True)
    seen = DryRun(classroom, wrong.question, wrong, "now").seen

    def regrade(number: int) -> int:
        run = DryRun(classroom, wrong.question, wrong, "now")
        try:
            return run.carry_out(by=teachers[number % how_many], reason="Two.", seen=seen, moment=now).pk
        except ChangedMeanwhile as meanwhile:
            assert not meanwhile.dry_run.changes
            return 0

    done = all_at_once(regrade)
    assert done.count(0) == (0 if how_many == 1 else HANDS - 1)
    assert Regrade.objects.count() == 1
    assert Mark.objects.filter(source="regrade").count() == 10
    assert set(Grade.objects.values_list("points", flat=True)) == {1}


def test_a_regrade_and_somebody_who_adjusts_never_overwrite_each_other(wrong, classroom, now):
    teacher = MembershipFactory(classroom=classroom, teacher=True)
    seen = DryRun(classroom, wrong.question, wrong, "now").seen
    first = Response.objects.order_by("pk").first()

    def regrade_or_adjust(number: int) -> str:
        try:
            if number:
                Response.objects.get(pk=first.pk).adjust(Decimal("0.5"), comment="", by=teacher, seen=1, moment=now)
                return "adjusted"
            DryRun(classroom, wrong.question, wrong, "now").carry_out(by=teacher, reason="", seen=seen, moment=now)
            return "regraded"
        except (ChangedMeanwhile, MarkedMeanwhile):
            return "told"

    became = all_at_once(regrade_or_adjust)
    assert became.count("told") == HANDS - 1
    assert first.marks.count() == 2


def test_eight_releases_at_once_are_one(attempt, classroom, now):
    essay = attempt.responses.get(position=2)
    essay.save_answer("The Council voted.", client_id="tab:1", rev=0, moment=now)
    attempt.submit("key", now)
    teacher = MembershipFactory(classroom=classroom, teacher=True)
    essay.mark_by_hand({"thesis": 2, "evidence": 1}, comment="", by=teacher, seen=0, moment=now)
    released = all_at_once(lambda _: Release.make(attempt.assignment, by=teacher, moment=now))
    assert sorted(released) == [0] * 7 + [1]
    assert Release.objects.count() == 1


def test_of_eight_checks_at_once_one_is_a_try(attempt, now):
    single = attempt.responses.get(position=1)
    single.save_answer("a", client_id="tab:1", rev=0, moment=now)
    settings = Settings(behaviour="tries", tries=10)

    def check(_: int) -> int:
        mine = Response.objects.get(pk=single.pk)
        mine.check_answer(settings, now)
        return mine.tries

    assert set(all_at_once(check)) == {1}
    single.refresh_from_db()
    assert (single.tries, single.wrong_tries) == (1, 1)
    assert single.events.filter(kind="checked").count() == 1


def test_an_answer_saved_while_the_one_before_is_checked_is_not_taken_for_checked(attempt, now):
    single = attempt.responses.get(position=1)
    single.save_answer("a", client_id="tab:1", rev=0, moment=now)
    settings = Settings(behaviour="tries", tries=10)

    def check_or_save(number: int) -> object:
        mine = Response.objects.get(pk=single.pk)
        if number:
            return mine.check_answer(settings, now)
        return mine.save_answer("b", client_id="tab:2", rev=1, moment=now)

    all_at_once(check_or_save)
    single.refresh_from_db()
    assert single.answer == "b"
    checked = {event.answer for event in single.events.filter(kind="checked")}
    assert single.wrong_tries == ("a" in checked)
    assert (single.settled_at is not None) == single.was_checked == ("b" in checked)
