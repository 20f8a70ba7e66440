"""Where students stand, before and after: the questions, what of them is shown, and what of them never is."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Stance, Thread
from discussions.movement import groups_to_show
from tests.discussions.factories import StanceFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return thread.get_absolute_url()


def answered_twice(thread: Thread, *pairs: tuple[int, int]) -> None:
    """One more student for each pair of answers."""
    for before, after in pairs:
        first = StanceFactory(thread=thread, position=before)
        StanceFactory(thread=thread, member=first.member, phase="after", position=after)


class TestTheQuestions:
    def test_the_second_is_asked_when_the_first_has_closed(self, sign_in, student, teacher, thread, url):
        browser = sign_in(student)
        browser.post(f"{url}stance/", {"position": "2", "phase": "before"})
        assert browser.post(f"{url}stance/", {"position": "1", "phase": "after"}).status_code == 409
        sign_in(teacher).post(f"{url}close-stances/", {"phase": "before"})
        page = browser.get(url)
        assertContains(page, "And now?")
        assertContains(page, "Before the discussion, you said: Agree strongly.")
        assert browser.post(f"{url}stance/", {"position": "-1", "phase": "after"}).status_code == 302
        assert dict(Stance.objects.values_list("phase", "position")) == {"before": 2, "after": -1}

    def test_the_teacher_closes_the_second_too(self, sign_in, student, teacher, thread, url):
        browser = sign_in(teacher)
        browser.post(f"{url}close-stances/", {"phase": "after"})
        thread.refresh_from_db()
        assert thread.second_stances_closed_at is None
        for phase in ("before", "after"):
            browser.post(f"{url}close-stances/", {"phase": phase})
        assert sign_in(student).post(f"{url}stance/", {"position": "1", "phase": "after"}).status_code == 409

    def test_it_closes_with_the_assignment(self, thread):
        closes_at = thread.assignment.closes_at = thread.assignment.due_at + timedelta(days=2)
        asked = [
            thread.phase_to_ask(at)
            for at in (
                thread.assignment.due_at - timedelta(minutes=1),
                thread.assignment.due_at,
                closes_at - timedelta(minutes=1),
                closes_at,
            )
        ]
        assert asked == ["before", "after", "after", None]

    def test_how_sure_and_why_are_kept_and_shown_to_oneself_alone(self, sign_in, student, classmate, teacher, url):
        given = {"position": "1", "confidence": "2", "why": "I counted the votes."}
        sign_in(student).post(f"{url}stance/", given)
        stance = Stance.objects.get()
        assert (stance.confidence, stance.why) == (2, "I counted the votes.")
        assertContains(sign_in(student).get(url), "You said: Agree (Fairly sure). I counted the votes.")
        for other in (classmate, teacher):
            assertNotContains(sign_in(other).get(url), "I counted")

    @pytest.mark.parametrize("wrong", [{"confidence": "4"}, {"why": "x" * 301}, {"phase": "during"}])
    def test_what_cannot_be_is_explained(self, sign_in, student, url, wrong):
        assert sign_in(student).post(f"{url}stance/", {"position": "1", **wrong}).status_code == 422
        assert not Stance.objects.exists()


class TestTheBars:
    def test_each_is_shown_once_its_question_has_closed(self, sign_in, student, thread, url):
        answered_twice(thread, *[(1, 1)] * 3, *[(1, 0)] * 3)
        browser = sign_in(student)
        for phase, bars in (("before", 1), ("after", 2)):
            thread.close_stances(timezone.now(), phase)
            thread.refresh_from_db()
            assertContains(browser.get(url), '<svg class="stance-bar"', count=bars)
        page = browser.get(url)
        assertContains(page, "Agree <b>6</b>")
        assertContains(page, "Unsure <b>3</b>")

    def test_four_answers_after_are_not_shown(self, sign_in, student, thread, url):
        answered_twice(thread, *[(1, 1)] * 4)
        StanceFactory(thread=thread)
        for phase in ("before", "after"):
            thread.close_stances(timezone.now(), phase)
            thread.refresh_from_db()
        assertContains(sign_in(student).get(url), '<svg class="stance-bar"', count=1)


class TestMovement:
    def test_it_is_told_in_groups_when_both_have_closed(self, sign_in, student, thread, url):
        answered_twice(thread, *[(1, 1)] * 4, *[(1, 0)] * 3, *[(2, -1)] * 5)
        StanceFactory.create_batch(3, thread=thread)
        StanceFactory(thread=thread, phase="after", position=1)
        browser = sign_in(student)
        thread.close_stances(timezone.now())
        assertNotContains(browser.get(url), "answered both times")
        thread.refresh_from_db()
        thread.close_stances(timezone.now(), "after")
        page = browser.get(url)
        for words in ("<b>4</b> stayed where they were", "<b>3</b> moved one step", "<b>5</b> moved further"):
            assertContains(page, words)

    @pytest.mark.parametrize(
        ("moved", "shown"),
        [
            ((3, 3, 3), (3, 3, 3)),
            ((3, 3, 2), (3, 5)),
            ((3, 1, 2), (3, 3)),
            ((10, 0, 3), (10, 3)),
            ((2, 10, 10), None),  # who stayed and knows it would know the other one
            ((12, 0, 0), None),  # it would say of each that they stayed
            ((0, 6, 6), None),
            ((2, 2, 0), None),
            ((0, 0, 0), None),
        ],
    )
    def test_no_group_gives_anybody_away(self, moved, shown):
        assert groups_to_show(*moved) == shown
