"""The texts of one's own post: each against the one before it, with what was decided, for its author alone."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Post
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db

FIRST = "The list names two states of the five."
THEN = "The list names two of the five states, and Germany is missing."


@pytest.fixture
def post(classroom, student) -> Post:
    """Returned once, sent again, and waiting."""
    post = PostFactory(thread=ThreadFactory(classroom=classroom), author=student, text=FIRST, returned=True)
    post.revise("claim", THEN, [], timezone.now())
    return post


@pytest.fixture
def url(post) -> str:
    return reverse("discussions:my_texts", args=[post.thread.classroom.slug, post.pk])


class TestMyTexts:
    def test_the_newest_stands_first_with_what_changed(self, sign_in, student, post, url):
        page = sign_in(student).get(url).content.decode()
        assert page.index("<ins>") < page.index(FIRST)
        assert "and Germany is missing" in page

    def test_each_has_what_was_decided_about_it(self, sign_in, student, post, url):
        page = sign_in(student).get(url)
        assertContains(page, "Returned to you", count=1)
        assertContains(page, post.last_decision.norm.text)
        assertContains(page, post.last_decision.message)
        assertNotContains(page, "This is what the class reads")

    def test_what_the_class_reads_is_marked(self, sign_in, teacher, classroom):
        own = PostFactory(thread=ThreadFactory(classroom=classroom), author=teacher, text=FIRST)
        own.edit(THEN, [], timezone.now())
        page = sign_in(teacher).get(reverse("discussions:my_texts", args=[classroom.slug, own.pk]))
        assertContains(page, "This is what the class reads", count=1)

    def test_a_changed_view_of_the_other_side_is_a_change(self, sign_in, teacher, classroom):
        opening = PostFactory(thread=ThreadFactory(classroom=classroom))
        own = PostFactory(root=opening, author=teacher, text=FIRST, steelman="Two names are enough.")
        own.edit(FIRST, [], timezone.now(), "Two names are plenty.")
        page = sign_in(teacher).get(reverse("discussions:my_texts", args=[classroom.slug, own.pk]))
        assertContains(page, "<ins>plenty.")

    def test_nobody_else_finds_it(self, sign_in, teacher, moderator, classmate, url):
        for other in (teacher, moderator, classmate):
            assert sign_in(other).get(url).status_code == 404

    def test_it_costs_the_same_with_many_texts(self, sign_in, student, post, url, django_assert_max_num_queries):
        browser = sign_in(student)
        browser.get(url)
        with django_assert_max_num_queries(6):
            browser.get(url)

    def test_markup_in_it_is_shown_as_typed(self, sign_in, student, classroom):
        typed = "<b onclick=x>They</b> left out three of the five names."
        own = PostFactory(thread=ThreadFactory(classroom=classroom), author=student, text=typed)
        page = sign_in(student).get(reverse("discussions:my_texts", args=[classroom.slug, own.pk]))
        assertContains(page, "&lt;b onclick=x&gt;They")

    def test_ones_posts_and_the_thread_lead_to_it_where_there_is_more_than_one(self, sign_in, student, post, url):
        browser, room = sign_in(student), post.thread.classroom
        for page in (post.thread.get_absolute_url(), reverse("discussions:my_posts", args=[room.slug])):
            assertContains(browser.get(page), f'href="{url}"')
        other = PostFactory(thread=post.thread, author=student)
        assertNotContains(browser.get(reverse("discussions:my_posts", args=[room.slug])), f"/posts/{other.pk}/texts/")
