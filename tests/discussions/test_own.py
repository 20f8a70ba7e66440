"""What is one's own in a class: posts wherever they stand, what comes next for them, and reports."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Flag, Post, Thread
from discussions.moderation.queue import decide
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import FlagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


def address(name: str, classroom, **query: object) -> str:
    return reverse(f"discussions:{name}", args=[classroom.slug], query=query or None)


class TestMyPosts:
    def test_a_student_finds_every_post_of_theirs_and_nobody_elses(self, sign_in, student, thread):
        for state in ("published", "pending", "returned", "removed", "withdrawn"):
            PostFactory(thread=thread, author=student, ends=state, text=f"Ouagadougou is named here, {state}.")
        PostFactory(thread=thread, text="Bamako is named in somebody else's post.")
        page = sign_in(student).get(address("my_posts", thread.classroom))
        for state in ("published", "pending", "returned", "removed", "withdrawn"):
            assertContains(page, f"Ouagadougou is named here, {state}.")
        assertNotContains(page, "Bamako")

    def test_a_returned_one_leads_to_its_editor(self, sign_in, student, thread):
        post = PostFactory(thread=thread, author=student, returned=True)
        page = sign_in(student).get(address("my_posts", thread.classroom))
        assertContains(page, f'href="{reverse("discussions:revise", args=[thread.classroom.slug, post.pk])}"')
        assertContains(page, "You can send it again 5 more times.")

    def test_they_can_be_narrowed_to_one_state(self, sign_in, student, thread):
        PostFactory(thread=thread, author=student, pending=True, text="Ouagadougou is named here and waits.")
        PostFactory(thread=thread, author=student, text="Bamako is named in what is published.")
        browser = sign_in(student)
        page = browser.get(address("my_posts", thread.classroom, state="pending"))
        assertContains(page, "Ouagadougou")
        assertNotContains(page, "Bamako")
        assertContains(browser.get(address("my_posts", thread.classroom, state="removed")), "None of your posts")
        assertContains(browser.get(address("my_posts", thread.classroom, state="erased")), "Bamako")

    def test_they_are_paged_by_key_in_the_same_number_of_queries(
        self, sign_in, student, thread, django_assert_num_queries
    ):
        for n in range(21):
            PostFactory(thread=thread, author=student, pending=True, text=f"A text that has the mark <{n}> on it.")
        browser = sign_in(student)
        with django_assert_num_queries(5):
            first = browser.get(address("my_posts", thread.classroom))
        assertNotContains(first, "&lt;0&gt;")
        older = address("my_posts", thread.classroom, before=Post.objects.order_by("pk")[1].pk)
        assertContains(first, older.partition("before=")[2])
        assertContains(browser.get(older), "&lt;0&gt;")


class TestWhatComesNext:
    def decided(self, thread: Thread, number: int) -> None:
        for _ in range(number):
            post = PostFactory(thread=thread, ends="pending", moment=timezone.now() - timedelta(hours=2))
            decide(post.review_items.get(), thread.assignment.created_by, "publish", moment=timezone.now())

    @pytest.mark.parametrize(("decisions", "said"), [(4, False), (5, True)])
    def test_the_usual_wait_is_said_from_five_decisions_on(self, sign_in, student, thread, decisions, said):
        PostFactory(thread=thread, author=student, pending=True)
        self.decided(thread, decisions)
        browser = sign_in(student)
        for page in (browser.get(thread.get_absolute_url()), browser.get(address("my_posts", thread.classroom))):
            assertContains(page, "Only you and the moderators see this.")
            assert ("Usually under a day." in page.content.decode()) is said

    def test_decisions_of_another_class_say_nothing(self, sign_in, student, thread):
        PostFactory(thread=thread, author=student, pending=True)
        self.decided(ThreadFactory(), 6)
        assertNotContains(sign_in(student).get(thread.get_absolute_url()), "Usually")

    def test_whoever_sent_it_again_reads_how_often_and_how_often_still(self, sign_in, student, thread):
        post = PostFactory(thread=thread, author=student, returned=True)
        post.revise("claim", "Germany abstained, says the record of the meeting.", [], timezone.now())
        assertContains(
            sign_in(student).get(thread.get_absolute_url()), "Sent 2 times; you can send it again 4 more times."
        )


class TestCompare:
    def test_what_was_changed_is_shown_before_it_is_sent(self, sign_in, student, thread):
        post = PostFactory(thread=thread, author=student, returned=True, text="All of them knew, says the article.")
        revise = reverse("discussions:revise", args=[thread.classroom.slug, post.pk])
        browser = sign_in(student)
        assertContains(browser.get(revise), "See what I changed")
        page = browser.post(revise, filled(text="Some of them <b>knew</b>, says the article.", step="compare"))
        assertContains(page, "<del>All </del><ins>Some </ins>")
        assertContains(page, "&lt;b&gt;knew")
        post.refresh_from_db()
        assert post.state == "returned"

    def test_nothing_changed_is_said(self, sign_in, student, thread):
        post = PostFactory(thread=thread, author=student, returned=True, text="All of them knew, says the article.")
        revise = reverse("discussions:revise", args=[thread.classroom.slug, post.pk])
        page = sign_in(student).post(revise, filled(text="All of them knew, says the article.\r\n", step="compare"))
        assertContains(page, "Nothing yet")


class TestMyReports:
    def test_each_says_what_came_of_it(self, sign_in, classmate, thread):
        now = timezone.now()
        for ended in (
            {},
            {"withdrawn_at": now},
            {"closed_at": now, "outcome": "upheld"},
            {"closed_at": now, "outcome": "dismissed"},
        ):
            FlagFactory(post=PostFactory(thread=thread), reporter=classmate, **ended)
        page = sign_in(classmate).get(address("my_reports", thread.classroom))
        for words in ("Nobody has decided yet", "ended before anybody", "something was done", "stays as it is"):
            assertContains(page, words)
        assertContains(page, "Take it back", count=1)

    def test_somebody_elses_reports_are_not_there(self, sign_in, student, classmate, thread):
        flag = FlagFactory(post=PostFactory(thread=thread), reporter=classmate, norm__text="Write about arguments.")
        browser = sign_in(student)
        assertContains(browser.get(address("my_reports", thread.classroom)), "You have reported nothing")
        take_back = reverse("discussions:take_back_report", args=[thread.classroom.slug, flag.pk])
        assert browser.post(take_back).status_code == 404

    def test_a_live_one_can_be_taken_back_and_a_decided_one_stays(self, sign_in, classmate, thread):
        live = FlagFactory(post=PostFactory(thread=thread), reporter=classmate)
        closed = FlagFactory(
            post=PostFactory(thread=thread), reporter=classmate, closed_at=timezone.now(), outcome="upheld"
        )
        browser = sign_in(classmate)
        for flag in (live, closed):
            take_back = reverse("discussions:take_back_report", args=[thread.classroom.slug, flag.pk])
            assert browser.post(take_back).status_code == 302
        assert not Flag.objects.live().exists()
        closed.refresh_from_db()
        assert (closed.withdrawn_at, closed.outcome) == (None, "upheld")

    def test_a_post_that_has_gone_is_named_and_not_linked(self, sign_in, classmate, thread):
        post = PostFactory(thread=thread)
        FlagFactory(post=post, reporter=classmate)
        browser, url = sign_in(classmate), address("my_reports", thread.classroom)
        assertContains(browser.get(url), f"/posts/{post.pk}/")
        post.withdraw(timezone.now())
        page = browser.get(url)
        assertNotContains(page, f"/posts/{post.pk}/")
        assertContains(page, thread.title)

    def test_four_queries_however_many(self, sign_in, classmate, thread, django_assert_num_queries):
        browser, url = sign_in(classmate), address("my_reports", thread.classroom)
        for number in (1, 5):
            for _ in range(number):
                FlagFactory(post=PostFactory(thread=thread), reporter=classmate)
            with django_assert_num_queries(4):
                browser.get(url)
