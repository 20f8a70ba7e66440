"""Post before you see: what a student is told before they have written, and what opens the thread."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Draft, Post, Thread, Unlock
from discussions.models.submissions import Blocked, Cited, RootGone
from discussions.moderation.gate import SUBSTANCE
from tests.conftest import HTMX
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, StanceFactory, ThreadFactory
from tests.lessons.factories import ClaimFactory

pytestmark = pytest.mark.django_db

LONG = "A list that leaves out Germany changes the story that a reader takes home. So does one that leaves out Brazil, "
LONG += "and that is why I count."
assert len(LONG) > SUBSTANCE


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom, is_gated=True)


@pytest.fixture
def claim(thread):
    found = ClaimFactory()
    thread.assignment.edition.claims.add(found)
    return found


@pytest.fixture
def url(thread) -> str:
    return thread.get_absolute_url()


def read(browser, url: str) -> str:
    """A page without what differs from one reading to the next."""
    page = browser.get(url).content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|client_token)" value="[^"]*"', "", page)


class TestBeforeIt:
    def test_no_page_differs_whether_others_wrote_or_nobody(self, sign_in, student, classmate, thread, url):
        browser = sign_in(student)
        pages = [
            url,
            f"{url}?order=newest",
            reverse("discussions:threads", args=[thread.classroom.slug]),
            thread.assignment.get_absolute_url(),
        ]
        StanceFactory(thread=thread, member=student)
        before = [read(browser, page) for page in pages]
        root = PostFactory(thread=thread, author=classmate)
        PostFactory(thread=thread, root=root)
        PostFactory(thread=thread, root=PostFactory(thread=thread)).root.withdraw(timezone.now())
        PostFactory(thread=thread, pending=True)
        StanceFactory.create_batch(6, thread=thread)
        assert [read(browser, page) for page in pages] == before

    def test_after_the_question_has_closed_no_bar_is_shown(self, sign_in, student, classmate, thread, url):
        StanceFactory.create_batch(6, thread=thread)
        thread.close_stances(timezone.now())
        Unlock.earn(thread, classmate, timezone.now())
        assertNotContains(sign_in(student).get(url), "stance-bar")
        assertContains(sign_in(classmate).get(url), "stance-bar")

    def test_the_panel_ticks_what_is_done(self, sign_in, student, thread, claim, url):
        browser = sign_in(student)
        assertContains(browser.get(url), "Not yet.", count=3)
        StanceFactory(thread=thread, member=student)
        chip = {"line": str(Cited(claim_id=claim.pk)), "code": claim.code, "status": claim.status, "label": "x"}
        Draft(author=student, thread=thread, kind="claim", text=LONG, cited=[chip], seq=1).keep()
        page = browser.get(url)
        assertContains(page, "Done.", count=3)
        assertContains(page, "First say what you think")

    def test_ones_own_posts_stand_there(self, sign_in, student, thread, url):
        PostFactory(thread=thread, author=student, text="Mine, from before the gate was there.")
        Unlock.objects.all().delete()
        other = PostFactory(thread=thread)
        page = sign_in(student).get(url)
        assertContains(page, "Mine, from before the gate")
        assertNotContains(page, other.author.name)
        assertNotContains(page, "2 posts")

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_nobody_replies_to_what_they_may_not_see(self, sign_in, student, thread, headers):
        post = PostFactory(thread=thread)
        address = reverse("discussions:reply", args=[thread.classroom.slug, post.pk])
        browser = sign_in(student)
        assert browser.get(address, headers=headers).status_code == 404
        assert browser.post(address, filled(text=LONG), headers=headers).status_code == 404
        draft = reverse("discussions:keep_draft", args=[thread.classroom.slug, thread.pk])
        assert browser.post(draft, filled(root=post.pk), headers=headers).status_code == 404
        with pytest.raises(RootGone):
            Post.write(thread, student, "claim", LONG, [], "2f1c7c5e-0000-4000-8000-000000000000", timezone.now(), post)

    def test_teachers_and_moderators_see_all_of_it(self, sign_in, teacher, moderator, thread, url):
        post = PostFactory(thread=thread)
        for member in (teacher, moderator):
            page = sign_in(member).get(url)
            assertContains(page, post.author.name)
            assertContains(page, "1 post")

    def test_the_page_takes_eight_queries(self, sign_in, student, thread, url, django_assert_max_num_queries):
        browser = sign_in(student)
        with django_assert_max_num_queries(8):
            browser.get(url)


class TestFirstPost:
    def test_without_substance_it_is_refused_and_says_what_is_missing(self, sign_in, student, url):
        page = sign_in(student).post(f"{url}write/", filled())
        for words in ("where you stand", "at least 120 characters", "Add a claim or a source of this lesson"):
            assertContains(page, words, status_code=422)
        assertContains(page, filled()["text"], status_code=422)
        assert not Post.objects.exists()
        assert not Unlock.objects.exists()

    @pytest.mark.parametrize("cited", ["url https://reuters.com/report", ""])
    def test_an_address_is_no_claim_and_no_source(self, sign_in, student, thread, url, cited):
        StanceFactory(thread=thread, member=student)
        sent = filled(text=LONG, **({"cited": cited} if cited else {}))
        page = sign_in(student).post(f"{url}write/", sent)
        assertContains(page, "Add a claim or a source of this lesson", status_code=422)
        assertNotContains(page, "characters: there are", status_code=422)

    def test_with_it_the_thread_opens_while_the_post_still_waits(self, sign_in, student, thread, claim, url):
        other = PostFactory(thread=thread)
        StanceFactory(thread=thread, member=student)
        browser = sign_in(student)
        sent = filled(text=LONG, cited=f"claim {claim.pk}")
        for _twice in range(2):
            assert browser.post(f"{url}write/", sent).status_code == 302
        assert Unlock.objects.filter(thread=thread, member=student).count() == 1
        page = browser.get(url)
        assertContains(page, other.author.name)
        assertContains(page, "Waiting for review")
        assertNotContains(page, "First say what you think")

    def test_a_second_post_may_be_short(self, sign_in, student, thread, url):
        Unlock.earn(thread, student, timezone.now())
        assert sign_in(student).post(f"{url}write/", filled()).status_code == 302

    def test_taking_it_back_shuts_nothing_again(self, sign_in, student, thread, url):
        PostFactory(thread=thread, author=student, withdrawn=True)
        other = PostFactory(thread=thread)
        assertContains(sign_in(student).get(url), other.author.name)

    def test_a_stance_is_not_asked_of_whoever_cannot_take_one_any_more(self, student, thread, claim):
        now = timezone.now()
        for phase in ("before", "after"):
            thread.close_stances(now, phase)
            thread.refresh_from_db()
        cited = [Cited(claim_id=claim.pk)]
        Post.write(thread, student, "claim", LONG, cited, "2f1c7c5e-0000-4000-8000-000000000000", now)
        assert thread.is_in_sight_of(student)

    def test_a_refused_post_opens_nothing(self, student, thread):
        with pytest.raises(Blocked):
            Post.write(thread, student, "claim", LONG, [], "2f1c7c5e-0000-4000-8000-000000000000", timezone.now())
        assert not thread.is_in_sight_of(student)

    def test_a_teacher_writes_what_they_like(self, sign_in, teacher, url):
        assert sign_in(teacher).post(f"{url}write/", filled()).status_code == 302


class TestVisibleToBehindAGate:
    def test_threads_that_show_others_posts_can_be_asked_for(self, student, teacher, thread):
        shut = Thread.objects.visible_to(student)
        assert not shut.in_sight_of(student).exists()
        assert shut.with_sight_of(student).get().shown_count is None
        assert Thread.objects.visible_to(teacher).in_sight_of(teacher).exists()
        Unlock.earn(thread, student, timezone.now())
        assert shut.in_sight_of(student).exists()
        assert shut.with_sight_of(student).get().shown_count == 0
