"""The quiz on its assignment's page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template

from lessons.models import Assignment
from quizzes.templatetags import quizzes_tags
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import quiz_of

pytestmark = pytest.mark.django_db


def draw(assignment, member):
    tag = Template("{% load quizzes_tags %}{% assignment_quiz assignment member %}")
    fresh = Assignment.objects.get(pk=assignment.pk)
    return " ".join(tag.render(Context({"assignment": fresh, "member": member})).split())


def test_not_started_it_leads_to_the_start(assignment, student):
    quiz_of(assignment)
    assert "Not started." in draw(assignment, student)
    assert f"/quizzes/{assignment.pk}/" in draw(assignment, student)


def test_begun_it_says_how_far(assignment, student, attempt, single, moment):
    single.save_answer("b", client_id="t:1", rev=0, moment=moment)
    assert "1 of 2 answered." in draw(assignment, student)
    assert attempt.get_absolute_url() in draw(assignment, student)


def test_handed_in_it_shows_the_score_that_may_be_seen(assignment, student, handed_in):
    assert "0 of 1 point so far" in draw(assignment, student)
    assignment.preset = "test"
    assignment.save()
    assert "points" not in draw(assignment, student)
    assert "Nothing until your teacher releases" in draw(assignment, student)


def test_looking_at_it_closes_what_is_over(assignment, student, attempt, moment, time_machine):
    time_machine.move_to(moment + timedelta(hours=2), tick=False)
    assert "Handed in Monday 2 March, 09:30" in draw(assignment, student)


def test_a_teacher_reads_counts(assignment, teacher, student, handed_in, classroom):
    MembershipFactory(classroom=classroom)
    html = draw(assignment, teacher)
    for text in ("1<span>/2</span></span> handed in", "1 student has begun", "1 answer to mark"):
        assert text in html


def test_a_teacher_finds_the_item_analysis_once_somebody_has_handed_in(assignment, teacher, moderator, attempt, moment):
    assert f"/quizzes/{assignment.pk}/items/" not in draw(assignment, teacher)
    attempt.submit("k", moment)
    for address in ("items/", "responses.csv"):
        assert f"/quizzes/{assignment.pk}/{address}" in draw(assignment, teacher)
        assert f"/quizzes/{assignment.pk}/{address}" not in draw(assignment, moderator)


def test_a_teacher_is_warned_of_a_limit_nobody_can_use(assignment, teacher, attempt):
    warning = "closes before anybody can use the whole time limit"
    assert warning not in draw(assignment, teacher)
    Assignment.objects.filter(pk=assignment.pk).update(
        due_at=None, closes_at=assignment.opens_at + timedelta(minutes=20)
    )
    assert warning in draw(assignment, teacher)


def test_given_to_some_the_others_do_not_count(classroom, teacher, student, classmate):
    chosen = AssignmentFactory(classroom=classroom, students=[student])
    quiz_of(chosen)
    assert "<span>/1</span>" in draw(chosen, teacher)


def test_without_a_quiz_there_is_nothing(classroom, student):
    assert draw(AssignmentFactory(classroom=classroom, has_quiz=False), student) == ""


@pytest.mark.parametrize(("number", "words"), [("2.00", "2"), ("0.5", "0.5"), ("0.66666667", "0.67"), ("10", "10")])
def test_points_have_no_superfluous_noughts(number, words):
    assert quizzes_tags.points(Decimal(number)) == words
