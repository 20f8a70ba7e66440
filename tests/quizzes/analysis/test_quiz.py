"""What is counted in the item analysis, and what is not."""

import statistics
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lessons.models import Assignment
from quizzes.analysis.quiz import analyse
from quizzes.models import Attempt
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.crowd import crowd
from tests.quizzes.factories import MarkFactory, QuestionVersionFactory, start
from tests.quizzes.more_factories import RegradeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(assignment, teacher):
    """The analysis of `assignment`, or of another one."""

    def looked(other=None):
        place = ("edition__lesson__quiz", "quiz_settings__quiz")
        found = Assignment.objects.select_related(*place).get(pk=(other or assignment).pk)
        return analyse(found, teacher)

    return looked


def answered(assignment, member, moment, answer="b", *, kinds=("single",), seconds=10):
    """An attempt with the same answer to everything, handed in and graded."""
    attempt = start(assignment, member, moment, kinds=list(kinds))
    for n, response in enumerate(attempt.responses.order_by("position"), 1):
        response.save_answer(answer, client_id="t:1", rev=0, moment=moment + timedelta(seconds=n * seconds))
    attempt.submit("k", moment + timedelta(minutes=5))
    attempt.grade()
    return attempt


def six(assignment, classroom, moment, answer="b", **kwargs):
    return [answered(assignment, MembershipFactory(classroom=classroom), moment, answer, **kwargs) for _ in range(6)]


class TestQueries:
    @pytest.mark.parametrize("students", [5, 50, 500])
    def test_there_are_six_however_many_answers_there_are(self, assignment, look, students):
        crowd(assignment, students=students, questions=20)
        with CaptureQueriesContext(connection) as captured:
            analysis = look()
        assert len(captured) <= 1 + 6  # the assignment, which the view has fetched before
        assert len(analysis.items) == 20
        assert all(item.n == students for item in analysis.items)

    def test_the_numbers_are_those_of_the_answers(self, assignment, look):
        attempts = crowd(assignment, students=25, questions=4)
        right = [
            sum(one.answer == "b" for attempt in attempts for one in attempt.responses.filter(position=n))
            for n in range(1, 5)
        ]
        analysis = look()
        assert [item.right for item in analysis.as_in_quiz] == right
        assert [item.facility for item in analysis.as_in_quiz] == pytest.approx([n / 25 for n in right])
        facilities = [item.facility for item in analysis.most_missed_first]
        assert facilities == sorted(facilities)
        assert analysis.alpha is not None
        table = [[float(one.answer == "b") for one in attempt.responses.order_by("position")] for attempt in attempts]
        for j, item in enumerate(analysis.as_in_quiz):
            apart = statistics.correlation([row[j] for row in table], [sum(row) - row[j] for row in table])
            assert item.discrimination.value == pytest.approx(apart)

    def test_under_twenty_there_is_no_correlation(self, assignment, look):
        crowd(assignment, students=19, questions=4)
        analysis = look()
        assert analysis.alpha is None
        assert not any(item.discrimination or item.is_flagged for item in analysis.items)
        assert all(item.facility is not None for item in analysis.items)


class TestWhoIsCounted:
    def test_a_second_attempt_is_not(self, assignment, student, look, moment):
        answered(assignment, student, moment, "a")
        answered(assignment, student, moment + timedelta(minutes=6), "b")
        [item] = look().items
        assert (item.n, item.right) == (1, 0)

    def test_neither_is_a_preview_nor_an_open_attempt_nor_an_ungraded_one(
        self, assignment, student, classmate, teacher, classroom, look, moment
    ):
        answered(assignment, student, moment)
        answered(assignment, teacher, moment)
        start(assignment, classmate, moment)
        late = MembershipFactory(classroom=classroom)
        start(assignment, late, moment).submit("k", moment)
        answered(assignment, late, moment)  # the second one is no first one while that waits to be graded
        assert Attempt.objects.count() == 5
        assert [item.n for item in look().items] == [1]

    def test_a_student_who_has_left_still_is(self, assignment, student, look, moment):
        answered(assignment, student, moment)
        student.close()
        assert [item.n for item in look().items] == [1]

    def test_another_class_is_not(self, assignment, student, outsider, look, moment):
        theirs = AssignmentFactory(classroom=outsider.classroom, edition=assignment.edition, preset="practice")
        answered(assignment, student, moment)
        answered(theirs, MembershipFactory(classroom=outsider.classroom), moment)
        assert [item.n for item in look().items] == [1]

    def test_the_same_quiz_given_twice_is_pooled_and_each_student_counts_once(
        self, assignment, student, classmate, classroom, look, moment
    ):
        again = AssignmentFactory(classroom=classroom, edition=assignment.edition, preset="practice")
        answered(assignment, student, moment, "a")
        answered(again, student, moment + timedelta(hours=1), "b")
        answered(again, classmate, moment + timedelta(hours=1), "b")
        for analysis in (look(), look(again)):
            assert [(item.n, item.right) for item in analysis.items] == [(2, 1)]
            assert analysis.assignments == {assignment.pk, again.pk}

    def test_a_reworded_question_has_an_item_of_its_own(self, assignment, student, classmate, look, moment):
        first = answered(assignment, student, moment).responses.get().version
        QuestionVersionFactory(question=first.question, number=2)
        answered(assignment, classmate, moment)
        assert [(item.version.number, item.n) for item in look().as_in_quiz] == [(1, 1), (2, 1)]


class TestMarks:
    def test_a_regraded_answer_counts_once_and_by_its_last_mark(self, assignment, classroom, teacher, look, moment):
        attempts = six(assignment, classroom, moment, "a")
        old = attempts[0].responses.get().version
        spec = {"options": [{"id": "a", "text": "Two", "right": True}, {"id": "b", "text": "Five"}]}
        new = QuestionVersionFactory(question=old.question, number=2, spec=spec)
        regrade = RegradeFactory(by=teacher, version=new)
        for attempt in attempts:
            response = attempt.responses.get()
            MarkFactory(response=response, version=new, source="regrade", regrade=regrade, fraction=Decimal(1))
        [item] = look().items
        assert (item.n, item.right, item.facility) == (6, 6, 1)
        assert item.is_corrected
        assert [(row.label, row.verdict) for row in item.groups[0].rows] == [("Two", "right"), ("Five", "wrong")]

    def test_essays_that_nobody_has_marked_are_left_out_and_counted(self, assignment, classroom, teacher, look, moment):
        attempts = six(assignment, classroom, moment, "Some words.", kinds=["essay"])
        for attempt in attempts[:5]:
            essay = attempt.responses.get()
            essay.mark_by_hand({"thesis": 2, "evidence": 0}, comment="", by=teacher, seen=0, moment=moment)
        [item] = look().items
        assert (item.n, item.waiting, item.facility) == (5, 1, 0.5)
        assert [(group.title, [row.count for row in group.rows]) for group in item.groups] == [
            ("Thesis", [0, 0, 5]),
            ("Evidence", [5, 0, 0]),
        ]

    def test_an_essay_left_empty_earned_nothing_and_waits_for_nobody(self, assignment, student, look, moment):
        answered(assignment, student, moment, None, kinds=["essay"])
        [item] = look().items
        assert (item.n, item.waiting, item.right) == (1, 0, 0)

    def test_an_essay_that_came_late_waits_although_the_empty_one_had_a_mark(
        self, assignment, student, teacher, look, moment
    ):
        attempt = answered(assignment, student, moment, None, kinds=["essay"])
        essay = attempt.responses.get()
        essay.save_answer("Late.", client_id="t:2", rev=0, moment=moment + timedelta(days=20))
        essay.accept_late(essay.events.get(kind="late"), by=teacher, moment=moment + timedelta(days=20))
        [item] = look().items
        assert (item.n, item.waiting) == (0, 1)

    def test_a_survey_is_counted_and_never_judged(self, assignment, classroom, look, moment):
        six(assignment, classroom, moment, ["a"], kinds=["survey"])
        [item] = look().items
        assert (item.n, item.facility, item.is_enough) == (6, None, True)
        first = item.groups[0].rows[0]
        assert (first.label, first.count, first.verdict) == ("I knew it", 6, "")

    def test_what_is_still_being_marked_is_in_nobodys_rest_and_in_no_alpha(self, assignment, look):
        attempts = crowd(assignment, students=20, questions=3)
        before = look()
        version = QuestionVersionFactory(kind="essay")
        for n, attempt in enumerate(attempts):
            essay = attempt.responses.create(position=9, version=version, points=3, answer="An essay.")
            if n < 12:
                MarkFactory(response=essay, source="manual", by=assignment.created_by, fraction=n % 2)
        after = look()
        assert after.alpha == before.alpha is not None
        rest = [[one.rest for one in item.answers] for item in before.as_in_quiz]
        assert [[one.rest for one in item.answers] for item in after.as_in_quiz[:3]] == rest


class TestFlags:
    def test_a_wrong_key_is_asked_about(self, assignment, look, moment):
        """Those who know the other answers choose "c" where the key says "b"."""
        attempts = crowd(assignment, students=40, questions=8)
        for attempt in attempts:
            odd, *others = attempt.responses.order_by("-position")
            known = sum(one.answer == "b" for one in others)
            odd.answer = "c" if known >= 4 else "b"
            odd.save()
            MarkFactory(response=odd, source="adjustment", by=assignment.created_by, fraction=int(known < 4))
        wrong = look().as_in_quiz[-1]
        assert wrong.discrimination.value < 0
        assert wrong.separation == "backwards"
        assert [row.label for row in wrong.better_than_key] == ["Ten"]

    def test_a_sound_quiz_has_no_flag(self, assignment, look):
        crowd(assignment, students=200, questions=10)
        assert not [item.position for item in look().items if item.is_flagged]


class TestTime:
    def test_it_runs_from_one_save_to_the_next(self, assignment, classroom, look, moment):
        six(assignment, classroom, moment, kinds=["single", "single"], seconds=40)
        assert [item.median_seconds for item in look().as_in_quiz] == [40, 40]

    def test_coming_back_to_a_question_takes_more_of_it(self, assignment, classroom, look, moment):
        for _ in range(5):
            attempt = start(assignment, MembershipFactory(classroom=classroom), moment, kinds=["single", "single"])
            one, two = attempt.responses.order_by("position")
            for at, response, answer, rev in ((10, one, "a", 0), (30, two, "b", 0), (60, one, "b", 1)):
                response.save_answer(answer, client_id=f"t:{at}", rev=rev, moment=moment + timedelta(seconds=at))
            attempt.submit("k", moment + timedelta(minutes=2))
            attempt.grade()
        assert [item.median_seconds for item in look().as_in_quiz] == [40, 20]

    def test_what_was_saved_all_at_once_has_none(self, assignment, classroom, look, moment):
        six(assignment, classroom, moment, kinds=["single", "single"], seconds=0)
        assert [item.median_seconds for item in look().as_in_quiz] == [None, None]


def test_certainty_is_compared_with_being_right(assignment, classroom, look, moment):
    for n in range(6):
        attempt = start(assignment, MembershipFactory(classroom=classroom), moment)
        response = attempt.responses.get()
        response.save_answer("b" if n < 2 else "a", client_id="t:1", rev=0, moment=moment)
        attempt.responses.update(certainty=3)
        attempt.submit("k", moment)
        attempt.grade()
    analysis = look()
    assert [(one.n, one.right, one.verdict) for one in analysis.calibration] == [
        (0, 0, ""),
        (0, 0, ""),
        (6, 2, "too sure"),
    ]
    assert (analysis.items[0].wrong_and_sure, analysis.items[0].wrong) == (4, 4)
