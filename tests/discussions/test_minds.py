"""A post changed somebody's mind: counted once for each, named nowhere."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import MindChange, Post
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(classroom, classmate) -> Post:
    return PostFactory(thread=ThreadFactory(classroom=classroom), author=classmate)


@pytest.fixture
def url(post) -> str:
    return reverse("discussions:change_mind", args=[post.thread.classroom.slug, post.pk])


def counted(post: Post) -> tuple[int, int]:
    """On the post, and as rows."""
    return Post.objects.get(pk=post.pk).minds_changed, MindChange.objects.filter(post=post).count()


class TestChangeMind:
    def test_it_is_said_once_however_often_one_presses(self, sign_in, student, post, url):
        browser, page = sign_in(student), post.thread.get_absolute_url()
        assertContains(browser.get(page), "Changed my mind")
        assertRedirects(browser.post(url), f"{page}#p{post.pk}")
        browser.post(url)
        assert counted(post) == (1, 1)
        shown = browser.get(page)
        assertContains(shown, "changed 1 mind<")
        assertContains(shown, "It did not change my mind after all")

    def test_it_can_be_taken_back_once(self, sign_in, student, post, url):
        MindChange.say(post, MembershipFactory(classroom=post.thread.classroom), timezone.now())
        browser = sign_in(student)
        browser.post(url)
        for _ in range(2):
            browser.post(url, {"take_back": ""})
        assert counted(post) == (1, 1)

    def test_others_read_how_many_and_not_who(self, sign_in, student, classmate, teacher, post):
        MindChange.say(post, student, timezone.now())
        for reader in (classmate, teacher):
            page = sign_in(reader).get(post.thread.get_absolute_url())
            assertContains(page, "changed 1 mind<")
            assertNotContains(page, student.name)
            assertNotContains(page, "Changed my mind")

    def test_ones_own_and_what_is_not_published_cannot(self, sign_in, student, classmate, post, url):
        assert sign_in(classmate).post(url).status_code == 404
        post.withdraw(timezone.now())
        assert sign_in(student).post(url).status_code == 404
        assert counted(post) == (0, 0)
