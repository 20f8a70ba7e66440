"""The rules of one discussion: set, locked, pinned; what is promised to those who have written holds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import AuditEntry, Draft, Post, Thread, Unlock
from discussions.models.thread_rules import PostsStand
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db

PLAIN = {"review": "", "slow_minutes": "0"}


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return thread.get_absolute_url()


class TestThreadRules:
    def test_what_changes_is_kept_and_is_on_the_log(self, sign_in, teacher, thread, url):
        given = {"review": "every", "is_gated": "on", "is_pseudonymous": "on", "slow_minutes": "10"}
        assert sign_in(teacher).post(f"{url}rules/", given).status_code == 302
        thread.refresh_from_db()
        assert (thread.review, thread.is_gated, thread.is_pseudonymous, thread.slow_minutes) == (
            "every",
            True,
            True,
            10,
        )
        lines = AuditEntry.objects.filter(act="settled", thread=thread, actor=teacher).values_list("detail", flat=True)
        assert set(lines) == {"review: every", "gated: yes", "pseudonymous: yes", "slow minutes: 10"}

    def test_what_stays_is_not_on_the_log(self, sign_in, teacher, url):
        assert sign_in(teacher).post(f"{url}rules/", PLAIN).status_code == 302
        assert not AuditEntry.objects.filter(act="settled").exists()

    @pytest.mark.parametrize("minutes", ["1441", "-1", "x", ""])
    def test_a_wait_without_sense_is_explained(self, sign_in, teacher, url, minutes):
        page = sign_in(teacher).post(f"{url}rules/", PLAIN | {"slow_minutes": minutes})
        assertContains(page, "This was not saved yet", status_code=422)

    @pytest.mark.parametrize("before", [True, False])
    def test_whether_names_are_shown_is_settled_with_the_first_post(self, sign_in, teacher, thread, url, before):
        Thread.objects.update(is_pseudonymous=before)
        PostFactory(thread=thread, pending=True)
        sign_in(teacher).post(f"{url}rules/", PLAIN | ({} if before else {"is_pseudonymous": "on"}))
        thread.refresh_from_db()
        assert thread.is_pseudonymous is before
        with pytest.raises(PostsStand):
            thread.settle(teacher, timezone.now(), is_pseudonymous=not before)

    def test_a_gate_put_up_later_hides_nothing_from_those_who_have_written(self, teacher, student, classmate, thread):
        PostFactory.create_batch(2, thread=thread, author=student)
        PostFactory(thread=thread, author=classmate, returned=True)
        thread.settle(teacher, timezone.now(), is_gated=True)
        assert {unlock.member for unlock in Unlock.objects.filter(thread=thread)} == {student, classmate}

    def test_the_page_says_what_is_different(self, sign_in, student, thread, url):
        assertNotContains(sign_in(student).get(url), "thread-rules")
        Thread.objects.update(is_gated=True, is_pseudonymous=True, slow_minutes=10, locked_at=timezone.now())
        page = sign_in(student).get(url)
        for words in ("Locked", "Post before you see", "Pseudonymous", "One post every 10 minutes"):
            assertContains(page, words)

    @pytest.mark.parametrize(
        ("review", "said"),
        [("", "The first three posts of each student (as everywhere"), ("every", "Every post of a student (in this")],
    )
    def test_those_who_moderate_read_what_is_reviewed_and_why(
        self, sign_in, moderator, student, thread, url, review, said
    ):
        Thread.objects.update(review=review)
        assertContains(sign_in(moderator).get(url), said)
        assertNotContains(sign_in(student).get(url), said)


class TestLock:
    def test_students_read_and_what_they_typed_is_kept(self, sign_in, moderator, student, thread, url):
        PostFactory(thread=thread, text="A post that stands here before the lock.")
        assert sign_in(moderator).post(f"{url}lock/").status_code == 302
        page = sign_in(student).get(url)
        assertContains(page, "before the lock")
        assertNotContains(page, "<textarea")
        answer = sign_in(student).post(reverse("discussions:write", args=[thread.classroom.slug, thread.pk]), filled())
        assertContains(answer, "This discussion is locked", status_code=409)
        assert Draft.objects.get().text == TEXT
        assert not Post.objects.filter(author=student).exists()

    def test_unlocked_they_write_again(self, sign_in, moderator, student, thread, url):
        for act in ("lock", "unlock"):
            sign_in(moderator).post(f"{url}{act}/")
        assertContains(sign_in(student).get(url), "<textarea")
        details = AuditEntry.objects.filter(act="settled").order_by("pk").values_list("detail", flat=True)
        assert list(details) == ["locked: yes", "locked: no"]

    def test_whoever_moderates_writes_in_a_locked_discussion(self, sign_in, teacher, thread, url):
        sign_in(teacher).post(f"{url}lock/")
        assertContains(sign_in(teacher).get(url), "<textarea")


class TestPin:
    def test_it_stands_on_top_of_its_assignments_discussions(self, sign_in, teacher, thread, url):
        first = ThreadFactory(assignment=thread.assignment, position=0)
        Thread.objects.filter(pk=thread.pk).update(position=5)
        assert list(Thread.objects.visible_to(teacher).in_order()) == [first, thread]
        sign_in(teacher).post(f"{url}pin/")
        assert list(Thread.objects.visible_to(teacher).in_order()) == [thread, first]
        sign_in(teacher).post(f"{url}unpin/")
        assert list(Thread.objects.visible_to(teacher).in_order()) == [first, thread]


class TestSlow:
    def test_the_second_post_is_told_when_and_kept(self, sign_in, student, thread, time_machine):
        thread.assignment.due_at = None
        thread.assignment.save()
        Thread.objects.update(slow_minutes=10)
        time_machine.move_to(timezone.now().replace(hour=9, minute=0, second=0, microsecond=0), tick=False)
        write = reverse("discussions:write", args=[thread.classroom.slug, thread.pk])
        browser = sign_in(student)
        assertContains(browser.get(thread.get_absolute_url()), "you can post once in 10 minutes")
        assert browser.post(write, filled()).status_code == 302
        time_machine.shift(timedelta(minutes=4))
        again = filled(text="Another one, four minutes after the first.")
        assertContains(browser.post(write, again), "You can post again at", status_code=422)
        assert Draft.objects.get().text == again["text"]
        assertContains(browser.get(thread.get_absolute_url()), "you can post again at")
        time_machine.shift(timedelta(minutes=6))
        assert browser.post(write, again).status_code == 302

    def test_a_returned_post_can_be_sent_again_at_once(self, student, thread):
        post = PostFactory(thread=thread, author=student, returned=True)
        PostFactory(thread=thread, author=student, moment=timezone.now())
        Thread.objects.update(slow_minutes=60)
        post.thread.refresh_from_db()
        post.revise("claim", "A new text that says where I read it.", [], timezone.now())
        assert post.state == "pending"
