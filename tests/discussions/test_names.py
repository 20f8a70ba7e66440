"""Under which name a post stands: in a pseudonymous thread under a plant's, for everybody, until it is asked for."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import AuditEntry, Thread
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom, is_pseudonymous=True)


@pytest.fixture
def post(thread, student):
    return PostFactory(thread=thread, author=student)


@pytest.fixture
def url(thread) -> str:
    return thread.get_absolute_url()


def at(name: str, post) -> str:
    return reverse(f"discussions:{name}", args=[post.thread.classroom.slug, post.pk])


class TestThread:
    @pytest.mark.parametrize("who", ["classmate", "teacher", "moderator"])
    def test_everybody_else_reads_the_pseudonym(self, request, sign_in, post, student, url, who):
        reply = PostFactory(root=post, author=student)
        page = sign_in(request.getfixturevalue(who)).get(url)
        assertContains(page, f'<span class="author">{post.pseudonym}</span>', count=2)
        assertContains(page, f"Reply to {reply.pseudonym}")
        assertNotContains(page, student.name)

    def test_one_reads_you_above_ones_own(self, sign_in, post, student, url):
        page = sign_in(student).get(url)
        assertContains(page, '<span class="author">You</span>')
        assertNotContains(page, "Show name")

    def test_in_another_thread_the_same_person_has_their_name(self, sign_in, classmate, student, classroom):
        other = PostFactory(thread=ThreadFactory(classroom=classroom), author=student)
        assertContains(sign_in(classmate).get(other.thread.get_absolute_url()), student.name)

    def test_who_left_a_post_behind_is_not_named_by_its_place(self, sign_in, classmate, student, post, url):
        PostFactory(root=post)
        post.withdraw(post.moved_at)
        assertNotContains(sign_in(classmate).get(url), student.name)


class TestReply:
    def test_heading_title_and_quoted_post_keep_the_pseudonym(self, sign_in, classmate, student, post):
        page = sign_in(classmate).get(at("reply", post))
        assertContains(page, f"Reply to {post.pseudonym}")
        assertContains(page, f'<span class="author">{post.pseudonym}</span>')
        assertNotContains(page, student.name)


class TestItem:
    def test_the_post_that_is_answered_keeps_its_pseudonym_on_the_moderators_page(
        self, sign_in, moderator, student, post
    ):
        item = ReviewItemFactory(root=post)
        page = sign_in(moderator).get(reverse("discussions:item", args=[post.thread.classroom.slug, item.pk]))
        assertContains(page, post.pseudonym)
        assertNotContains(page, student.name)


class TestShowPostName:
    def test_a_moderator_reads_it_once_it_is_on_the_log(self, sign_in, moderator, teacher, student, post, url):
        browser = sign_in(moderator)
        assertContains(browser.get(url), "Show name (logged)")
        for _twice in range(2):
            assert browser.post(at("show_post_name", post)).status_code == 302
        entry = AuditEntry.objects.get(act="named")
        assert (entry.actor, entry.post) == (moderator, post)
        page = browser.get(url)
        assertContains(page, student.name)
        assertNotContains(page, "Show name")
        assertNotContains(sign_in(teacher).get(url), student.name)

    def test_a_student_is_refused(self, sign_in, classmate, post):
        assert sign_in(classmate).post(at("show_post_name", post)).status_code == 403

    def test_what_waits_is_named_in_the_queue_alone(self, sign_in, teacher, thread):
        post = PostFactory(thread=thread, pending=True)
        assert sign_in(teacher).post(at("show_post_name", post)).status_code == 404

    def test_where_names_stand_anyway_nothing_is_logged(self, sign_in, teacher, classroom):
        post = PostFactory(thread=ThreadFactory(classroom=classroom))
        sign_in(teacher).post(at("show_post_name", post))
        assert not AuditEntry.objects.filter(act="named").exists()
