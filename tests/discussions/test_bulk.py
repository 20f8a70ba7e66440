"""Publishing several posts from the list, and what an open list learns of others."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import AuditEntry, Post, ReviewItem, Thread
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory
from tests.discussions.test_queue_page import ALL, CHANGES, PUBLISH, flagged
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def queue_url(classroom) -> str:
    return reverse("discussions:queue", args=[classroom.slug])


def box(item: ReviewItem) -> str:
    return f"{item.pk}.{item.version}.{item.revision_id}"


class TestPublishChosen:
    def test_each_is_a_decision_of_its_own_and_says_how_it_went(self, sign_in, moderator, teacher, thread, queue_url):
        items = [ReviewItemFactory(thread=thread) for _ in range(5)]
        fine, also_fine, changed, held, decided = items
        boxes = [box(item) for item in items]
        ReviewItem.objects.filter(pk=changed.pk).update(version=2)
        held.claim(teacher, timezone.now())
        decide(decided, teacher, "publish", moment=timezone.now())
        answer = sign_in(moderator).post(PUBLISH, {"chosen": boxes, "back": thread.classroom.slug}, follow=True)
        assertRedirects(answer, queue_url)
        for words in (
            f"2 posts published: {fine.post.pseudonym}, {also_fine.post.pseudonym}.",
            f"{changed.post.pseudonym} (changed meanwhile)",
            f"{held.post.pseudonym} ({teacher.name} is on it)",
            f"{decided.post.pseudonym} (decided already)",
        ):
            assertContains(answer, words)
        assert [Post.objects.get(pk=item.post_id).state for item in items] == [
            *("published", "published", "pending", "pending", "published")
        ]
        assert AuditEntry.objects.filter(act="decided", actor=moderator).count() == 2

    def test_what_must_be_read_on_its_own_has_no_box_and_is_refused(self, sign_in, moderator, thread, queue_url):
        risk = ReviewItemFactory(thread=thread)
        ReviewItem.objects.filter(pk=risk.pk).update(priority=2)
        appeal = AppealFactory(post=PostFactory(thread=thread, returned=True)).item
        items = [risk, appeal, flagged(thread), flagged(thread, hidden=True)]
        browser = sign_in(moderator)
        assertNotContains(browser.get(queue_url), 'name="chosen"')
        page = browser.post(PUBLISH, {"chosen": [box(item) for item in items]}, follow=True)
        assertContains(page, "to be read on its own", count=4)
        assert not ReviewItem.objects.exclude(outcome="").filter(pk__in=[item.pk for item in items]).exists()

    def test_a_long_post_is_opened_before_it_is_published(self, sign_in, moderator, thread, queue_url):
        ReviewItemFactory(thread=thread, text="A list that leaves out Germany. " * 20)
        assertNotContains(sign_in(moderator).get(queue_url), 'name="chosen"')

    def test_own_posts_other_classes_and_nonsense_do_nothing(self, sign_in, moderator, thread):
        own, strange = ReviewItemFactory(thread=thread, author=moderator), ReviewItemFactory()
        given = [box(own), box(strange), "x", "1.2", "9.9.9.9", f"{10**30}.1.1"]
        page = sign_in(moderator).post(PUBLISH, {"chosen": given, "back": strange.classroom.slug}, follow=True)
        assertRedirects(page, ALL)
        assertContains(page, "You chose no post")
        assert not Post.objects.filter(state="published").exists()

    def test_it_reaches_over_classes(self, sign_in, moderator, thread):
        seat = MembershipFactory(user=moderator.user, teacher=True)
        items = [ReviewItemFactory(thread=one) for one in (thread, ThreadFactory(classroom=seat.classroom))]
        sign_in(moderator).post(PUBLISH, {"chosen": [box(item) for item in items]})
        assert set(ReviewItem.objects.values_list("decided_by", flat=True)) == {moderator.pk, seat.pk}


class TestChanges:
    def ask(self, browser, **query):
        return browser.get(CHANGES, query)

    def test_nothing_new_is_no_content(self, sign_in, moderator, thread):
        item = ReviewItemFactory(thread=thread)
        now = int(timezone.now().timestamp() * 1000)
        assert self.ask(sign_in(moderator), have=item.pk, held="", since=now).status_code == 204

    def test_what_others_decided_hold_and_wrote_is_told(self, sign_in, moderator, teacher, thread):
        decided, held, same = (ReviewItemFactory(thread=thread) for _ in range(3))
        since = int(timezone.now().timestamp() * 1000) - 1
        decide(decided, teacher, "publish", moment=timezone.now())
        held.claim(teacher, timezone.now())
        ReviewItemFactory(thread=thread, moment=timezone.now())
        have = ",".join(str(item.pk) for item in (decided, held, same))
        assert self.ask(sign_in(moderator), have=have, held="", since=since).json() == {
            "gone": [decided.pk],
            "held": {str(held.pk): f"{teacher.name} is on it"},
            "said": "1 post was decided.",
            "new": "1 new",
        }

    def test_a_hold_that_ended_is_told_and_ones_own_is_none(self, sign_in, moderator, thread):
        item = ReviewItemFactory(thread=thread)
        item.claim(moderator, timezone.now())
        assert self.ask(sign_in(moderator), have=item.pk).status_code == 204
        assert self.ask(sign_in(moderator), have=item.pk, held=item.pk).json()["held"] == {}

    def test_what_was_escalated_goes_and_never_comes_as_new(self, sign_in, moderator, thread):
        item = ReviewItemFactory(thread=thread, moment=timezone.now())
        ReviewItem.objects.filter(pk=item.pk).update(escalated_at=timezone.now(), priority=2)
        told = self.ask(sign_in(moderator), have=item.pk, since=0).json()
        assert (told["gone"], told["new"]) == ([item.pk], "")

    def test_new_is_counted_within_the_filters(self, sign_in, moderator, thread):
        other = ReviewItemFactory(thread=ThreadFactory(classroom=thread.classroom), moment=timezone.now())
        browser = sign_in(moderator)
        assert self.ask(browser, since=0, thread=other.post.thread_id).json()["new"] == "1 new"
        assert self.ask(browser, since=0, thread=thread.pk).status_code == 204

    @pytest.mark.parametrize("query", [{"have": "x,,1e5"}, {"since": "9" * 40}, {"held": f"{10**40}"}])
    def test_nonsense_is_no_accident(self, sign_in, moderator, query):
        assert self.ask(sign_in(moderator), **query).status_code == 204

    def test_it_asks_few_questions(self, sign_in, moderator, thread, django_assert_max_num_queries):
        items = [ReviewItemFactory(thread=thread) for _ in range(9)]
        browser = sign_in(moderator)
        with django_assert_max_num_queries(5):
            self.ask(browser, have=",".join(str(item.pk) for item in items), since=0)
