"""From the library to the class, and from a lesson to what comes after it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.models import Assignment
from tests.lessons.factories import AssignmentFactory, EditionFactory

LESSON_BUDGET = 8


@pytest.fixture
def edition(db):
    return EditionFactory(title="The vote")


@pytest.fixture
def library_url(edition):
    return reverse("lessons:lesson", args=[edition.lesson.slug])


def in_class(assignment: Assignment) -> str:
    return f"{assignment.get_absolute_url()}lesson/"


class TestTheWayToTheClass:
    def test_a_student_is_led_to_the_lesson_of_the_class(self, sign_in, student, classroom, edition, library_url):
        given = AssignmentFactory(classroom=classroom, edition=edition)
        html = sign_in(student).get(library_url).content.decode()
        assert in_class(given) in html
        assert f"{classroom.name} reads this lesson." in html

    @pytest.mark.parametrize("trait", [{"withdrawn": True}, {"opens_at": timezone.now() + timedelta(days=900)}])
    def test_nobody_is_led_to_what_is_not_there(self, trait, sign_in, student, classroom, edition, library_url):
        given = AssignmentFactory(classroom=classroom, edition=edition, **trait, due_at=None, closes_at=None)
        assert in_class(given) not in sign_in(student).get(library_url).content.decode()

    def test_what_others_were_given_stays_theirs(
        self, client, sign_in, student, classmate, outsider, teacher, classroom, edition, library_url
    ):
        given = AssignmentFactory(classroom=classroom, edition=edition, students=[classmate])
        for browser in (sign_in(student), sign_in(outsider), sign_in(teacher)):
            assert in_class(given) not in browser.get(library_url).content.decode()
        client.logout()
        assert in_class(given) not in client.get(library_url).content.decode()
        assert in_class(given) in sign_in(classmate).get(library_url).content.decode()

    def test_it_costs_one_query(self, sign_in, student, classroom, edition, library_url, django_assert_max_num_queries):
        browser = sign_in(student)
        with django_assert_max_num_queries(LESSON_BUDGET) as without:
            browser.get(library_url)
        AssignmentFactory.create_batch(5, classroom=classroom, edition=edition)
        with django_assert_max_num_queries(len(without)):
            browser.get(library_url)


class TestWhatComesNext:
    def test_in_the_library_it_is_the_next_lesson_of_the_module(self, client, edition, library_url):
        lesson = edition.lesson
        following = EditionFactory(title="The war", lesson__module=lesson.module, lesson__position=lesson.position + 1)
        EditionFactory(title="The end", lesson__module=lesson.module, lesson__position=lesson.position + 2)
        html = client.get(library_url).content.decode()
        assert following.lesson.get_absolute_url() in html
        assert "The war" in html
        assert "The end" not in html

    def test_after_the_last_lesson_it_is_the_module(self, client, edition, library_url):
        html = client.get(library_url).content.decode()
        after = html.partition("After this lesson")[2]
        assert edition.lesson.module.get_absolute_url() in after

    @pytest.mark.parametrize(
        ("quiz", "discussion", "words"),
        [
            (True, True, "To the quiz and the discussion"),
            (True, False, "To the quiz"),
            (False, True, "To the discussion"),
            (False, False, "Back to the assignment"),
        ],
    )
    def test_in_a_class_it_is_what_goes_with_the_lesson(
        self, quiz, discussion, words, sign_in, student, classroom, edition
    ):
        given = AssignmentFactory(classroom=classroom, edition=edition, has_quiz=quiz, has_discussion=discussion)
        after = sign_in(student).get(in_class(given)).content.decode().partition("After this lesson")[2]
        assert given.get_absolute_url() in after
        assert f">{words}<" in after
