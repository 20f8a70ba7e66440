"""Reviewing: the list, the item, the decision, and what happens when two meet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import AuditEntry, Post, ReviewItem, Thread
from discussions.models.submissions import Cited
from discussions.moderation.queue import decide
from tests.conftest import HTMX
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.factories import NormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def norm(classroom):
    return NormFactory(classroom=classroom, text="Say where a fact comes from.", message="Where did you read it?")


@pytest.fixture
def item(thread) -> ReviewItem:
    return ReviewItemFactory(thread=thread, text="I think these people always vote with their wallet.")


@pytest.fixture
def queue_url(classroom) -> str:
    return reverse("discussions:queue", args=[classroom.slug])


@pytest.fixture
def url(queue_url, item) -> str:
    return f"{queue_url}{item.pk}/"


def decision(item: ReviewItem, outcome: str, **given) -> dict[str, object]:
    return {"outcome": outcome, "version": item.version, "revision": item.revision_id, **given}


class TestQueue:
    def test_it_lists_what_waits_oldest_first_by_pseudonym_with_the_reason(self, sign_in, moderator, thread, queue_url):
        now = timezone.now()
        late = ReviewItemFactory(thread=thread, moment=now - timedelta(hours=1))
        early = ReviewItemFactory(
            thread=thread, moment=now - timedelta(hours=5), text="See https://evil.example/a for it."
        )
        page = sign_in(moderator).get(queue_url).content.decode()
        assert page.index(f"/review/{early.pk}/") < page.index(f"/review/{late.pk}/")
        for words in (
            "2 waiting",
            early.post.pseudonym,
            "5 h",
            "A link to evil.example",
            "One of the first three posts",
        ):
            assert words in page
        assert early.author.name not in page

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("A word that is read from the right \u202e by nobody else here.", "in another order"),
            ("Nobody can read this a" + "\u0301" * 12 + " word on a small screen.", "Heaps of marks"),
        ],
    )
    def test_the_gravest_finding_is_the_reason(self, sign_in, moderator, thread, queue_url, text, reason):
        ReviewItemFactory(thread=thread, text=text)
        page = sign_in(moderator).get(queue_url)
        assertContains(page, reason)
        assertNotContains(page, "One of the first three posts")

    def test_who_is_on_it_is_said(self, sign_in, moderator, teacher, item, queue_url):
        item.claim(teacher, timezone.now())
        assertContains(sign_in(moderator).get(queue_url), f"{teacher.name} is on it")

    def test_an_empty_queue_says_so_kindly(self, sign_in, moderator, queue_url):
        assertContains(sign_in(moderator).get(queue_url), "Nothing is waiting")


class TestItem:
    def test_the_post_is_read_in_its_context_with_what_was_found(self, sign_in, moderator, thread, norm, queue_url):
        root = PostFactory(thread=thread, text="The opening post that is being answered here.")
        text = "I think these people always vote with their wallet."
        waiting = ReviewItemFactory(thread=thread, root=root, text=text, citations=[Cited(url="https://a.example/x")])
        page = sign_in(moderator).get(f"{queue_url}{waiting.pk}/")
        for words in (
            "The opening post that is being answered here.",
            '<mark>these people</mark><span class="disc">1</span>',
            "Wording about a people",
            "a.example",
            norm.text,
            f'<template data-norm="{norm.pk}">{norm.message}</template>',
            "No post was ever returned",
        ):
            assertContains(page, words)

    def test_its_author_is_a_pseudonym_until_somebody_asks_and_that_is_logged(self, sign_in, moderator, item, url):
        browser = sign_in(moderator)
        assertNotContains(browser.get(url), item.author.name)
        assertRedirects(browser.post(f"{url}name/"), url)
        assertContains(browser.get(url), item.author.name)
        assert AuditEntry.objects.filter(act="named", actor=moderator, post=item.post).count() == 1

    def test_another_moderator_is_not_told_the_name_for_it(self, sign_in, moderator, teacher, item, url):
        sign_in(moderator).post(f"{url}name/")
        assertNotContains(sign_in(teacher).get(url), item.author.name)

    def test_a_revision_shows_what_has_changed(self, sign_in, moderator, student, thread, queue_url):
        post = PostFactory(thread=thread, author=student, returned=True, text="All of them knew about the contracts.")
        post.revise("claim", "Some of them knew about the contracts.", [], timezone.now())
        page = sign_in(moderator).get(f"{queue_url}{ReviewItem.objects.open().get().pk}/")
        for words in (
            "<del>All </del><ins>Some </ins>of them",
            "It was returned for",
            "Revised once",
            "0 of 1 returned",
        ):
            assertContains(page, words)

    def test_ones_own_post_is_not_there(self, sign_in, moderator, thread, queue_url):
        own = ReviewItemFactory(thread=thread, author=moderator)
        assert sign_in(moderator).get(f"{queue_url}{own.pk}/").status_code == 404
        assert sign_in(moderator).post(f"{queue_url}{own.pk}/decide/", decision(own, "publish")).status_code == 404

    def test_what_has_been_decided_is_shown_without_a_form(self, sign_in, moderator, teacher, item, url):
        decide(item, teacher, "publish", moment=timezone.now())
        page = sign_in(moderator).get(url)
        assertContains(page, f"{teacher.name} decided: Publish")
        assertNotContains(page, 'name="outcome"')

    def test_what_somebody_wrote_is_never_markup(self, sign_in, moderator, thread, queue_url):
        waiting = ReviewItemFactory(thread=thread, text="<script>alert(1)</script> these people <img src=x>")
        page = sign_in(moderator).get(f"{queue_url}{waiting.pk}/")
        assertNotContains(page, "<script>alert")
        assertNotContains(page, "<img")

    @pytest.mark.parametrize("page", ["queue", "item"])
    def test_the_queue_takes_seven_queries_however_many_wait(self, sign_in, teacher, thread, norm, queue_url, page):
        root = PostFactory(thread=thread)
        item = ReviewItemFactory(thread=thread, root=root, citations=[Cited(url="https://a.example/x")])
        url = queue_url if page == "queue" else f"{queue_url}{item.pk}/"
        browser = sign_in(teacher)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(url).status_code == 200
            return len(captured)

        few = queries()
        for _ in range(12):
            ReviewItemFactory(thread=thread, root=root)
        assert queries() == few <= 7


class TestDecide:
    def test_nothing_is_chosen_beforehand_and_choosing_nothing_is_explained(self, sign_in, moderator, item, url):
        browser = sign_in(moderator)
        assertNotContains(browser.get(url), " checked")
        page = browser.post(f"{url}decide/", decision(item, ""))
        assertContains(page, "Choose what happens to the post.", status_code=422)

    def test_publishing_needs_no_reason_and_leads_to_the_next(self, sign_in, moderator, thread, item, url, queue_url):
        following = ReviewItemFactory(thread=thread)
        answer = sign_in(moderator).post(f"{url}decide/", decision(item, "publish"))
        assertRedirects(answer, f"{queue_url}{following.pk}/")
        assert Post.objects.get(pk=item.post_id).state == "published"

    def test_after_the_last_comes_the_empty_queue(self, sign_in, moderator, item, url, queue_url):
        answer = sign_in(moderator).post(f"{url}decide/", decision(item, "publish"))
        assertRedirects(answer, queue_url)

    def test_the_norms_own_message_is_sent_when_none_is_written(self, sign_in, moderator, item, norm, url):
        given = decision(item, "return", norm=norm.pk, quote="these people")
        sign_in(moderator).post(f"{url}decide/", given)
        made = Post.objects.get().last_decision
        assert (made.message, made.norm) == ("Where did you read it?", norm)
        assert item.revision.body.text[made.quote_start : made.quote_end] == "these people"

    @pytest.mark.parametrize("outcome", ["return", "remove"])
    def test_without_a_norm_it_is_explained_and_nothing_happens(self, sign_in, moderator, item, url, outcome):
        page = sign_in(moderator).post(f"{url}decide/", decision(item, outcome, message="Hm."))
        assertContains(page, "Choose the norm", status_code=422)
        assertContains(page, "Hm.</textarea>", status_code=422)
        assert Post.objects.get().state == "pending"

    def test_a_quote_that_is_not_in_the_post_is_explained(self, sign_in, moderator, item, norm, url):
        given = decision(item, "return", norm=norm.pk, quote="something else")
        assertContains(sign_in(moderator).post(f"{url}decide/", given), "do not stand in the post", status_code=422)

    def test_a_norm_of_another_class_is_no_choice(self, sign_in, moderator, item, url):
        given = decision(item, "return", norm=NormFactory().pk, message="No.")
        assert sign_in(moderator).post(f"{url}decide/", given).status_code == 422

    def test_who_comes_second_gets_a_fresh_card_and_changes_nothing(self, sign_in, moderator, teacher, item, norm, url):
        decide(ReviewItem.objects.get(pk=item.pk), teacher, "publish", moment=timezone.now())
        given = decision(item, "remove", norm=norm.pk, message="I would have removed it.")
        page = sign_in(moderator).post(f"{url}decide/", given)
        for words in ("You did not decide anything", f"{teacher.name} decided: Publish", "I would have removed it."):
            assertContains(page, words, status_code=409)
        assert Post.objects.get().state == "published"

    @pytest.mark.parametrize("stale", [{"version": 99}, {"revision": 99}, {"version": 10**30}])
    def test_a_card_that_is_not_fresh_is_shown_again_with_its_form(self, sign_in, moderator, item, url, stale):
        page = sign_in(moderator).post(f"{url}decide/", decision(item, "publish") | stale)
        assertContains(page, 'name="outcome"', status_code=409)
        assert Post.objects.get().state == "pending"


class TestClaim:
    def test_the_open_page_holds_it_and_says_until_when(self, sign_in, moderator, item, url):
        page = sign_in(moderator).post(f"{url}claim/", headers=HTMX)
        assertContains(page, "You hold this until")
        assertNotContains(page, "<html")

    def test_who_comes_second_is_told_who_holds_it(self, sign_in, moderator, teacher, item, url):
        item.claim(teacher, timezone.now())
        page = sign_in(moderator).post(f"{url}claim/", headers=HTMX)
        assertContains(page, f"{teacher.name} is on it", status_code=409)
        page = sign_in(moderator).post(f"{url}decide/", decision(item, "publish"))
        assertContains(page, f"{teacher.name} is on it", status_code=409)

    def test_it_works_as_a_plain_form_and_can_be_given_back(self, sign_in, moderator, item, url, queue_url):
        browser = sign_in(moderator)
        assertRedirects(browser.post(f"{url}claim/"), url)
        assertContains(browser.get(url), "Let go")
        assertRedirects(browser.post(f"{url}let-go/"), queue_url)
        item.refresh_from_db()
        assert item.claimed_by is None


class TestAudit:
    def test_teachers_read_what_was_sent_decided_and_asked(self, sign_in, teacher, student, thread, classroom):
        post = PostFactory(thread=thread, author=student, returned=True)
        page = sign_in(teacher).get(reverse("discussions:audit", args=[classroom.slug]))
        for words in ("sent a post", "returned it to its author", "Where did you read that?", post.pseudonym):
            assertContains(page, words)
        assertNotContains(page, student.name)
