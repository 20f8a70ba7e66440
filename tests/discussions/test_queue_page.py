"""The list over one class and over all, its filters, what is published from it, and what changes while it is open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import ReviewItem, Thread
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory
from tests.factories import MembershipFactory, NormFactory

pytestmark = pytest.mark.django_db

ALL, PUBLISH, CHANGES = "/moderation/", "/moderation/publish/", "/moderation/changes/"


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def elsewhere(moderator) -> Thread:
    """A thread of another class that the moderator teaches."""
    seat = MembershipFactory(user=moderator.user, teacher=True)
    return ThreadFactory(classroom=seat.classroom)


@pytest.fixture
def queue_url(classroom) -> str:
    return reverse("discussions:queue", args=[classroom.slug])


def address(item: ReviewItem) -> str:
    return reverse("discussions:item", args=[item.classroom.slug, item.pk])


def flagged(thread: Thread, *, hidden: bool = False) -> ReviewItem:
    """A published post with two flags, and its item."""
    post, norm = PostFactory(thread=thread), NormFactory(classroom=thread.classroom, text="Acts, not peoples")
    FlagFactory.create_batch(2, post=post, norm=norm, note="It says they are all alike.")
    made = ReviewItem.open_for(post, ReviewItem.Reason.FLAGGED, timezone.now())
    if hidden:
        ReviewItem.objects.filter(pk=made.pk).update(priority=1)
        post.hide(timezone.now())
    made.refresh_from_db()
    return made


class TestAllWaiting:
    def test_it_holds_all_classes_of_a_moderator_and_an_item_keeps_them(self, sign_in, moderator, thread, elsewhere):
        here, there, strange = (ReviewItemFactory(thread=one) for one in (thread, elsewhere, ThreadFactory()))
        page = sign_in(moderator).get(ALL)
        for one in (here, there):
            assertContains(page, f'href="{address(one)}?queue=all"')
            assertContains(page, one.classroom.name)
        assertNotContains(page, address(strange))

    def test_who_moderates_nowhere_is_refused(self, sign_in, student):
        for browser in (sign_in(student), sign_in(MembershipFactory(moderator=True, closed=True))):
            assert browser.get(ALL).status_code == 403
            assert browser.get(CHANGES).status_code == 403
            assert browser.post(PUBLISH).status_code == 403

    def test_after_deciding_the_next_of_another_class_comes(self, sign_in, moderator, thread, elsewhere):
        first = ReviewItemFactory(thread=thread, moment=timezone.now() - timedelta(hours=2))
        then = ReviewItemFactory(thread=elsewhere, moment=timezone.now() - timedelta(hours=1))
        given = {"outcome": "publish", "version": 1, "revision": first.revision_id}
        answer = sign_in(moderator).post(f"{address(first)}decide/?queue=all", given)
        assertRedirects(answer, f"{address(then)}?queue=all")


class TestFilters:
    @pytest.mark.parametrize(
        ("kind", "which"), [("new", [0]), ("resubmit", [1]), ("flagged", [2]), ("appeal", [3]), ("risk", [4])]
    )
    def test_by_kind(self, sign_in, teacher, student, thread, queue_url, kind, which):
        new = ReviewItemFactory(thread=thread)
        again = PostFactory(thread=thread, author=student, returned=True, moment=timezone.now() - timedelta(hours=9))
        again.revise("claim", "Other words than those that came back.", [], timezone.now())
        risk = ReviewItemFactory(thread=thread)
        ReviewItem.objects.filter(pk=risk.pk).update(priority=2, reason="edit")
        appeal = AppealFactory(post=PostFactory(thread=thread, returned=True)).item
        items = [new, again.review_items.get(closed_at=None), flagged(thread), appeal, risk]
        page = sign_in(teacher).get(f"{queue_url}?kind={kind}").content.decode()
        assert [n for n, one in enumerate(items) if f"{address(one)}?kind={kind}" in page] == which

    def test_by_thread_class_and_hold_and_together(self, sign_in, moderator, teacher, thread, elsewhere):
        free, held, other = (ReviewItemFactory(thread=one) for one in (thread, thread, elsewhere))
        held.claim(teacher, timezone.now())
        browser = sign_in(moderator)
        for query, expected in {
            f"?thread={thread.pk}": {free, held},
            f"?class={thread.classroom.slug}": {free, held},
            "?free=1": {free, other},
            f"?class={thread.classroom.slug}&free=1": {free},
            "?kind=nonsense&thread=x&after=y": {free, held, other},
        }.items():
            page = browser.get(f"{ALL}{query}").content.decode()
            assert {one for one in (free, held, other) if address(one) in page} == expected, query

    def test_they_are_kept_while_one_decides(self, sign_in, moderator, teacher, thread, queue_url):
        first, held, third = (ReviewItemFactory(thread=thread) for _ in range(3))
        held.claim(teacher, timezone.now())
        given = {"outcome": "publish", "version": 1, "revision": first.revision_id}
        answer = sign_in(moderator).post(f"{address(first)}decide/?free=1&kind=new", given)
        assertRedirects(answer, f"{address(third)}?kind=new&free=1")

    def test_an_empty_choice_says_so_and_leads_back(self, sign_in, moderator, thread, queue_url):
        ReviewItemFactory(thread=thread)
        page = sign_in(moderator).get(f"{queue_url}?kind=appeal")
        for words in ("Nothing of this kind is waiting", "0 waiting", f'href="{queue_url}"'):
            assertContains(page, words)


class TestRows:
    def test_each_says_why_it_stands_there(self, sign_in, teacher, thread, queue_url):
        hidden = flagged(thread, hidden=True)
        risk = ReviewItemFactory(thread=thread)
        ReviewItem.objects.filter(pk=risk.pk).update(priority=2)
        page = sign_in(teacher).get(queue_url).content.decode()
        places = [page.index(words) for words in ("at risk</span>", "Hidden by 2 flags: Acts, not peoples")]
        assert places == sorted(places)
        for words in ("Why this order?", address(hidden)):
            assert words in page

    def test_the_fifty_first_stands_on_the_next_page(self, sign_in, teacher, thread, queue_url):
        items = [ReviewItemFactory(thread=thread) for _ in range(52)]
        order = list(ReviewItem.objects.in_order())
        browser = sign_in(teacher)
        first = browser.get(queue_url)
        assertContains(first, "52 waiting")
        assertNotContains(first, address(order[50]))
        second = browser.get(first.context["more_url"])
        assert [row.pk for row in second.context["rows"]] == [one.pk for one in order[50:]]
        assert len(items) == len(first.context["rows"]) + len(second.context["rows"])

    def test_more_than_a_hundred_are_not_counted(self, sign_in, teacher, thread, queue_url, monkeypatch):
        monkeypatch.setattr("discussions.models.counting.SHOWN_AT_MOST", 2)
        for _ in range(5):
            ReviewItemFactory(thread=thread)
        page = sign_in(teacher).get(queue_url)
        assertContains(page, "2+ waiting")
        assertContains(page, '<span class="count">2+</span>')

    def test_the_median_wait_stands_below(self, sign_in, teacher, moderator, thread, queue_url):
        now = timezone.now()
        for hours in (1, 2, 4, 30, 31):
            decide(
                ReviewItemFactory(thread=thread, moment=now - timedelta(hours=hours)), moderator, "publish", moment=now
            )
        ReviewItemFactory(thread=thread)
        assertContains(sign_in(teacher).get(queue_url), "Median wait this week: 4 hours")
