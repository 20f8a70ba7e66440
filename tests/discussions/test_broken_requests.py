"""What no form of ours would send: answered in words or not found, never by an error, and nobody's words lost."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from discussions.models import Draft, Post, Thread
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.lessons.factories import ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db
HUGE = 10**30


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return reverse("discussions:write", args=[thread.classroom.slug, thread.pk])


@pytest.fixture
def draft_url(thread) -> str:
    return reverse("discussions:keep_draft", args=[thread.classroom.slug, thread.pk])


class TestCharacters:
    @pytest.mark.parametrize("field", ["text", "kind", "client_token", "locator", "url", "claim", "source", "root"])
    def test_a_null_character_is_explained(self, sign_in, student, url, field):
        page = sign_in(student).post(url, filled() | {field: f"{TEXT}\x00"})
        assertContains(page, "composer", status_code=422)
        assert not Post.objects.exists()

    @pytest.mark.parametrize("line", ["url https://a.example/\x00", "source {} page\x00 2"])
    @pytest.mark.parametrize("step", ["send", "cite", "remove x\x00"])
    def test_a_null_character_in_a_citation_is_dropped_with_it(self, sign_in, student, thread, url, line, step):
        source = SourceFactory()
        thread.assignment.edition.sources.add(source)
        answer = sign_in(student).post(url, filled(cited=[line.format(source.pk)], step=step))
        assert answer.status_code in {200, 302}
        assert not Post.objects.filter(revision__citations__isnull=False).exists()

    @pytest.mark.parametrize(
        "text",
        [
            "\u202e right to left " * 9,
            "Z\u0351\u036f\u0321\u0489a" * 99,
            "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16") * 40,
            "\u2066\u2069\ufeff\u200d words of mine, and then some more",
        ],
    )
    def test_marks_and_directions_of_writing_are_kept_as_typed(self, sign_in, student, url, text):
        assert sign_in(student).post(url, filled(text=text)).status_code == 302
        assert Post.objects.get().revision.body.text == text.strip()

    def test_half_a_character_does_not_break_the_page(self, sign_in, student, url):
        body = (
            "kind=claim&client_token=7b6f5bd0-2e5b-4d3a-9d7e-111111111111&text=Half+a+character+%ED%A0%80+stands+here."
        )
        answer = sign_in(student).post(url, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 302

    @pytest.mark.parametrize("size", [5002, 60_000, 600_000])
    def test_a_text_that_is_too_long_stays_typed(self, sign_in, student, url, size):
        page = sign_in(student).post(url, filled(text="a " * (size // 2) + "END"))
        assertContains(page, "longer than 5,000 characters", status_code=422)
        assertContains(page, "END</textarea>", status_code=422)

    @pytest.mark.parametrize("field", ["message", "quote", "outcome", "norm", "version", "revision"])
    def test_a_null_character_in_a_decision_is_explained(self, sign_in, moderator, classroom, thread, field):
        item = ReviewItemFactory(thread=thread)
        sent = {"outcome": "return", "version": item.version, "revision": item.revision_id, field: "\x00"}
        page = sign_in(moderator).post(reverse("discussions:decide", args=[classroom.slug, item.pk]), sent)
        assert page.status_code in {409, 422}


class TestKeys:
    def test_a_claim_of_another_lesson_is_not_cited(self, sign_in, student, url):
        page = sign_in(student).post(url, filled(claim=ClaimFactory().pk))
        assert page.status_code == 422
        sign_in(student).post(url, filled(cited=[f"claim {ClaimFactory().pk}"]))
        assert not Post.objects.get().revision.citations.exists()

    @pytest.mark.parametrize("field", ["claim", "source", "seq", "root", "post"])
    def test_a_number_that_no_row_can_have_is_explained(self, sign_in, student, url, field):
        assert sign_in(student).post(url, filled() | {field: HUGE}).status_code in {302, 422}

    @pytest.mark.parametrize("field", ["root", "post"])
    def test_a_draft_for_a_post_that_one_cannot_read_is_not_found(self, sign_in, student, draft_url, field):
        for pk in (PostFactory().pk, HUGE, 0):
            assert sign_in(student).post(draft_url, filled() | {field: pk}).status_code == 404
        assert not Draft.objects.exists()

    def test_a_draft_is_for_one_thing(self, sign_in, student, thread, draft_url):
        post = PostFactory(thread=thread, author=student, returned=True)
        root = PostFactory(thread=thread)
        assert sign_in(student).post(draft_url, filled(root=root.pk, post=post.pk)).status_code == 404

    def test_a_draft_of_a_revision_is_for_ones_own_post(self, sign_in, student, thread, draft_url):
        other = PostFactory(thread=thread)
        assert sign_in(student).post(draft_url, filled(post=other.pk)).status_code == 404

    def test_a_draft_of_a_reply_stands_at_the_opening_post(self, sign_in, student, thread, draft_url):
        root = PostFactory(thread=thread)
        reply = PostFactory(root=root)
        sign_in(student).post(draft_url, filled(root=reply.pk))
        assert Draft.objects.get().root == root

    def test_an_address_that_is_none_is_explained(self, sign_in, student, url):
        for address in ("javascript:alert(1)", "data:text/html,x", "ftp://a.example/x"):
            page = sign_in(student).post(url, filled(url=address))
            assert page.status_code == 422, address


class TestSomebodyWhoHasLeft:
    def test_the_post_of_a_closed_seat_is_still_decided(self, sign_in, moderator, classroom, thread, student):
        item = ReviewItemFactory(thread=thread, author=student)
        student.closed_at = timezone.now()
        student.save()
        sent = {"outcome": "publish", "version": item.version, "revision": item.revision_id}
        assert (
            sign_in(moderator).post(reverse("discussions:decide", args=[classroom.slug, item.pk]), sent).status_code
            == 302
        )
        assert sign_in(student).get(thread.get_absolute_url()).status_code == 404
