"""One's own published post is changed on the page: at once, or once a moderator has looked."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Draft, Post, ReviewItem
from discussions.moderation.queue import decide
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import NormFactory

pytestmark = pytest.mark.django_db

NEWER = "A list that leaves out Germany and Brazil changes the story it tells."
LINKED = f"{NEWER} See https://elsewhere.example/list"


def changed(**given) -> dict[str, object]:
    """What the form of a change sends."""
    return filled(change="1", **given)


@pytest.fixture
def post(classroom, student) -> Post:
    """The student's third, so that a change is not reviewed for being one of the first."""
    return PostFactory.create_batch(3, thread=ThreadFactory(classroom=classroom), author=student)[-1]


@pytest.fixture
def url(post) -> str:
    return reverse("discussions:revise", args=[post.thread.classroom.slug, post.pk])


@pytest.fixture
def browser(sign_in, student):
    return sign_in(student)


def thread_page(browser, post):
    return browser.get(post.thread.get_absolute_url())


class TestChange:
    def test_the_author_alone_is_offered_it_and_finds_the_text(self, browser, sign_in, classmate, post, url):
        assertContains(thread_page(browser, post), f'href="{url}"')
        assertNotContains(thread_page(sign_in(classmate), post), url)
        page = browser.get(url)
        assertContains(page, "Change your post")
        assertContains(page, post.revision.body.text)
        assertContains(page, "Save the change")

    def test_a_classmate_is_only_led_to_where_it_stands(self, sign_in, classmate, post, url):
        answer = sign_in(classmate).post(url, changed(text=NEWER))
        assert answer.status_code == 302
        assert post.revisions.count() == 1

    def test_what_no_check_holds_is_read_at_once(self, browser, sign_in, classmate, post, url):
        answer = browser.post(url, changed(text=NEWER), follow=True)
        assertContains(answer, "Changed. The class reads the new text now.")
        assertContains(thread_page(sign_in(classmate), post), NEWER)
        assert not ReviewItem.objects.open().exists()

    def test_its_kind_stays(self, browser, post, url):
        browser.post(url, changed(text=NEWER, kind="question"))
        post.refresh_from_db()
        assert (post.kind, post.revision.body.text) == ("claim", NEWER)

    def test_what_a_check_holds_waits_while_the_class_reads_the_earlier_text(
        self, browser, sign_in, classmate, post, url
    ):
        page = browser.post(url, changed(text=LINKED), follow=True)
        assertContains(page, "Your change waits for review.")
        others = thread_page(sign_in(classmate), post)
        assertContains(others, post.revision.body.text)
        for word in ("elsewhere.example", "Your change waits"):
            assertNotContains(others, word)

    def test_returned_it_says_why_and_can_be_tried_again(self, browser, teacher, post, url):
        browser.post(url, changed(text=LINKED))
        item, norm = ReviewItem.objects.open().get(), NormFactory(classroom=teacher.classroom)
        decide(item, teacher, "return", norm=norm, message="Is that a source of ours?", moment=timezone.now())
        page = thread_page(browser, post)
        for words in ("Your change was returned by", "Is that a source of ours?", "Change it again"):
            assertContains(page, words)
        assertContains(browser.get(url), "Is that a source of ours?")
        browser.post(url, changed(text=NEWER))
        post.refresh_from_db()
        assert post.live_revision.body.text == NEWER
        assertNotContains(thread_page(browser, post), "Your change was returned by")
        assertNotContains(browser.get(url), "Is that a source of ours?")

    def test_a_draft_of_it_is_kept_and_goes_when_it_is_sent(self, browser, student, post, url):
        keep = reverse("discussions:keep_draft", args=[post.thread.classroom.slug, post.thread_id])
        browser.post(keep, filled(text="A list that", post=post.pk))
        assertContains(browser.get(url), "A list that")
        browser.post(url, changed(text=NEWER))
        assert not Draft.objects.filter(author=student).exists()

    def test_what_it_rests_on_alone_can_be_changed(self, browser, post, url):
        browser.post(url, changed(text=post.revision.body.text, cited="url https://reuters.com/report"))
        post.refresh_from_db()
        assert [one.url for one in post.revision.citations.all()] == ["https://reuters.com/report"]

    def test_sent_twice_it_is_one_change_and_a_returned_one_is_not_sent_unchanged(self, browser, teacher, post, url):
        for _ in range(2):
            browser.post(url, changed(text=LINKED))
        assert post.revisions.count() == 2
        item, norm = ReviewItem.objects.open().get(), NormFactory(classroom=teacher.classroom)
        decide(item, teacher, "return", norm=norm, message="Is that a source of ours?", moment=timezone.now())
        page = browser.post(url, changed(text=LINKED))
        assertContains(page, "The text is the same as the one that was returned.", status_code=409)
