"""Why an answer earned what it earned: for a teacher all of it, for a student as far as it is shown."""

from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.explaining import explain
from quizzes.models import Mark, Response
from tests.quizzes.factories import QuestionVersionFactory, ResponseFactory
from tests.quizzes.specs import SPECS


@pytest.fixture
def told(db, django_assert_num_queries):
    """Explain an answer, without a query once its marks are fetched."""

    def _told(response, *, with_answers=True, for_teacher=False):
        fetched = Response.objects.filter(pk=response.pk).with_marks(Mark.objects.signed()).get()
        with django_assert_num_queries(0):
            return explain(fetched, fetched.version, with_answers=with_answers, for_teacher=for_teacher)

    return _told


@pytest.fixture
def ticked(db, moment):
    """A right option and a wrong one of a question worth two points, judged by the key."""
    version = QuestionVersionFactory(kind="multiple", points=2)
    response = ResponseFactory(version=version, answer=["a", "c"], attempt__graded=True)
    Mark.automatic(response, moment).save()
    return response


def test_the_rule_and_each_part_that_was_judged(told, ticked):
    explained = told(ticked)
    assert "ticking everything earns nothing" in explained.rule
    assert ("Everything ticked", "nothing") in explained.examples
    assert explained.parts == [("A ceasefire", True), ("An occupation", False)]
    assert [(mark.how, mark.points) for mark in explained.marks] == [("By the key", 0)]


def test_the_parts_would_tell_the_key_and_wait_for_the_answers(told, ticked):
    hidden = told(ticked, with_answers=False)
    assert (hidden.parts, hidden.examples) == ([], [])


def test_what_tries_cost_is_said_in_per_cent(told, ticked, moment):
    parts = [{"of": "penalty", "share": "0.67"}]
    Mark.objects.create(
        response=ticked, number=2, version=ticked.version, source="auto", fraction="0.67", parts=parts, at=moment
    )
    assert told(ticked).penalty == "Tries that went wrong took 33 % off."
    assert told(ticked).parts == []


def test_every_mark_stands_in_order(told, ticked, teacher, moment):
    ticked.adjust(Decimal("0.5"), comment="A ceasefire was asked for.", by=teacher, seen=1, moment=moment)
    first, second = told(ticked).marks
    assert (first.how, first.by, first.points) == ("By the key", "", 0)
    assert (second.how, second.by, second.points) == ("Adjusted", "Tiemoko Teacher", 1)
    assert second.comment == "A ceasefire was asked for."


def test_the_live_value_stands_beside_what_a_person_said_for_teachers_alone(told, ticked, teacher, moment):
    assert told(ticked, for_teacher=True).live is None
    ticked.adjust(Decimal("0.5"), comment="", by=teacher, seen=1, moment=moment)
    assert told(ticked, for_teacher=True).live == 0
    assert told(ticked).live is None


def test_the_live_value_goes_by_the_key_that_counts_now(ticked, teacher, moment):
    ticked.adjust(Decimal("0.5"), comment="", by=teacher, seen=1, moment=moment)
    options = [{**option, "right": option["id"] in "ac"} for option in SPECS["multiple"]["options"]]
    key = QuestionVersionFactory(kind="multiple", question=ticked.version.question, number=2, spec={"options": options})
    fetched = Response.objects.with_marks(Mark.objects.signed()).get(pk=ticked.pk)
    assert explain(fetched, key, with_answers=True, for_teacher=True).live == 2


def test_a_private_note_is_for_teachers_alone(told, handed_in, essay, teacher, moment):
    levels = {"thesis": 2, "evidence": 1}
    essay.mark_by_hand(levels, comment="Good.", note="Copied?", by=teacher, seen=0, moment=moment)
    assert told(essay, for_teacher=True).marks[0].note == "Copied?"
    assert told(essay).marks[0].note == ""


class TestOnThePage:
    def test_a_teacher_is_led_to_the_regrade_and_a_student_is_not(
        self, sign_in, teacher, student, handed_in, single, classroom
    ):
        regrade = reverse("quizzes:regrade", args=[classroom.slug, single.version.question_id])
        page = sign_in(teacher).get(reverse("quizzes:handed_in", args=[classroom.slug, handed_in.pk]))
        assertContains(page, f'href="{regrade}"', count=1)
        assertContains(page, reverse("quizzes:adjust", args=[classroom.slug, single.pk]))
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, handed_in.pk]))
        assertContains(page, "Explain this mark")
        assertNotContains(page, regrade)

    def test_an_unreleased_test_explains_nothing(self, sign_in, student, handed_in, assignment, classroom):
        assignment.preset = "test"
        assignment.save()
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, handed_in.pk]))
        assertNotContains(page, "Explain this mark")
