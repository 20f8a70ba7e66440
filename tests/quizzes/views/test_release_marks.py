"""Marks by hand stay with the teachers until they are released; then the student sees them, and no newer one."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from gradebook.models import Grade
from quizzes.models import Mark, Release, Response
from quizzes.taking.standing import standing_of
from tests.quizzes.views.test_nothing_leaks import pages_reached_from

MINUTE = timedelta(minutes=1)
FULL, HALF = {"thesis": 2, "evidence": 2}, {"thesis": 1, "evidence": 1}


@pytest.fixture
def marked(handed_in, essay, teacher, moment):
    """The essay has all its points, a comment and a private note."""
    return essay.mark_by_hand(FULL, comment="Well argued", note="Copied?", by=teacher, seen=0, moment=moment)


@pytest.fixture
def url(marked, assignment, classroom):
    return reverse("quizzes:release_marks", args=[classroom.slug, assignment.pk])


@pytest.fixture
def result(handed_in, classroom):
    return reverse("quizzes:result", args=[classroom.slug, handed_in.pk])


class TestReleaseMarks:
    def test_before_it_no_page_that_the_student_reaches_tells_of_the_mark(
        self, sign_in, student, marked, result, assignment
    ):
        pages = pages_reached_from(sign_in(student), "/", assignment.get_absolute_url(), result)
        secrets = ("Well argued", "Copied?", "2 · Clear", "of 2 points", "By hand")
        assert not {(path, secret) for path, html in pages.items() for secret in secrets if secret in html}
        assert "1 point is still to be marked" in pages[result]

    def test_the_page_says_what_will_happen_and_does_nothing(self, sign_in, teacher, url):
        page = sign_in(teacher).get(url)
        assertContains(page, "1 answer has a mark that its student does not see yet.")
        assertContains(page, "1 student will read")
        assert not Release.objects.exists()

    def test_then_the_student_sees_mark_and_points_and_never_the_note(
        self, sign_in, teacher, student, url, result, classroom, assignment, moment
    ):
        page = sign_in(teacher).post(url, follow=True)
        assertRedirects(page, reverse("quizzes:to_mark", args=[classroom.slug]))
        assertContains(page, "1 mark is released.")
        page = sign_in(student).get(result)
        for text in ("Well argued", "2 · Clear", "of 2 points", "By hand"):
            assertContains(page, text)
        assertNotContains(page, "Copied?")
        assert standing_of(assignment, student, moment).counted.points == 1

    def test_a_mark_revised_later_waits_and_the_released_one_stays(
        self, sign_in, teacher, student, url, result, essay, moment, time_machine
    ):
        sign_in(teacher).post(url)
        time_machine.move_to(moment + MINUTE, tick=False)
        later = {"comment": "Not so well", "by": teacher, "seen": 1, "moment": moment + MINUTE}
        Response.objects.get(pk=essay.pk).mark_by_hand(HALF, **later)
        page = sign_in(student).get(result)
        assertContains(page, "Well argued")
        assertNotContains(page, "Not so well")
        sign_in(teacher).post(url)
        assertContains(sign_in(student).get(result), "Not so well")

    def test_the_teacher_sees_everything_before(self, sign_in, teacher, url, handed_in, classroom, student):
        page = sign_in(teacher).get(reverse("quizzes:handed_in", args=[classroom.slug, handed_in.pk]))
        for text in ("Well argued", "Copied?", "of 2 points"):
            assertContains(page, text)
        assert Grade.objects.get(student=student).state == Grade.State.FINAL

    def test_the_marking_list_says_how_many_wait(self, sign_in, teacher, url, classroom):
        browser, the_list = sign_in(teacher), reverse("quizzes:to_mark", args=[classroom.slug])
        assertContains(browser.get(the_list), "1 mark is not released yet")
        browser.post(url)
        assertNotContains(browser.get(the_list), "not released")

    def test_a_second_release_has_nothing_to_do(self, sign_in, teacher, url):
        browser = sign_in(teacher)
        browser.post(url)
        assertContains(browser.post(url, follow=True), "There was nothing to release.")
        assert Release.objects.count() == 1
        assertContains(browser.get(url), "There is nothing to release")

    def test_another_assignments_marks_stay_hidden(self, url, marked, teacher, assignment, classroom, moment):
        other = type(assignment).objects.get(pk=assignment.pk)
        other.pk = None
        other.save(force_insert=True)
        Release.objects.create(assignment=other, by=teacher, at=moment + MINUTE)
        assert list(Mark.objects.unreleased()) == [marked]


class TestReleaseOfATest:
    def test_it_releases_the_marks_given_so_far_and_no_later_ones(
        self, marked, assignment, handed_in, essay, teacher, moment
    ):
        type(handed_in).release_results(assignment, moment + MINUTE)
        assert marked in Mark.objects.released()
        later = {"comment": "", "by": teacher, "seen": 1, "moment": moment + 2 * MINUTE}
        revised = Response.objects.get(pk=essay.pk).mark_by_hand(HALF, **later)
        assert list(Mark.objects.unreleased()) == [revised]

    def test_until_then_it_stands_with_the_results_and_not_twice(self, sign_in, teacher, url, assignment, classroom):
        assignment.preset = "test"
        assignment.save()
        page = sign_in(teacher).get(reverse("quizzes:to_mark", args=[classroom.slug]))
        assertContains(page, "Results to release")
        assertNotContains(page, "Marks to release")


def test_marks_given_before_the_upgrade_stay_shown(marked, teacher, assignment):
    """Before, every mark was shown at once: none vanishes."""
    import_module("quizzes.migrations.0007_marks_given_so_far_stay_shown").release(apps, None)
    assert marked in Mark.objects.released()
    assert [(one.assignment, one.by) for one in Release.objects.all()] == [(assignment, teacher)]
