"""A branch with many replies: the first come with the thread, the others in pages of their own."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Post, Thread
from discussions.models.reading import BRANCH
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.long_threads import fill
from tests.lessons.factories import ClaimFactory

pytestmark = pytest.mark.django_db

LONG = BRANCH + 7


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def root(thread) -> Post:
    """An opening post with seven replies more than come at once, and beside it one without any."""
    (root, _other) = fill(thread, ClaimFactory(), posts=2 + LONG, branches=2, biggest=LONG)
    return root


@pytest.fixture
def replies(root) -> list[Post]:
    return list(root.replies.order_by("pk"))


def test_the_first_come_with_the_thread_and_a_link_to_the_others(sign_in, student, thread, root, replies):
    page = sign_in(student).get(thread.get_absolute_url())
    assertContains(page, f'id="p{replies[BRANCH - 1].pk}"')
    assertNotContains(page, f'id="p{replies[BRANCH].pk}"')
    assertContains(page, f'href="?branch={root.pk}&amp;after={replies[BRANCH].pk - 1}">Show the other 7 replies')


def test_the_link_shows_the_others_under_their_opening_post(sign_in, student, thread, root, replies):
    page = sign_in(student).get(thread.get_absolute_url(), {"branch": root.pk, "after": replies[BRANCH].pk - 1})
    assertContains(page, "<article", count=1 + 7)
    assertContains(page, f'id="p{root.pk}"')
    assertContains(page, f'id="p{replies[-1].pk}"')
    assertContains(page, "Back to the whole discussion")
    assertNotContains(page, "More replies")


def test_a_branch_alone_goes_on_by_key(sign_in, student, thread, root, replies):
    page = sign_in(student).get(thread.get_absolute_url(), {"branch": root.pk})
    assertContains(page, f"?branch={root.pk}&amp;after={replies[BRANCH - 1].pk}")
    assertContains(page, "More replies")


def test_one_reply_less_and_nothing_is_left_over(sign_in, student, thread, root, replies):
    for reply in replies[BRANCH:]:
        Post.objects.get(pk=reply.pk).withdraw(timezone.now())
    assertNotContains(sign_in(student).get(thread.get_absolute_url()), "Show the other")


def test_what_waits_of_others_is_no_reply_that_is_left_over(sign_in, student, teacher, thread, root, replies):
    for reply in replies[BRANCH:]:
        Post.objects.get(pk=reply.pk).withdraw(timezone.now())
    PostFactory(root=root, pending=True)
    assertNotContains(sign_in(student).get(thread.get_absolute_url()), "Show the other")
    assertContains(sign_in(teacher).get(thread.get_absolute_url()), "Show the other replies")


def test_the_way_to_a_late_reply_leads_to_the_page_that_holds_it(sign_in, student, thread, root, replies):
    browser, room = sign_in(student), thread.get_absolute_url().partition("threads/")[0]
    for reply in (replies[0], replies[BRANCH - 1], replies[BRANCH], replies[-1]):
        page = browser.get(f"{room}posts/{reply.pk}/", follow=True)
        assertContains(page, f'id="p{reply.pk}"')


def test_a_branch_of_another_thread_is_not_found(sign_in, student, thread, root):
    other = ThreadFactory(assignment=thread.assignment)
    browser = sign_in(student)
    for key in (root.pk, root.pk + 10**6, PostFactory(root=root).pk):
        assert browser.get(other.get_absolute_url(), {"branch": key}).status_code == 404


def test_a_branch_takes_no_more_queries_than_the_thread(sign_in, student, thread, root, django_assert_max_num_queries):
    browser = sign_in(student)
    with django_assert_max_num_queries(8):
        browser.get(thread.get_absolute_url(), {"branch": root.pk})
