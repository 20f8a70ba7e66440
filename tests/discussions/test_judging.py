"""What a moderator reads before judging: the branch, flags, an appeal, a change; and never a name too early."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import AuditEntry, Post, ReviewItem, Thread
from discussions.models.submissions import Cited
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, ModeratorNoteFactory, SanctionFactory
from tests.discussions.test_queue_page import address, flagged
from tests.factories import MembershipFactory, NormFactory
from tests.lessons.factories import ClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom, claim=ClaimFactory())


@pytest.fixture
def item(thread, student) -> ReviewItem:
    return ReviewItemFactory(thread=thread, author=student)


class TestBranch:
    def test_what_stands_before_and_after_is_read_in_order_with_what_waits_marked(self, sign_in, moderator, thread):
        root = PostFactory(thread=thread, text="The opening of this branch.")
        PostFactory(root=root, text="The first reply.")
        judged = ReviewItemFactory(root=root, text="The judged reply.")
        PostFactory(root=root, pending=True, text="A reply that waits too.")
        PostFactory(root=root, removed=True, text="What nobody reads again.")
        PostFactory(thread=thread, text="Of another branch.")
        page = sign_in(moderator).get(address(judged)).content.decode()
        words = ("The opening of", "The first reply", "The judged reply", "A reply that waits too")
        assert [page.index(one) for one in words] == sorted(page.index(one) for one in words)
        assert "Waiting for review" in page
        for absent in ("What nobody reads again", "Of another branch"):
            assert absent not in page

    def test_replies_to_an_opening_post_stand_after_it(self, sign_in, moderator, thread):
        post = PostFactory(thread=thread, text="Opened the branch.")
        PostFactory(root=post, text="A reply to what is judged.")
        judged = ReviewItem.open_for(post, ReviewItem.Reason.FLAGGED, timezone.now())
        assertContains(sign_in(moderator).get(address(judged)), "A reply to what is judged.")

    def test_what_was_handed_over_is_not_read_in_somebody_elses_branch(self, sign_in, moderator, thread):
        root = PostFactory(thread=thread)
        handed = ReviewItemFactory(root=root, text="Words for one adult only.")
        ReviewItem.objects.filter(pk=handed.pk).update(escalated_at=timezone.now(), priority=2)
        judged = ReviewItemFactory(root=root)
        assertNotContains(sign_in(moderator).get(address(judged)), "Words for one adult only.")

    def test_the_prompt_and_each_cited_claim_stand_there_with_their_status(self, sign_in, moderator, thread):
        claim = ClaimFactory(status="contested")
        judged = ReviewItemFactory(thread=thread, citations=[Cited(claim_id=claim.pk)])
        page = sign_in(moderator).get(address(judged))
        for words in (thread.statement, thread.claim.code, claim.code, "Contested"):
            assertContains(page, words)


class TestBlindness:
    """Nothing on the page names the author before somebody asks."""

    def test_not_where_they_wrote_around_it_were_sanctioned_or_noted(
        self, sign_in, moderator, student, classmate, thread
    ):
        root = PostFactory(thread=thread, author=student)
        PostFactory(root=root, author=student)
        PostFactory(root=root, author=classmate)
        judged = ReviewItemFactory(root=root, author=student)
        PostFactory(root=root, author=student)
        SanctionFactory(member=student)
        ModeratorNoteFactory(about=student)
        browser = sign_in(moderator)
        page = browser.get(address(judged))
        assertNotContains(page, student.name)
        for words in (classmate.name, "same author", "Warning, until", "Private notes (1)"):
            assertContains(page, words)
        browser.post(f"{address(judged)}name/")
        assertContains(browser.get(address(judged)), student.name)

    def test_in_a_pseudonymous_thread_nobody_around_it_is_named(self, sign_in, moderator, student, classmate, thread):
        Thread.objects.filter(pk=thread.pk).update(is_pseudonymous=True)
        root = PostFactory(thread=thread, author=classmate)
        judged = ReviewItemFactory(root=root, author=student)
        assertNotContains(sign_in(moderator).get(address(judged)), classmate.name)

    def test_not_in_any_list(self, sign_in, moderator, student, item):
        for place in (reverse("discussions:queue", args=[item.classroom.slug]), "/moderation/"):
            assertNotContains(sign_in(moderator).get(place), student.name)


class TestReasons:
    def test_flags_say_how_many_which_norms_and_the_notes_but_never_who(self, sign_in, moderator, thread):
        judged = flagged(thread)
        page = sign_in(moderator).get(address(judged))
        for words in ("2 flags: Acts, not peoples", "It says they are all alike.", "Leave it as it is"):
            assertContains(page, words)
        for flag in judged.post.flags.all():
            assertNotContains(page, flag.reporter.name)

    def test_a_change_is_shown_against_the_text_that_is_live(self, sign_in, moderator, student, thread):
        hours_ago = timezone.now() - timedelta(hours=9)
        post = PostFactory(thread=thread, author=student, text="All of them knew it.", moment=hours_ago)
        post.edit("Some of them knew it, says https://evil.example/a", [], timezone.now())
        page = sign_in(moderator).get(address(post.review_items.get(closed_at=None)))
        for words in ("What the author wants to change", "<del>All </del><ins>Some </ins>", "Publish the change"):
            assertContains(page, words)

    def test_an_appeal_shows_both_sides_and_two_ways_to_end_it(self, sign_in, moderator, thread):
        post = PostFactory(thread=thread, returned=True, text="All of them knew it.", quote="All of them")
        appeal = AppealFactory(post=post)
        page = sign_in(moderator).get(address(appeal.item))
        for words in (
            appeal.text,
            post.last_decision.decider.name,
            post.last_decision.message,
            post.last_decision.norm.text,
            "<mark>All of them</mark>",
            'value="overturn"',
            'value="uphold"',
        ):
            assertContains(page, words)
        assertNotContains(page, 'value="publish"')

    @pytest.mark.parametrize(("outcome", "state"), [("overturn", "published"), ("uphold", "returned")])
    def test_an_appeal_is_decided_by_the_form(self, sign_in, moderator, thread, outcome, state):
        item = AppealFactory(post=PostFactory(thread=thread, returned=True)).item
        norm = NormFactory(classroom=thread.classroom)
        given = {"outcome": outcome, "norm": norm.pk, "version": 1, "revision": item.revision_id}
        assert sign_in(moderator).post(f"{address(item)}decide/", given).status_code == 302
        assert Post.objects.get(pk=item.post_id).state == state

    def test_it_is_not_there_for_who_decided_first(self, sign_in, thread):
        post = PostFactory(thread=thread, returned=True)
        item = AppealFactory(post=post).item
        assert sign_in(post.last_decision.decider).get(address(item)).status_code == 404


class TestEscalate:
    def test_it_goes_to_the_safeguarding_adult_and_is_logged(self, sign_in, moderator, teacher, thread, item):
        following = ReviewItemFactory(thread=thread)
        given = {"outcome": "escalate", "version": 1, "revision": item.revision_id}
        assertRedirects(sign_in(moderator).post(f"{address(item)}decide/", given), address(following))
        item.refresh_from_db()
        assert (item.escalated_by, item.priority, item.closed_at) == (moderator, 2, None)
        assert AuditEntry.objects.filter(act="escalated", actor=moderator, post=item.post).exists()
        assert sign_in(moderator).get(address(item)).status_code == 404
        page = sign_in(teacher).get(address(item))
        assertContains(page, "Speak to the person")
        assertNotContains(page, 'value="escalate"')

    def test_a_stale_card_hands_nothing_over(self, sign_in, moderator, item):
        given = {"outcome": "escalate", "version": 7, "revision": item.revision_id}
        assert sign_in(moderator).post(f"{address(item)}decide/", given).status_code == 409
        item.refresh_from_db()
        assert item.escalated_at is None


def test_the_page_takes_seven_queries_whatever_is_around_it(
    sign_in, moderator, student, thread, django_assert_max_num_queries
):
    root = PostFactory(thread=thread, author=student)
    for _ in range(4):
        PostFactory(root=root)
    judged = ReviewItemFactory(root=root, author=student, citations=[Cited(claim_id=ClaimFactory().pk)])
    SanctionFactory(member=student)
    ModeratorNoteFactory(about=student)
    MembershipFactory(user=moderator.user, teacher=True)
    browser, page = sign_in(moderator), address(judged)
    for query, most in (("", 6), ("?queue=all", 7)):
        with django_assert_max_num_queries(most):
            assert browser.get(f"{page}{query}").status_code == 200
    with django_assert_max_num_queries(6):
        browser.get("/moderation/")
