"""A teacher gives one answer other points than its key."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.models import Response
from tests.factories import MembershipFactory


@pytest.fixture
def url(handed_in, single, classroom):
    return reverse("quizzes:adjust", args=[classroom.slug, single.pk])


@pytest.fixture
def result(handed_in, classroom):
    return reverse("quizzes:result", args=[classroom.slug, handed_in.pk])


SENT = {"points": "0.5", "comment": "Half of it is in the record.", "seen": 1}


class TestAdjust:
    def test_the_points_the_reason_and_the_live_value_stand_side_by_side(
        self, sign_in, teacher, student, url, single, result
    ):
        browser = sign_in(teacher)
        assertContains(browser.get(url), "0 of 1 point")
        page = browser.post(url, SENT, follow=True)
        assertContains(page, "The key alone would give 0 of 1.")
        assert Response.objects.get(pk=single.pk).mark.fraction == 0.5
        page = sign_in(student).get(result)
        assertContains(page, "Half of it is in the record.")
        assertContains(page, "0.5 of 1")
        assertNotContains(page, "The key alone would give")

    @pytest.mark.parametrize("change", [{"points": "1.5"}, {"points": "-1"}, {"points": ""}, {"comment": ""}])
    def test_impossible_points_and_no_reason_are_refused(self, sign_in, teacher, url, single, change):
        assert sign_in(teacher).post(url, SENT | change).status_code == 422
        assert single.marks.count() == 1

    def test_of_two_teachers_the_second_sees_both(self, sign_in, teacher, url, single, classroom):
        colleague = MembershipFactory(classroom=classroom, teacher=True)
        sign_in(colleague).post(url, SENT)
        browser = sign_in(teacher)
        page = browser.post(url, SENT | {"points": "1", "comment": "All of it."})
        for text in ("changed to 0.5", "Half of it is in the record.", "All of it."):
            assertContains(page, text, status_code=409)
        browser.post(url, SENT | {"points": "1", "comment": "All of it.", "seen": page.context["seen"]})
        assert [mark.fraction for mark in single.marks.order_by("number")] == [0, 0.5, 1]

    def test_what_is_marked_by_hand_has_its_rubric(self, sign_in, teacher, handed_in, essay, classroom):
        url = reverse("quizzes:adjust", args=[classroom.slug, essay.pk])
        assert sign_in(teacher).get(url).status_code == 404
