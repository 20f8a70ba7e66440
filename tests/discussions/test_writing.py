"""Writing: whatever happens, what was typed stays typed, and a post is one post."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import Draft, Post, Thread
from tests.conftest import HTMX
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import NormFactory
from tests.lessons.factories import ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    NormFactory(classroom=classroom, text="Say where a fact comes from.")
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return reverse("discussions:write", args=[thread.classroom.slug, thread.pk])


class TestWrite:
    def test_a_first_post_is_sent_for_review_and_its_author_is_told(self, sign_in, student, thread, url):
        browser = sign_in(student)
        assertContains(browser.get(url), "Send for review")
        page = browser.post(url, filled(), follow=True)
        assertContains(page, "Only you and the moderators see it until it is published")
        assertContains(page, TEXT)

    def test_a_teacher_posts_at_once(self, sign_in, teacher, url):
        browser = sign_in(teacher)
        for words in (">Post</button>", "The class sees it at once."):
            assertContains(browser.get(url), words)
        assertContains(browser.post(url, filled(), follow=True), "The class sees it now")

    def test_a_form_sent_twice_is_one_post(self, sign_in, student, url):
        sent = filled()
        for _ in range(2):
            assert sign_in(student).post(url, sent).status_code == 302
        assert Post.objects.count() == 1

    def test_a_nudge_asks_first_and_sends_anyway_when_told(self, sign_in, student, url):
        sent = filled(kind="evidence")
        page = sign_in(student).post(url, sent)
        assertContains(page, "Evidence needs a source", status_code=422)
        assertContains(page, TEXT, status_code=422)
        assert not Post.objects.exists()
        assert sign_in(student).post(url, {**sent, "step": "anyway"}).status_code == 302
        assert Post.objects.get().revision.findings[0]["rule"] == "cite-1"

    def test_a_blocked_text_stays_typed_and_is_kept(self, sign_in, student, thread, url):
        PostFactory(thread=thread, author=student, text=TEXT)
        page = sign_in(student).post(url, filled())
        assertContains(page, "You have already posted this here", status_code=422)
        assertContains(page, TEXT, status_code=422)
        assert Draft.objects.get().text == TEXT

    def test_a_discussion_that_closed_meanwhile_keeps_the_text(self, sign_in, student, thread, url):
        thread.assignment.closes_at = timezone.now() - timedelta(minutes=1)
        thread.assignment.due_at = None
        thread.assignment.save()
        page = sign_in(student).post(url, filled())
        assertContains(page, "Your text stands here", status_code=409)
        assertContains(page, TEXT, status_code=409)
        assert Draft.objects.get().text == TEXT

    def test_a_broken_form_is_explained_and_stays_typed(self, sign_in, student, url):
        page = sign_in(student).post(url, filled(url="not an address", client_token=""))
        assertContains(page, TEXT, status_code=422)


class TestCitations:
    @pytest.fixture
    def claim(self, thread):
        claim = ClaimFactory(code="C14")
        thread.assignment.edition.claims.add(claim)
        return claim

    @pytest.fixture
    def source(self, thread):
        source = SourceFactory(producer="Reuters", url="https://www.reuters.com/a")
        thread.assignment.edition.sources.add(source)
        return source

    def test_the_choices_appear_when_asked_for_and_the_text_stays(self, sign_in, student, claim, source, url):
        page = sign_in(student).post(url, filled(step="cite"))
        for words in ("C14 The Council", source.title, TEXT):
            assertContains(page, words)
        assert not Post.objects.exists()

    def test_what_is_added_becomes_a_chip_and_a_citation(self, sign_in, student, claim, source, url):
        added = sign_in(student).post(url, filled(step="add", claim=claim.pk, source=source.pk, locator="page 2"))
        for line in (f"claim {claim.pk}", f"source {source.pk} page 2"):
            assertContains(added, f'name="cited" value="{line}"')
        lines = [f"claim {claim.pk}", f"source {source.pk} page 2", "url https://www.reuters.com/b"]
        sign_in(student).post(url, filled(cited=lines))
        kept = Post.objects.get().revision.citations.values_list("claim__code", "source__key", "locator", "url")
        assert list(kept) == [
            ("C14", None, "", ""),
            (None, source.key, "page 2", ""),
            (None, None, "", "https://www.reuters.com/b"),
        ]

    def test_what_was_chosen_and_not_added_is_sent_too(self, sign_in, student, claim, url):
        sign_in(student).post(url, filled(claim=claim.pk))
        assert Post.objects.get().revision.citations.get().claim == claim

    def test_a_chip_is_removed(self, sign_in, student, claim, url):
        line = f"claim {claim.pk}"
        page = sign_in(student).post(url, filled(cited=[line], step=f"remove {line}"), headers=HTMX)
        assertNotContains(page, 'name="cited"')
        assertNotContains(page, "<html")

    @pytest.mark.parametrize("line", ["claim 0", "claim x", "source", "url javascript:alert(1)", "url /a", "nonsense"])
    def test_what_this_lesson_does_not_have_is_dropped(self, sign_in, student, url, line):
        sign_in(student).post(url, filled(cited=[line]))
        assert not Post.objects.get().revision.citations.exists()


class TestReply:
    def test_htmx_gets_the_composer_and_nothing_around_it(self, sign_in, student, thread):
        root = PostFactory(thread=thread)
        url = reverse("discussions:reply", args=[thread.classroom.slug, root.pk])
        page = sign_in(student).get(url, headers=HTMX)
        assertContains(page, f"Reply to {root.author.name}")
        assertNotContains(page, "<html")
        assert "HX-Request" in page["Vary"]

    def test_it_stands_in_the_branch_even_when_a_reply_is_answered(self, sign_in, student, thread):
        root = PostFactory(thread=thread)
        reply = PostFactory(thread=thread, root=root)
        url = reverse("discussions:reply", args=[thread.classroom.slug, reply.pk])
        sign_in(student).post(url, filled())
        assert Post.objects.get(author=student).root == root

    @pytest.mark.parametrize("state", ["pending", "returned", "removed", "withdrawn"])
    def test_what_a_student_cannot_read_is_not_answered(self, sign_in, student, thread, state):
        post = PostFactory(thread=thread, ends=state)
        url = reverse("discussions:reply", args=[thread.classroom.slug, post.pk])
        assert sign_in(student).post(url, filled()).status_code == 404


class TestRevise:
    @pytest.fixture
    def post(self, thread, student) -> Post:
        return PostFactory(thread=thread, author=student, returned=True, text=TEXT, quote="Germany")

    @pytest.fixture
    def revise_url(self, post) -> str:
        return reverse("discussions:revise", args=[post.thread.classroom.slug, post.pk])

    def test_it_opens_on_the_text_with_the_reason(self, sign_in, student, post, revise_url):
        page = sign_in(student).get(revise_url)
        for words in (f"{TEXT}</textarea>", "Where did you read that?", "<mark>Germany</mark>", "5 more times"):
            assertContains(page, words)

    def test_a_new_text_goes_back_to_the_queue(self, sign_in, student, post, revise_url):
        assert sign_in(student).post(revise_url, filled(text=f"{TEXT} Reuters says so.")).status_code == 302
        post.refresh_from_db()
        assert (post.state, post.tries) == ("pending", 1)

    def test_the_same_text_is_explained(self, sign_in, student, revise_url):
        assertContains(sign_in(student).post(revise_url, filled()), "Change it first", status_code=409)

    def test_a_classmate_changes_nothing(self, sign_in, classmate, revise_url):
        assert sign_in(classmate).post(revise_url, filled(text="Something else entirely.")).status_code == 404

    def test_a_moderator_does_not_rewrite_a_students_text(self, sign_in, moderator, post, revise_url):
        assert sign_in(moderator).post(revise_url, filled(text="Something else entirely.")).status_code == 302
        post.refresh_from_db()
        assert (post.state, post.revision.number) == ("returned", 1)


class TestWithdraw:
    def test_it_asks_and_then_takes_it_back(self, sign_in, student, thread):
        post = PostFactory(thread=thread, author=student)
        url = reverse("discussions:withdraw", args=[thread.classroom.slug, post.pk])
        assertContains(sign_in(student).get(url), "cannot be sent again")
        assertRedirects(sign_in(student).post(url), f"{thread.get_absolute_url()}#p{post.pk}")
        post.refresh_from_db()
        assert post.state == "withdrawn"
