"""Saving answers: none is lost, none counts twice, and a mark is never overwritten."""

from datetime import timedelta
from decimal import Decimal

import pytest

from quizzes.models import Mark, MarkedMeanwhile, Response, ResponseEvent, Saved
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import MarkFactory, ResponseEventFactory, start

pytestmark = pytest.mark.django_db

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def attempt(classroom, student, moment):
    assignment = AssignmentFactory(classroom=classroom, time_limit=30)
    return start(assignment, student, moment, kinds=["single", "essay"])


@pytest.fixture
def single(attempt):
    return attempt.responses.get(position=1)


@pytest.fixture
def essay(attempt):
    return attempt.responses.get(position=2)


def save(response, answer, client_id, rev, moment=None):
    moment = moment or response.attempt.started_at
    return Response.objects.get(pk=response.pk).save_answer(answer, client_id=client_id, rev=rev, moment=moment)


def log(response):
    return list(response.events.values_list("kind", "answer"))


class TestVisibleTo:
    def test_answers_log_and_marks_belong_to_student_and_teacher(
        self, single, student, classmate, teacher, moderator, outsider
    ):
        MarkFactory(response=single)
        ResponseEventFactory(response=single)
        for member, seen in (
            (student, True),
            (teacher, True),
            (classmate, False),
            (moderator, False),
            (outsider, False),
        ):
            assert Response.objects.visible_to(member).exists() is seen
            assert ResponseEvent.objects.visible_to(member).exists() is seen
            assert Mark.objects.visible_to(member).exists() is seen


class TestSaveAnswer:
    def test_the_answer_is_kept_and_the_revision_counts_up(self, single, moment):
        assert single.save_answer("b", client_id="t:1", rev=0, moment=moment) == Saved.SAVED
        single.refresh_from_db()
        assert (single.answer, single.rev, single.saved_at) == ("b", 1, moment)

    def test_the_same_client_id_twice_is_one_answer(self, single):
        assert save(single, "b", "t:1", 0) == Saved.SAVED
        assert save(single, "b", "t:1", 0) == Saved.REPEATED
        assert log(single) == [("save", "b")]

    def test_another_answer_under_a_used_client_id_is_an_answer_of_its_own(self, single):
        """The browser's Back button brings an old form back; what is then chosen must not be lost."""
        save(single, "b", "t:1", 0)
        assert save(single, "c", "t:1", 0) == Saved.SAVED
        single.refresh_from_db()
        assert single.answer == "c"
        assert log(single) == [("save", "b"), ("save", "c")]

    def test_two_tabs_leave_both_texts(self, essay):
        assert save(essay, "From the first tab", "one:1", 0) == Saved.SAVED
        assert save(essay, "From the second tab", "two:1", 0) == Saved.CONFLICT
        essay.refresh_from_db()
        assert essay.answer == "From the first tab"
        assert essay.other_answer().answer == "From the second tab"
        assert log(essay) == [("save", "From the first tab"), ("conflict", "From the second tab")]

    def test_a_tab_that_did_not_hear_of_its_own_save_is_in_no_conflict(self, essay):
        save(essay, "The Coun", "one:1", 0)
        assert save(essay, "The Council", "one:2", 0) == Saved.SAVED
        essay.refresh_from_db()
        assert (essay.answer, essay.rev) == ("The Council", 2)

    def test_two_tabs_with_the_same_answer_are_in_no_conflict(self, single):
        save(single, "b", "one:1", 0)
        assert save(single, "b", "two:1", 0) == Saved.SAVED

    def test_saving_again_settles_a_conflict(self, essay):
        save(essay, "First", "one:1", 0)
        save(essay, "Second", "two:1", 0)
        save(essay, "Second", "two:2", 1)
        essay.refresh_from_db()
        assert essay.answer == "Second"
        assert essay.other_answer() is None

    def test_an_option_that_was_never_offered_is_no_answer(self, single):
        save(single, "z", "t:1", 0)
        single.refresh_from_db()
        assert single.answer is None


class TestLate:
    def test_in_the_time_of_grace_it_counts(self, single, attempt):
        assert save(single, "b", "t:1", 0, attempt.deadline_at + timedelta(seconds=60)) == Saved.SAVED

    def test_an_answer_one_second_late_is_kept_and_flagged(self, single, attempt):
        late = attempt.deadline_at + timedelta(seconds=61)
        assert save(single, "b", "t:1", 0, late) == Saved.LATE
        single.refresh_from_db()
        assert single.answer is None
        assert [(event.answer, event.at) for event in ResponseEvent.objects.late()] == [("b", late)]

    def test_it_is_not_graded(self, single, attempt):
        late = attempt.deadline_at + timedelta(seconds=61)
        save(single, "b", "t:1", 0, late)
        attempt.catch_up(late)
        assert attempt.score().reached == 0

    def test_after_submitting_it_is_late_too(self, single, attempt, moment):
        attempt.submit("key", moment)
        assert save(single, "b", "t:1", 0, moment) == Saved.LATE

    def test_the_teacher_accepts_it_with_one_click_or_two(self, single, attempt, teacher):
        late = attempt.deadline_at + timedelta(seconds=61)
        save(single, "b", "t:1", 0, late)
        event = ResponseEvent.objects.late().get()
        for _ in range(2):
            single.accept_late(event, by=teacher, moment=late)
        mark = Response.objects.get(pk=single.pk).mark
        assert (mark.source, mark.fraction, mark.by, mark.number) == ("adjustment", 1, teacher, 2)
        assert not ResponseEvent.objects.late()

    def test_an_accepted_essay_goes_to_the_marking_list(self, essay, attempt, teacher):
        late = attempt.deadline_at + timedelta(seconds=61)
        save(essay, "Too late", "t:1", 0, late)
        essay.accept_late(ResponseEvent.objects.late().get(), by=teacher, moment=late)
        assert list(Response.objects.to_mark()) == [essay]
        assert attempt.score().is_provisional

    def test_an_accepted_essay_is_marked_anew_whatever_the_one_before_earned(self, essay, attempt, teacher, moment):
        save(essay, "In time", "t:1", 0, moment)
        attempt.submit("key", moment)
        attempt.grade()
        essay.mark_by_hand({"thesis": 2, "evidence": 2}, comment="", by=teacher, seen=0, moment=moment)
        assert not Response.objects.to_mark()
        later = moment + timedelta(minutes=5)
        save(essay, "Too late", "t:2", 1, later)
        essay.accept_late(ResponseEvent.objects.late().get(), by=teacher, moment=later)
        assert list(Response.objects.to_mark()) == [essay]
        assert attempt.score().is_provisional
        levels = {"thesis": 1, "evidence": 1}
        essay.mark_by_hand(levels, comment="", by=teacher, seen=1, moment=later + timedelta(minutes=1))
        assert not Response.objects.to_mark()
        assert attempt.score().reached == Decimal("0.5")


class TestMarkByHand:
    @pytest.fixture
    def written(self, essay, attempt, moment):
        save(essay, "An essay.", "t:1", 0)
        attempt.submit("key", moment)
        attempt.grade()
        return essay

    def test_levels_become_points(self, written, teacher, moment):
        mark = written.mark_by_hand({"thesis": 2, "evidence": 1}, comment="Good.", by=teacher, seen=0, moment=moment)
        assert (mark.fraction, mark.by, mark.comment) == (0.75, teacher, "Good.")
        assert not written.attempt.score().is_provisional

    def test_two_markers_never_overwrite_each_other(self, written, teacher, moment):
        levels = {"thesis": 2, "evidence": 1}
        first = written.mark_by_hand(levels, comment="Good.", by=teacher, seen=0, moment=moment)
        with pytest.raises(MarkedMeanwhile) as error:
            written.mark_by_hand(levels, comment="Bad.", by=teacher, seen=0, moment=moment)
        assert error.value.mark == first
        written.mark_by_hand(levels, comment="Fair.", by=teacher, seen=1, moment=moment)
        assert written.marks.count() == 2
