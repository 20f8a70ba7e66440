"""What people are told of, and what they are never told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Notice, Post, ReviewItem, Sanction, Thread, ThreadMark, Unlock
from discussions.models.news import News, unseen, with_news
from discussions.moderation.queue import decide
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory, SanctionFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db

URL = "/notices/"


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom, title="Is a partial list a false list?")


@pytest.fixture
def mine(thread, student) -> Post:
    """The student takes part, and has looked at the thread since."""
    post = PostFactory(thread=thread, author=student)
    looks_at(thread, student)
    return post


def looks_at(thread: Thread, member) -> None:
    thread.refresh_from_db()
    seen = {"seen_seq": thread.last_pub_seq, "seen_at": timezone.now() - timedelta(hours=1)}
    ThreadMark.objects.update_or_create(thread=thread, member=member, defaults=seen)


def news_of(member) -> int:
    return unseen(member.user, timezone.now())


def publish(**given) -> Post:
    return PostFactory(moment=timezone.now(), **given)


class TestWhoIsTold:
    def test_whoever_wrote_in_a_thread_is_told_of_new_posts(self, sign_in, student, thread, mine):
        publish(thread=thread)
        publish(thread=thread)
        page = sign_in(student).get(URL)
        assertContains(page, "2 new posts")
        assertContains(page, thread.title)
        assertContains(page, thread.get_absolute_url())

    def test_whoever_wrote_nothing_is_told_nothing(self, classmate, thread, mine):
        publish(thread=thread)
        assert news_of(classmate) == 0

    def test_ones_own_post_is_no_news(self, student, thread, mine):
        publish(thread=thread, author=student)
        assert lines_of(student) == ["1 of your posts was published"]

    def test_a_reply_is_counted_as_a_reply_and_not_twice(self, student, thread, mine):
        publish(thread=thread, root=mine)
        assert lines_of(student) == ["1 reply to you"]

    def test_a_reply_to_somebody_else_in_ones_branch_is_a_new_post(self, student, classmate, thread, mine):
        answer = publish(thread=thread, root=mine, author=classmate)
        looks_at(thread, student)
        publish(thread=thread, root=answer)
        assert lines_of(student) == ["1 new post"]
        assert "1 reply to you" in lines_of(classmate)

    def test_publishing_takes_as_many_queries_for_thirty_people_as_for_one(self, classroom, teacher, thread, mine):
        def queries() -> int:
            item = publish(thread=thread, pending=True).review_items.get()
            item = ReviewItem.objects.select_related("post__thread").get(pk=item.pk)
            with CaptureQueriesContext(connection) as captured:
                decide(item, teacher, "publish", moment=timezone.now())
            return len(captured)

        few = queries()
        for member in MembershipFactory.create_batch(12, classroom=classroom):
            PostFactory(thread=thread, author=member)
        assert queries() == few


class TestDecisions:
    @pytest.mark.parametrize(
        ("ends", "words"),
        [
            ("published", "1 of your posts was published"),
            ("returned", "1 of your posts was returned"),
            ("removed", "1 of your posts was removed"),
        ],
    )
    def test_an_author_is_told_what_was_decided(self, student, thread, mine, ends, words):
        publish(thread=thread, author=student, ends=ends)
        assert words in lines_of(student)

    def test_a_decision_that_was_overtaken_is_no_news(self, student, thread, mine):
        publish(thread=thread, author=student, returned=True).withdraw(timezone.now())
        assert lines_of(student) == []

    def test_an_appeal_is_answered(self, student, thread, mine, teacher):
        post = publish(thread=thread, author=student, returned=True)
        appeal = AppealFactory(post=post)
        decide(appeal.item, teacher, "overturn", moment=timezone.now())
        assert "1 of your appeals was decided" in lines_of(student)

    def test_whoever_reported_it_is_told_that_it_was_decided(self, classmate, thread, mine, teacher):
        moment = timezone.now()
        flag = FlagFactory(post=mine, reporter=classmate, closed_at=moment, outcome="upheld")
        item = ReviewItem.open_for(mine, ReviewItem.Reason.FLAGGED, moment - timedelta(hours=1))
        decide(item, teacher, "publish", moment=moment)
        assert flag.reporter == classmate
        assert lines_of(classmate) == ["1 of your reports was decided"]

    def test_a_sanction_is_told_without_a_thread_and_until_it_was_read(self, sign_in, student):
        Notice.tell_of_sanction(SanctionFactory(member=student, starts_at=timezone.now()))
        browser = sign_in(student)
        assertContains(browser.get(URL), "A moderator has decided something about you")
        assertNotContains(browser.get(URL), "A moderator has decided something about you")


class TestWhatIsNeverTold:
    @pytest.mark.parametrize("verb", ["withdraw", "hide", "erase"])
    def test_a_post_that_leaves_takes_back_what_it_announced(self, student, thread, mine, verb):
        post = publish(thread=thread)
        assert lines_of(student) == ["1 new post"]
        getattr(post, verb)(timezone.now())
        assert news_of(student) == 0

    @pytest.mark.parametrize("ends", ["pending", "returned", "removed"])
    def test_what_was_never_published_is_announced_to_nobody(self, student, thread, mine, ends):
        publish(thread=thread, ends=ends)
        assert news_of(student) == 0

    def test_behind_the_gate_nobody_is_told_of_others(self, student, thread, mine):
        Thread.objects.filter(pk=thread.pk).update(is_gated=True)
        publish(thread=thread, root=mine)
        Unlock.objects.all().delete()
        assert news_of(student) == 0
        Unlock.objects.create(thread=thread, member=student)
        assert lines_of(student) == ["1 reply to you"]

    def test_of_a_withdrawn_assignment_students_hear_nothing(self, student, thread, mine):
        publish(thread=thread)
        thread.assignment.withdrawn_at = timezone.now()
        thread.assignment.save()
        assert news_of(student) == 0

    def test_whoever_is_suspended_hears_nothing_of_threads(self, student, thread, mine):
        publish(thread=thread)
        SanctionFactory(member=student, kind=Sanction.Kind.SUSPEND)
        assert news_of(student) == 0

    def test_whoever_left_the_class_hears_nothing(self, student, thread, mine):
        publish(thread=thread)
        student.close()
        assert news_of(student) == 0

    def test_somebody_elses_notices_are_not_on_the_page(self, sign_in, outsider, thread, mine):
        publish(thread=thread)
        assertNotContains(sign_in(outsider).get(URL), thread.title)


class TestThePage:
    def test_opening_the_thread_marks_it_seen(self, sign_in, student, thread, mine):
        publish(thread=thread, root=mine)
        browser = sign_in(student)
        assert news_of(student) == 1
        browser.get(thread.get_absolute_url())
        assert news_of(student) == 0
        page = browser.get(URL)
        assertContains(page, thread.title)
        assertNotContains(page, "is-new")

    def test_a_decision_alone_is_seen_by_opening_the_thread_too(self, sign_in, student, thread, mine):
        publish(thread=thread, author=student, returned=True)
        assert news_of(student) == 1
        sign_in(student).get(thread.get_absolute_url())
        assert news_of(student) == 0

    def test_it_is_paged_by_key(self, sign_in, student, classroom):
        assignment = ThreadFactory(classroom=classroom).assignment
        now = timezone.now()
        for n in range(21):
            one = ThreadFactory(assignment=assignment, title=f"Thread <{n}>")
            Notice.objects.create(member=student, thread=one, updated_at=now - timedelta(minutes=n // 2))
        browser = sign_in(student)
        first = browser.get(URL).content.decode()
        older = first.partition('href="?before=')[2].partition('"')[0]
        second = browser.get(f"{URL}?before={older}").content.decode()
        shown = [{n for n in range(21) if f"Thread &lt;{n}&gt;" in page} for page in (first, second)]
        assert [len(page) for page in shown] == [20, 1]
        assert shown[0] | shown[1] == set(range(21))

    @pytest.mark.parametrize("key", ["x", "2026-99-01T00:00:00Z_1", "2026-01-01T00:00:00_1", "2026-01-01T00:00:00Z_x"])
    def test_a_broken_key_shows_the_beginning(self, sign_in, student, thread, mine, key):
        assertContains(sign_in(student).get(URL, {"before": key}), thread.title)

    def test_three_queries_however_many_notices(self, sign_in, student, thread, mine, django_assert_num_queries):
        publish(thread=thread)
        browser = sign_in(student)
        with django_assert_num_queries(3):
            browser.get(URL)
        for _ in range(3):
            other = ThreadFactory(assignment=thread.assignment)
            PostFactory(thread=other, author=student)
            publish(thread=other)
        with django_assert_num_queries(3):
            browser.get(URL)

    def test_nothing_yet_is_explained(self, sign_in, student):
        assertContains(sign_in(student).get(URL), "Nothing has happened yet")

    @pytest.mark.parametrize("name", ["gradebook:home", "discussions:threads"])
    def test_the_number_stands_on_the_home_page_and_the_discussions_tab(self, sign_in, student, thread, mine, name):
        address = reverse(name, args=[thread.classroom.slug] if name == "discussions:threads" else [])
        browser = sign_in(student)
        assertNotContains(browser.get(address), "new notice")
        publish(thread=thread)
        assertContains(browser.get(address), "1 new notice")


def lines_of(member) -> list[str]:
    told = with_news(Notice.objects.of(member.user, timezone.now()))
    return [line for notice in told for line in News(notice).lines()]
