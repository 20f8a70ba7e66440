"""A class's answers to a question, judged again: what would change, and what is written."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gradebook.models import Grade
from quizzes.apps import QuizzesConfig
from quizzes.marking.dry_run import ChangedMeanwhile, DryRun
from quizzes.models import Attempt, Mark, Regrade, Response
from tests.factories import MembershipFactory
from tests.quizzes.conftest import answered
from tests.quizzes.factories import ResponseFactory, start


def points(response):
    return Response.objects.get(pk=response.pk).mark.fraction


def regrade(run, by, moment, seen=None, reason="The record says two."):
    return run.carry_out(by=by, reason=reason, seen=seen or run.seen, moment=moment)


@pytest.mark.parametrize(
    ("policy", "was", "now_is", "marks"),
    [("full", 1, 1, 1), ("either", 1, 1, 1), ("now", 0, 1, 2), ("leave", 1, 0, 0)],
)
def test_every_policy_gives_what_the_dry_run_said(
    classroom, question, corrected, teacher, moment, was_right, is_right_now, policy, was, now_is, marks
):
    run = DryRun(classroom, question, corrected, policy)
    promised = {change.response.pk: change.after for change in run.changes}
    assert not Regrade.objects.exists()
    done = regrade(run, teacher, moment)
    assert (points(was_right), points(is_right_now)) == (was, now_is)
    assert {mark.response_id: mark.fraction for mark in done.marks.all()} == promised
    assert done.marks.count() == marks


def test_the_old_marks_stay_and_the_new_one_says_where_it_comes_from(
    classroom, question, corrected, teacher, moment, is_right_now
):
    done = regrade(DryRun(classroom, question, corrected, "now"), teacher, moment)
    first, second = is_right_now.marks.order_by("number")
    assert (first.source, first.fraction, first.number) == ("auto", 0, 1)
    assert (second.source, second.regrade, second.version, second.by) == ("regrade", done, corrected, teacher)
    assert second.parts[0]["is_right"]


def test_the_stored_grade_follows(classroom, question, corrected, teacher, moment, student, classmate, assignment):
    regrade(DryRun(classroom, question, corrected, "now"), teacher, moment)
    assert dict(Grade.objects.values_list("student", "points")) == {student.pk: 0, classmate.pk: 1}


def test_floors_above_are_told_of_each_attempt_that_changed_and_of_no_other(
    classroom, question, corrected, teacher, moment, is_right_now, monkeypatch
):
    told = []
    monkeypatch.setattr(QuizzesConfig, "when_graded", [lambda attempt: told.append(attempt.pk)])
    regrade(DryRun(classroom, question, corrected, "either"), teacher, moment)
    assert told == [is_right_now.attempt_id]


def test_who_answered_nothing_gets_points_from_full_alone(assignment, question, corrected, classroom, moment):
    silent = answered(assignment, MembershipFactory(classroom=classroom), None, moment)
    for policy, gains in (("full", True), ("either", False), ("now", False)):
        changed = {change.response.pk for change in DryRun(classroom, question, corrected, policy).changes}
        assert (silent.pk in changed) is gains


def test_what_a_person_said_is_left_alone_and_the_live_value_stands_beside(
    classroom, question, corrected, teacher, moment, was_right
):
    was_right.adjust(Decimal("0.5"), comment="Half of it.", by=teacher, seen=1, moment=moment)
    run = DryRun(classroom, question, corrected, "now")
    assert [(one.response.pk, one.live) for one in run.by_hand] == [(was_right.pk, 0)]
    regrade(run, teacher, moment)
    assert points(was_right) == Decimal("0.5")


def test_a_late_answer_that_was_let_in_was_judged_by_the_key(
    classroom, question, corrected, teacher, moment, was_right
):
    late = Response.objects.get(pk=was_right.pk)
    late.save_answer("a", client_id="t:9", rev=1, moment=moment)
    late.accept_late(late.events.last(), by=teacher, moment=moment)
    assert points(was_right) == 0
    regrade(DryRun(classroom, question, corrected, "now"), teacher, moment)
    assert points(was_right) == 1


def test_what_several_tries_cost_stays_off(classroom, question, corrected, teacher, moment, was_right, is_right_now):
    for response, share in ((was_right, "0.5"), (is_right_now, "0.25")):
        parts = [{"of": "penalty", "share": share}]
        Mark.objects.create(
            response=response, number=2, version=response.version, source="auto", fraction=0, parts=parts, at=moment
        )
    regrade(DryRun(classroom, question, corrected, "now"), teacher, moment)
    assert points(is_right_now) == Decimal("0.25")
    assert Response.objects.get(pk=is_right_now.pk).mark.penalty == Decimal("0.25")
    regrade(DryRun(classroom, question, corrected, "full"), teacher, moment)
    assert points(is_right_now) == 1


def test_marks_that_changed_meanwhile_stop_it_and_a_fresh_dry_run_says_so(
    classroom, question, corrected, teacher, moment, was_right
):
    run = DryRun(classroom, question, corrected, "now")
    was_right.adjust(Decimal("0.5"), comment="Half.", by=teacher, seen=1, moment=moment)
    with pytest.raises(ChangedMeanwhile) as error:
        regrade(run, teacher, moment)
    assert len(error.value.dry_run.changes) == 1
    assert not Regrade.objects.exists()
    assert not Mark.objects.filter(source="regrade").exists()


def test_choices_that_nobody_has_looked_at_stop_it(classroom, question, corrected, teacher, moment):
    looked_at = DryRun(classroom, question, corrected, "either").seen
    with pytest.raises(ChangedMeanwhile):
        regrade(DryRun(classroom, question, corrected, "now"), teacher, moment, seen=looked_at)


def test_the_same_press_twice_is_one_regrade_and_another_person_is_told(
    classroom, question, corrected, teacher, moment
):
    run = DryRun(classroom, question, corrected, "now")
    first = regrade(run, teacher, moment, seen=run.seen)
    assert regrade(run, teacher, moment, seen=run.seen) == first
    assert Regrade.objects.count() == 1
    colleague = MembershipFactory(classroom=classroom, teacher=True)
    with pytest.raises(ChangedMeanwhile):
        regrade(run, colleague, moment, seen=run.seen)


def test_leave_writes_the_decision_and_no_mark(classroom, question, corrected, teacher, moment):
    regrade(DryRun(classroom, question, corrected, "leave"), teacher, moment)
    assert Regrade.objects.get().policy == "leave"
    assert not Mark.objects.filter(source="regrade").exists()


def test_previews_open_attempts_and_other_classes_are_left_out(
    classroom, question, corrected, teacher, outsider, assignment, moment
):
    place = {"version": corrected, "answer": "a"}
    preview = start(assignment, teacher, moment)
    start(assignment, MembershipFactory(classroom=classroom), moment)
    elsewhere = ResponseFactory(attempt__assignment__classroom=outsider.classroom, attempt__graded=True, **place)
    Mark.objects.bulk_create([Mark.automatic(elsewhere, moment)])
    preview.submit("k", moment)
    preview.grade()
    found = DryRun(classroom, question, corrected, "now").responses
    assert {response.attempt.student_id for response in found}.isdisjoint({teacher.pk, elsewhere.attempt.student_id})
    assert len(found) == 2


@pytest.mark.parametrize("students", [3, 500])
def test_five_hundred_answers_take_as_many_queries_as_three(
    classroom, question, corrected, teacher, assignment, moment, students, monkeypatch
):
    monkeypatch.setattr(QuizzesConfig, "when_graded", [])
    version = question.versions.get(number=1)
    members = MembershipFactory.create_batch(3, classroom=classroom)
    quiz = Attempt.objects.first().quiz
    place = {"assignment": assignment, "quiz": quiz, "seed": 1, "submitted_at": moment, "graded_at": moment}
    attempts = Attempt.objects.bulk_create(
        Attempt(student=members[n % 3], number=n + 2, started_at=moment, **place) for n in range(students)
    )
    responses = Response.objects.bulk_create(
        Response(attempt=attempt, position=1, version=version, points=1, answer="a") for attempt in attempts
    )
    Mark.objects.bulk_create(Mark.automatic(response, moment) for response in responses)
    with CaptureQueriesContext(connection) as captured:
        run = DryRun(classroom, question, corrected, "now")
        assert len(run.changes) == students + 2
    assert len(captured) == 4
    with CaptureQueriesContext(connection) as captured:
        regrade(run, teacher, moment)
    # SQLite takes many rows in several INSERTs.
    assert sum("quizzes_mark" not in query["sql"] or "INSERT" not in query["sql"] for query in captured) == 8
