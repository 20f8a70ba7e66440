"""Twice at once, too late, from an old window: nothing happens twice, nothing typed is lost, nothing said is false."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import Draft, Post, ReviewItem, Thread
from discussions.moderation.queue import decide
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.factories import NormFactory

pytestmark = pytest.mark.django_db
REVISED = f"{TEXT} Reuters says so."


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


class TestReviseTwice:
    @pytest.fixture
    def post(self, thread, student) -> Post:
        return PostFactory(thread=thread, author=student, returned=True, text=TEXT)

    @pytest.fixture
    def url(self, post) -> str:
        return reverse("discussions:revise", args=[post.thread.classroom.slug, post.pk])

    def test_a_revision_sent_twice_is_one_revision_and_both_times_well(self, sign_in, student, post, url):
        sent = filled(text=REVISED)
        for _ in range(2):
            assert sign_in(student).post(url, sent).status_code == 302
        post.refresh_from_db()
        assert (post.revision.number, Draft.objects.count()) == (2, 0)

    def test_another_text_while_the_first_waits_is_kept_and_explained(self, sign_in, student, url):
        sign_in(student).post(url, filled(text=REVISED))
        page = sign_in(student).post(url, filled(text=f"{REVISED} And the BBC."))
        assertContains(page, "And the BBC.", status_code=409)

    def test_a_second_window_is_told_when_the_post_has_been_published(self, sign_in, student, moderator, url):
        sign_in(student).post(url, filled(text=REVISED))
        decide(ReviewItem.objects.open().get(), moderator, "publish", moment=timezone.now())
        page = sign_in(student).post(url, filled(text=f"{REVISED} And the BBC."))
        assertContains(page, "cannot be revised any more", status_code=409)
        assertContains(page, "And the BBC.", status_code=409)


class TestAnswerToWhatHasGone:
    @pytest.fixture
    def root(self, thread) -> Post:
        return PostFactory(thread=thread)

    @pytest.fixture
    def url(self, root) -> str:
        return reverse("discussions:reply", args=[root.thread.classroom.slug, root.pk])

    def test_a_reply_to_a_post_taken_back_meanwhile_stays_typed(self, sign_in, student, root, url):
        root.withdraw(timezone.now())
        page = sign_in(student).post(url, filled())
        assertContains(page, "taken back or removed", status_code=409)
        assertContains(page, TEXT, status_code=409)
        assert Draft.objects.get().text == TEXT
        assert not Post.objects.filter(author=student).exists()

    def test_where_others_have_replied_it_still_joins_them(self, sign_in, student, root, url):
        PostFactory(root=root)
        root.withdraw(timezone.now())
        assertNotContains(sign_in(student).get(url), root.author.name)
        assert sign_in(student).post(url, filled()).status_code == 302
        assert Post.objects.get(author=student).root == root

    def test_its_page_is_not_found(self, sign_in, student, root, url):
        root.withdraw(timezone.now())
        assert sign_in(student).get(url).status_code == 404

    def test_ones_own_waiting_reply_is_still_found_when_its_opening_post_goes(self, sign_in, student, thread, root):
        PostFactory(root=root, author=student, pending=True, text="My answer waits for a moderator.")
        root.withdraw(timezone.now())
        page = sign_in(student).get(thread.get_absolute_url())
        assertContains(page, "My answer waits for a moderator.")
        assertContains(page, "Its author took this post back")

    def test_classmates_do_not_learn_of_it(self, sign_in, classmate, student, thread, root):
        PostFactory(root=root, author=student, pending=True, text="My answer waits for a moderator.")
        root.withdraw(timezone.now())
        assertNotContains(sign_in(classmate).get(thread.get_absolute_url()), "took this post back")


class TestDecideTwice:
    @pytest.fixture
    def item(self, thread) -> ReviewItem:
        return ReviewItemFactory(thread=thread, text="The bank closed, and people stood in line before it.")

    @pytest.fixture
    def url(self, classroom, item) -> str:
        return reverse("discussions:decide", args=[classroom.slug, item.pk])

    def test_a_decision_sent_twice_is_one_and_both_times_well(self, sign_in, moderator, classroom, item, url):
        sent = {"outcome": "publish", "version": item.version, "revision": item.revision_id}
        browser = sign_in(moderator)
        for _ in range(2):
            assertRedirects(browser.post(url, sent), reverse("discussions:queue", args=[classroom.slug]))

    def test_ones_other_decision_from_an_older_window_is_not_made(self, sign_in, moderator, classroom, item, url):
        sent = {"version": item.version, "revision": item.revision_id, "norm": NormFactory(classroom=classroom).pk}
        sign_in(moderator).post(url, sent | {"outcome": "publish"})
        page = sign_in(moderator).post(url, sent | {"outcome": "remove", "message": "Too long."})
        assertContains(page, "decided: Publish", status_code=409)
        assertContains(page, "Too long.", status_code=409)

    def test_what_was_typed_stays_in_the_form_while_the_post_still_waits(
        self, sign_in, moderator, classroom, item, url
    ):
        norm = NormFactory(classroom=classroom)
        sent = {"outcome": "return", "version": 99, "revision": item.revision_id, "norm": norm.pk}
        page = sign_in(moderator).post(url, sent | {"message": "Where is that?", "quote": "The bank"})
        assertContains(page, "Where is that?</textarea>", status_code=409)
        assertContains(page, f'<option value="{norm.pk}" selected>', status_code=409)
        assertNotContains(page, " checked", status_code=409)

    def test_a_moderator_who_is_one_no_more_decides_nothing(self, sign_in, moderator, item, url):
        item.claim(moderator, timezone.now())
        moderator.role = "student"
        moderator.save()
        sent = {"outcome": "publish", "version": item.version, "revision": item.revision_id}
        assert sign_in(moderator).post(url, sent).status_code == 403
        assert Post.objects.get().state == "pending"


class TestWithdrawnAssignment:
    @pytest.fixture
    def item(self, thread) -> ReviewItem:
        item = ReviewItemFactory(thread=thread)
        thread.assignment.withdraw(timezone.now())
        return item

    def test_the_moderator_is_told_and_can_still_decide(self, sign_in, moderator, classroom, item):
        url = reverse("discussions:item", args=[classroom.slug, item.pk])
        browser = sign_in(moderator)
        assertContains(browser.get(url), "The assignment has been withdrawn")
        sent = {"outcome": "publish", "version": item.version, "revision": item.revision_id}
        page = browser.post(f"{url}decide/", sent, follow=True)
        assertContains(page, "Students see it when the assignment is given again")

    def test_nothing_in_it_is_left_for_students(self, sign_in, student, thread, item):
        assert sign_in(student).get(thread.get_absolute_url()).status_code == 404


class TestOpening:
    def test_a_closed_discussion_says_that_those_who_moderate_can_still_write(self, sign_in, teacher, thread):
        thread.assignment.due_at, thread.assignment.closes_at = None, timezone.now() - timedelta(minutes=1)
        thread.assignment.save()
        page = sign_in(teacher).get(thread.get_absolute_url())
        assertContains(page, "Closed for students")
        assertContains(page, "<textarea")

    def test_one_that_opens_later_says_when(self, sign_in, teacher, thread):
        thread.assignment.opens_at = timezone.now() + timedelta(days=1)
        thread.assignment.save()
        assertContains(sign_in(teacher).get(thread.get_absolute_url()), "Opens for students on")
