"""What is new: in the list, on the page, and for whom."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Thread, ThreadMark, Unlock
from discussions.models.reading import PAGE
from tests.conftest import HTMX
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db

TAG = '<span class="is-new">New</span>'


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return thread.get_absolute_url()


@pytest.fixture
def list_url(classroom) -> str:
    return reverse("discussions:threads", args=[classroom.slug])


def publish(post) -> None:
    """As a moderator does it, in the queue."""
    from discussions.moderation.queue import decide

    decide(post.review_items.get(), post.thread.assignment.created_by, "publish", moment=timezone.now())


class TestWhatIsNewInTheList:
    def test_it_is_what_was_published_since_one_was_there(self, sign_in, student, thread, url, list_url):
        PostFactory.create_batch(2, thread=thread)
        browser = sign_in(student)
        assertContains(browser.get(list_url), "2 new")
        browser.get(url)
        assertNotContains(browser.get(list_url), "is-new")
        PostFactory.create_batch(3, thread=thread)
        assertContains(browser.get(list_url), "3 new")

    def test_each_member_has_read_their_own_way(self, sign_in, student, classmate, thread, url, list_url):
        PostFactory(thread=thread)
        sign_in(student).get(url)
        assertContains(sign_in(classmate).get(list_url), "1 new")

    def test_what_waits_is_not_new_until_it_is_published(self, sign_in, student, thread, url, list_url):
        post = PostFactory(thread=thread, pending=True)
        browser = sign_in(student)
        browser.get(url)
        assertNotContains(browser.get(list_url), "is-new")
        publish(post)
        assertContains(browser.get(list_url), "1 new")

    def test_a_gated_thread_says_nothing_until_it_is_unlocked(self, sign_in, student, teacher, thread, list_url):
        Thread.objects.filter(pk=thread.pk).update(is_gated=True)
        PostFactory(thread=thread)
        page = sign_in(student).get(list_url)
        assertNotContains(page, "is-new")
        assertNotContains(page, "1 post")
        assertContains(sign_in(teacher).get(list_url), "1 new")
        Unlock.objects.create(thread=thread, member=student)
        assertContains(sign_in(student).get(list_url), "1 new")

    def test_a_post_published_twice_is_one_new_post(self, sign_in, student, thread, list_url):
        post = PostFactory(thread=thread)
        post.withdraw(timezone.now())
        PostFactory(thread=thread)
        assertContains(sign_in(student).get(list_url), "1 new")

    def test_the_list_takes_as_many_queries_for_many_threads(
        self, sign_in, student, thread, list_url, django_assert_num_queries
    ):
        browser = sign_in(student)
        for _ in range(3):
            PostFactory(thread=ThreadFactory(assignment=thread.assignment))
        with django_assert_num_queries(6):
            browser.get(list_url)


class TestWhatIsNewOnThePage:
    def test_posts_since_the_last_visit_are_marked_once(self, sign_in, student, thread, url):
        PostFactory(thread=thread)
        browser = sign_in(student)
        assertNotContains(browser.get(url), TAG)
        PostFactory(thread=thread)
        page = browser.get(url)
        assertContains(page, TAG, count=1)
        assertContains(page, "1 new since you were here")
        assertNotContains(browser.get(url), TAG)

    def test_a_post_approved_after_one_read_past_it_is_new(self, sign_in, student, thread, url):
        post = PostFactory(thread=thread, pending=True)
        PostFactory(thread=thread)
        browser = sign_in(student)
        browser.get(url)
        publish(post)
        page = browser.get(url).content.decode()
        assert TAG in page.partition(f'id="p{post.pk}"')[2].partition("</article>")[0]

    def test_ones_own_post_is_not_new(self, sign_in, student, thread, url):
        browser = sign_in(student)
        browser.get(url)
        PostFactory(thread=thread, author=student)
        page = browser.get(url)
        assertNotContains(page, TAG)
        assertNotContains(page, "since you were here")

    def test_the_pages_after_the_first_are_the_same_visit(self, sign_in, student, thread, url):
        browser = sign_in(student)
        browser.get(url)
        posts = PostFactory.create_batch(PAGE + 1, thread=thread)
        first = browser.get(url)
        assertContains(first, f"?since=0&amp;after={posts[PAGE - 1].pk}")
        assertContains(browser.get(url, {"since": 0, "after": posts[PAGE - 1].pk}), TAG, count=1)


class TestTheMark:
    def test_it_is_put_by_one_statement_and_only_when_something_moved(
        self, sign_in, student, thread, url, django_assert_num_queries
    ):
        PostFactory(thread=thread)
        browser = sign_in(student)
        with django_assert_num_queries(8):
            browser.get(url)
        with django_assert_num_queries(7):
            browser.get(url)
        PostFactory(thread=thread)
        with django_assert_num_queries(8):
            browser.get(url)
        assert ThreadMark.objects.get().seen_seq == 2

    @pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}])
    def test_what_a_browser_only_fetched_ahead_is_not_read(self, sign_in, student, thread, url, headers):
        PostFactory(thread=thread)
        sign_in(student).get(url, headers=headers)
        sign_in(student).head(url)
        assert not ThreadMark.objects.exists()

    def test_it_never_goes_back(self, student, thread):
        PostFactory.create_batch(2, thread=thread)
        older = Thread.objects.with_mark_of(student).get(pk=thread.pk)
        ThreadMark.put(older, student, timezone.now())
        older.last_pub_seq, older.seen_seq = 1, 0
        ThreadMark.put(older, student, timezone.now())
        assert ThreadMark.objects.get().seen_seq == 2

    def test_two_first_visits_at_once_leave_one(self, student, thread):
        windows = [Thread.objects.with_mark_of(student).get(pk=thread.pk) for _ in range(2)]
        for window in windows:
            ThreadMark.put(window, student, timezone.now())
        assert ThreadMark.objects.count() == 1

    def test_behind_a_gate_nothing_has_been_read(self, sign_in, student, thread, url):
        Thread.objects.filter(pk=thread.pk).update(is_gated=True)
        PostFactory(thread=thread)
        sign_in(student).get(url)
        assert not ThreadMark.objects.exists()


class TestNews:
    def test_nothing_is_answered_until_something_is_published(self, sign_in, student, thread, url):
        PostFactory(thread=thread)
        PostFactory(thread=thread, pending=True)
        answer = sign_in(student).get(f"{url}news/?after=1", headers=HTMX)
        assert (answer.status_code, answer.content) == (204, b"")

    def test_the_bar_says_how_much_and_leads_to_the_first(self, sign_in, student, thread, url):
        PostFactory(thread=thread)
        new = PostFactory.create_batch(3, thread=thread)
        browser = sign_in(student)
        bar = browser.get(f"{url}news/?after=1", headers=HTMX)
        assertContains(bar, "3 new posts")
        assertContains(bar, f'href="{url}new/?after=1"')
        assertNotContains(bar, "<html")
        assert browser.get(f"{url}new/?after=1")["Location"] == f"{url}?since=1#p{new[0].pk}"

    def test_it_speaks_again_only_when_there_is_more(self, sign_in, student, thread, url):
        PostFactory.create_batch(2, thread=thread)
        browser = sign_in(student)
        assert browser.get(f"{url}news/?after=0&told=2").status_code == 204
        PostFactory(thread=thread)
        assertContains(browser.get(f"{url}news/?after=0&told=2"), "3 new posts")

    def test_a_gate_tells_nothing(self, sign_in, student, moderator, thread, url):
        Thread.objects.filter(pk=thread.pk).update(is_gated=True)
        PostFactory(thread=thread)
        assert sign_in(student).get(f"{url}news/").status_code == 204
        assertContains(sign_in(moderator).get(f"{url}news/"), "1 new post")
        Unlock.objects.create(thread=thread, member=student)
        assertContains(sign_in(student).get(f"{url}news/"), "1 new post")

    @pytest.mark.parametrize("published", [0, 5])
    def test_it_reads_one_row(self, sign_in, student, thread, url, published, django_assert_num_queries):
        PostFactory.create_batch(published, thread=thread)
        browser = sign_in(student)
        with django_assert_num_queries(4):
            browser.get(f"{url}news/?after=0")

    def test_it_marks_nothing_as_read(self, sign_in, student, thread, url):
        PostFactory(thread=thread)
        sign_in(student).get(f"{url}news/")
        assert not ThreadMark.objects.exists()

    def test_the_way_to_nothing_new_leads_to_the_thread(self, sign_in, student, thread, url):
        assert sign_in(student).get(f"{url}new/?after=7")["Location"] == url
