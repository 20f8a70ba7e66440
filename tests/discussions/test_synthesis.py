"""The closing synthesis: a published post at the top of its thread, as long as it may be read."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Thread
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def post(thread, student):
    return PostFactory(thread=thread, author=student, kind="synthesis", text="Both sides agree that five abstained.")


def make(browser, post):
    return browser.post(reverse("discussions:make_synthesis", args=[post.thread.classroom.slug, post.pk]))


class TestMakeSynthesis:
    @pytest.mark.parametrize("who", ["teacher", "moderator"])
    def test_it_stands_at_the_top_with_its_author_and_a_link_to_its_place(self, request, sign_in, classmate, post, who):
        assert make(sign_in(request.getfixturevalue(who)), post).status_code == 302
        page = sign_in(classmate).get(post.thread.get_absolute_url())
        assertContains(page, "Closing synthesis")
        assertContains(page, f"by {post.author.name}")
        assertContains(page, "five abstained", count=2)
        assertContains(page, f'?after={post.pk - 1}#p{post.pk}"')
        assertNotContains(page, "Let it stand here no longer")

    def test_a_student_is_refused(self, sign_in, classmate, post):
        assert make(sign_in(classmate), post).status_code == 403

    def test_no_other_kind_and_nothing_unpublished_closes_a_discussion(self, sign_in, teacher, thread):
        browser = sign_in(teacher)
        for other in (PostFactory(thread=thread), PostFactory(thread=thread, kind="synthesis", pending=True)):
            page = browser.get(make(browser, other).url)
            assertContains(page, "Only a published post of the kind")
        thread.refresh_from_db()
        assert thread.synthesis is None

    def test_it_goes_when_its_author_takes_it_back(self, sign_in, teacher, classmate, post):
        make(sign_in(teacher), post)
        post.withdraw(timezone.now())
        assertNotContains(sign_in(classmate).get(post.thread.get_absolute_url()), "Closing synthesis")

    def test_before_the_unlock_it_is_not_there(self, sign_in, teacher, classmate, post):
        make(sign_in(teacher), post)
        Thread.objects.update(is_gated=True)
        page = sign_in(classmate).get(post.thread.get_absolute_url())
        assertNotContains(page, "Closing synthesis")
        assertNotContains(page, "five abstained")

    def test_in_a_pseudonymous_thread_it_keeps_its_pseudonym(self, sign_in, teacher, classmate, post):
        make(sign_in(teacher), post)
        Thread.objects.update(is_pseudonymous=True)
        page = sign_in(classmate).get(post.thread.get_absolute_url())
        assertContains(page, f"by {post.pseudonym}")
        assertNotContains(page, post.author.name)


class TestTakeBackSynthesis:
    def test_it_stands_only_where_it_was_written(self, sign_in, teacher, post):
        browser = sign_in(teacher)
        make(browser, post)
        page = browser.get(post.thread.get_absolute_url())
        assertContains(page, "Let it stand here no longer")
        assertNotContains(page, "Make it the closing synthesis")
        address = reverse("discussions:take_back_synthesis", args=[post.thread.classroom.slug, post.thread_id])
        assert browser.post(address).status_code == 302
        page = browser.get(post.thread.get_absolute_url())
        assertContains(page, "five abstained", count=1)
        assertContains(page, "Make it the closing synthesis")
