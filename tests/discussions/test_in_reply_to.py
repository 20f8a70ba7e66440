"""Inside a branch a reply says which reply it answers, by the name that its reader may know."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Post
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(classroom, classmate) -> Post:
    """The classmate's, in the branch of somebody else."""
    return PostFactory(root=PostFactory(thread=ThreadFactory(classroom=classroom)), author=classmate)


def answer(reply: Post, author, text: str = "A list of two is shorter, and that is no lie yet.") -> Post:
    """Published at once: teachers' posts wait for nobody."""
    words = {"kind": "claim", "text": text, "citations": [], "client_token": uuid.uuid4()}
    return Post.write(reply.thread, author, moment=timezone.now(), root=reply, **words)


class TestAnswer:
    def test_the_page_of_a_reply_shows_the_reply_and_keeps_what_is_answered(self, sign_in, teacher, reply):
        url = reverse("discussions:reply", args=[reply.thread.classroom.slug, reply.pk])
        page = sign_in(teacher).get(url)
        assertContains(page, reply.live_revision.body.text)
        assertContains(page, f"Reply to {reply.author.name}")
        sign_in(teacher).post(url, filled())
        post = Post.objects.get(author=teacher)
        assert (post.root, post.answers) == (reply.root, reply)

    def test_who_replies_to_the_opening_post_answers_nobody_else(self, sign_in, teacher, reply):
        url = reverse("discussions:reply", args=[reply.thread.classroom.slug, reply.root_id])
        sign_in(teacher).post(url, filled())
        post = Post.objects.get(author=teacher)
        assert (post.root, post.answers) == (reply.root, None)


class TestChip:
    def test_it_leads_to_the_post_by_its_authors_name(self, sign_in, student, classmate, teacher, reply):
        answer(reply, teacher)
        url, link = reply.thread.get_absolute_url(), f'href="#p{reply.pk}"'
        page = sign_in(student).get(url)
        assertContains(page, link, count=1)
        assertContains(page, f"in reply to {classmate.name}")
        assertContains(sign_in(classmate).get(url), "in reply to you")

    def test_in_a_pseudonymous_discussion_by_the_plants(self, sign_in, student, classmate, teacher, reply):
        reply.thread.is_pseudonymous = True
        reply.thread.save()
        answer(reply, teacher)
        page = sign_in(student).get(reply.thread.get_absolute_url())
        assertContains(page, f"in reply to {reply.pseudonym}")
        assertNotContains(page, classmate.name)

    def test_what_has_gone_is_not_named(self, sign_in, student, teacher, reply):
        answer(reply, teacher)
        reply.withdraw(timezone.now())
        assertNotContains(sign_in(student).get(reply.thread.get_absolute_url()), "in reply to")
