"""The list of threads: what is pinned, what is locked, what comes first."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.discussions.factories import ThreadFactory
from tests.lessons.factories import AssignmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def list_url(classroom) -> str:
    return reverse("discussions:threads", args=[classroom.slug])


def test_pinned_ones_come_first_the_last_pinned_on_top(sign_in, student, classroom, list_url):
    now = timezone.now()
    older = AssignmentFactory(classroom=classroom, opens_at=now - timedelta(days=9))
    newer = AssignmentFactory(classroom=classroom, opens_at=now - timedelta(days=2))
    titles = ["Pinned today", "Pinned before", "Of the newer lesson", "Of the older lesson"]
    ThreadFactory(assignment=older, title=titles[3])
    ThreadFactory(assignment=older, title=titles[0], pinned_at=now)
    ThreadFactory(assignment=newer, title=titles[2])
    ThreadFactory(assignment=newer, title=titles[1], pinned_at=now - timedelta(days=1))
    page = sign_in(student).get(list_url).content.decode()
    places = [page.index(title) for title in titles]
    assert places == sorted(places)
    assert page.index("Pinned</h2>") < places[0]


def test_without_a_pin_there_is_no_such_heading(sign_in, student, classroom, list_url):
    ThreadFactory(classroom=classroom)
    assertNotContains(sign_in(student).get(list_url), "Pinned")


def test_a_locked_one_says_so(sign_in, student, classroom, list_url):
    thread = ThreadFactory(classroom=classroom)
    assertNotContains(sign_in(student).get(list_url), "Locked")
    thread.locked_at = timezone.now()
    thread.save()
    assertContains(sign_in(student).get(list_url), "Locked")


def test_an_assignments_page_says_what_is_pinned_locked_and_new(student, classroom):
    first = ThreadFactory(classroom=classroom, position=1, locked_at=timezone.now(), published_count=2, last_pub_seq=2)
    pinned = ThreadFactory(assignment=first.assignment, position=2, pinned_at=timezone.now())
    tag = Template("{% load discussions_tags %}{% assignment_threads assignment member %}")
    html = tag.render(Context({"assignment": first.assignment, "member": student}))
    assert html.index(pinned.title) < html.index(first.title)
    for words in ('aria-label="Pinned"', 'aria-label="Locked"', "2 new"):
        assert words in html
