"""Words of a source in a post: asked for with the citation, compared with what the course has, shown as checked."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Citation, Draft, Post, Thread
from discussions.models.submissions import Cited
from lessons.models import Source
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.lessons.factories import SourceFactory

pytestmark = pytest.mark.django_db

EXACT, ALTERED, OTHER = "all necessary measures", "all the necessary measures", "a no-fly zone"


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def source(thread) -> Source:
    source = SourceFactory(excerpts=["to take all necessary measures to protect civilians"])
    thread.assignment.edition.sources.add(source)
    return source


@pytest.fixture
def url(thread) -> str:
    return reverse("discussions:write", args=[thread.classroom.slug, thread.pk])


class TestComposer:
    def test_words_are_kept_with_the_citation_on_one_line(self, sign_in, student, source, url):
        typed = filled(step="add", source=source.pk, locator="para. 4", quote=" all\tnecessary\n measures ")
        page = sign_in(student).post(url, typed)
        assertContains(page, f"<q>{EXACT}</q>")
        line = Draft.objects.get().cited[0]["line"]
        assert Cited.read(line) == Cited(source_id=source.pk, locator="para. 4", quote=EXACT)
        assertContains(sign_in(student).get(url), f"<q>{EXACT}</q>")

    def test_words_that_are_too_long_are_told_so_and_kept(self, sign_in, student, source, url):
        page = sign_in(student).post(url, filled(step="add", source=source.pk, quote="x" * 501))
        assertContains(page, "at most 500 characters")
        assertContains(page, "x" * 501)

    @pytest.mark.parametrize("cited", [{"claim_id": 3}, {"url": "https://example.org"}])
    def test_only_a_source_is_quoted(self, cited):
        assert Cited.read(f"{Cited(**cited)}\tsome words") == Cited(**cited)

    def test_a_source_without_a_place_can_be_quoted(self):
        cited = Cited(source_id=3, quote=EXACT)
        assert Cited.read(str(cited)) == cited

    def test_other_words_are_a_nudge_and_can_be_sent(self, sign_in, teacher, source, url):
        sent = filled(cited=str(Cited(source_id=source.pk, quote=ALTERED)))
        assertContains(sign_in(teacher).post(url, sent), "The course has other words of a source", status_code=422)
        sign_in(teacher).post(url, sent | {"step": "anyway"})
        assert Citation.objects.get().quote_check == "differs"


class TestKept:
    @pytest.mark.parametrize(("words", "check"), [(EXACT, "found"), (ALTERED, "differs"), (OTHER, "unknown"), ("", "")])
    def test_each_quotation_with_what_came_of_comparing_it(self, thread, source, words, check):
        post = PostFactory(thread=thread, citations=[Cited(source_id=source.pk, quote=words)])
        citation = post.revision.citations.get()
        assert (citation.quote, citation.quote_check) == (words, check)

    def test_other_words_of_the_same_source_are_a_change(self, sign_in, teacher, thread, source):
        post = PostFactory(thread=thread, author=teacher, citations=[Cited(source_id=source.pk, quote=ALTERED)])
        post.edit(post.revision.body.text, [Cited(source_id=source.pk, quote=EXACT)], timezone.now())
        assert [one.quote for one in Citation.objects.order_by("revision")] == [ALTERED, EXACT]

    def test_the_checks_read_the_quotation_too(self, sign_in, student, thread, source, url):
        words = "go away you idiot"
        sign_in(student).post(url, filled(cited=str(Cited(source_id=source.pk, quote=words)), step="anyway"))
        assert "words-2" in {finding["rule"] for finding in Post.objects.get().revision.findings}


class TestShown:
    def test_readers_see_the_words_and_whether_the_course_has_them(self, sign_in, student, thread, source):
        PostFactory(thread=thread, citations=[Cited(source_id=source.pk, quote=EXACT)])
        page = sign_in(student).get(thread.get_absolute_url())
        assertContains(page, f'<q class="meta">{EXACT}</q>')
        assertContains(page, "The lesson has these words of the source.")

    def test_moderators_see_it_in_the_queue(self, sign_in, teacher, thread, source):
        item = ReviewItemFactory(thread=thread, citations=[Cited(source_id=source.pk, quote=ALTERED)])
        page = sign_in(teacher).get(reverse("discussions:item", args=[thread.classroom.slug, item.pk]))
        assertContains(page, "The lesson has other words of the source.")


class TestWithoutASource:
    @pytest.mark.parametrize(("kind", "is_told"), [("claim", True), ("evidence", True), ("question", False)])
    def test_what_states_something_says_that_it_names_none(self, sign_in, student, thread, kind, is_told):
        PostFactory(thread=thread, kind=kind)
        page = sign_in(student).get(thread.get_absolute_url())
        (assertContains if is_told else assertNotContains)(page, "No source given")

    def test_what_names_one_does_not(self, sign_in, student, thread, source):
        PostFactory(thread=thread, citations=[Cited(source_id=source.pk)])
        assertNotContains(sign_in(student).get(thread.get_absolute_url()), "No source given")


class TestChangedAfterwards:
    def test_readers_see_that_and_when(self, sign_in, student, teacher, thread):
        post = PostFactory(thread=thread, author=teacher)
        assertNotContains(sign_in(student).get(thread.get_absolute_url()), "changed just now")
        post.edit("Another text, which says it better than the first.", [], timezone.now())
        assertContains(sign_in(student).get(thread.get_absolute_url()), "changed just now")

    def test_what_was_revised_before_anybody_read_it_is_not(self, sign_in, student, classmate, thread):
        post = PostFactory(thread=thread, author=classmate, returned=True)
        post.revise("claim", "Another text, which says it better than the first.", [], timezone.now())
        assertNotContains(sign_in(student).get(thread.get_absolute_url()), " · changed")
