"""Private notes about an author, and messages kept for the next time."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from discussions.models import CannedMessage, ModeratorNote, ReviewItem, Thread
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import CannedMessageFactory, ModeratorNoteFactory
from tests.factories import NormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def item(thread, student) -> ReviewItem:
    return ReviewItemFactory(thread=thread, author=student)


@pytest.fixture
def url(classroom, item) -> str:
    return reverse("discussions:item", args=[classroom.slug, item.pk])


class TestVisibleToOfModeratorNotes:
    def test_moderators_read_them_but_never_the_one_they_are_about(
        self, student, classmate, teacher, moderator, outsider
    ):
        note, about_a_moderator = ModeratorNoteFactory(about=student), ModeratorNoteFactory(about=moderator)
        assert set(ModeratorNote.objects.visible_to(teacher)) == {note, about_a_moderator}
        assert list(ModeratorNote.objects.visible_to(moderator)) == [note]
        for other in (student, classmate, outsider):
            assert not ModeratorNote.objects.visible_to(other).exists()


class TestVisibleToOfCannedMessages:
    def test_they_are_ones_own(self, teacher, moderator):
        own = CannedMessageFactory(author=moderator)
        assert list(CannedMessage.objects.visible_to(moderator)) == [own]
        assert not CannedMessage.objects.visible_to(teacher).exists()


class TestAddNote:
    def test_it_is_about_the_posts_author_and_stands_there_for_other_moderators(
        self, sign_in, moderator, teacher, student, item, url
    ):
        assertRedirects(sign_in(moderator).post(f"{url}note/", {"text": "Ask first what was meant."}), f"{url}#notes")
        note = ModeratorNote.objects.get()
        assert (note.about, note.author) == (student, moderator)
        page = sign_in(teacher).get(url)
        for words in ("Private notes (1)", "Ask first what was meant.", moderator.name):
            assertContains(page, words)
        assertNotContains(page, student.name)

    @pytest.mark.parametrize("text", ["", "  ", "a" * 1001])
    def test_nothing_and_too_much_are_explained_and_kept_in_the_field(self, sign_in, moderator, url, text):
        page = sign_in(moderator).post(f"{url}note/", {"text": text})
        assertContains(page, "field-error", status_code=422)
        assertContains(page, text.strip(), status_code=422)
        assert not ModeratorNote.objects.exists()

    def test_a_note_about_another_student_is_not_shown(self, sign_in, moderator, classmate, url):
        ModeratorNoteFactory(about=classmate, text="Somebody else entirely.")
        assertNotContains(sign_in(moderator).get(url), "Somebody else entirely.")


class TestCannedMessages:
    def test_a_message_is_kept_when_asked_once_and_offered_at_the_next_post(
        self, sign_in, moderator, teacher, thread, item, url, classroom
    ):
        norm = NormFactory(classroom=classroom)
        given = {"outcome": "return", "norm": norm.pk, "message": "Which page?", "keep": "on"}
        for one in (item, ReviewItemFactory(thread=thread)):
            place = reverse("discussions:decide", args=[classroom.slug, one.pk])
            seen = {"version": one.version, "revision": one.revision_id}
            assert sign_in(moderator).post(place, given | seen).status_code == 302
        kept = CannedMessage.objects.get()
        assert (kept.author, kept.norm, kept.text, kept.classroom) == (moderator, norm, "Which page?", classroom)
        following = reverse("discussions:item", args=[classroom.slug, ReviewItemFactory(thread=thread).pk])
        assertContains(sign_in(moderator).get(following), f'data-own="{norm.pk}" hidden>Which page?</button>')
        assertNotContains(sign_in(teacher).get(following), "Which page?")

    def test_it_is_not_kept_without_being_asked_or_for_a_publication(self, sign_in, moderator, item, url):
        given = {"outcome": "publish", "message": "Fine.", "keep": "on"}
        sign_in(moderator).post(f"{url}decide/", given | {"version": item.version, "revision": item.revision_id})
        assert not CannedMessage.objects.exists()

    def test_a_reworded_norm_keeps_its_messages(self, sign_in, moderator, url, classroom):
        own = CannedMessageFactory(author=moderator, norm=NormFactory(classroom=classroom))
        newer = own.norm.reword("Say it in other words.", "How?")
        assertContains(sign_in(moderator).get(url), f'data-own="{newer.pk}"')

    def test_one_can_be_deleted(self, sign_in, moderator, item, url, classroom):
        own = CannedMessageFactory(author=moderator)
        place = reverse("discussions:delete_message", args=[classroom.slug, own.pk])
        assertRedirects(sign_in(moderator).post(place, {"item": item.pk}), url)
        assert not CannedMessage.objects.exists()

    def test_nobody_elses_can_be_deleted(self, sign_in, teacher, moderator, classroom):
        own = CannedMessageFactory(author=moderator)
        place = reverse("discussions:delete_message", args=[classroom.slug, own.pk])
        assert sign_in(teacher).post(place).status_code == 404


def test_the_history_begins_with_what_went_well(sign_in, moderator, student, thread, item, url):
    PostFactory(thread=thread, author=student)
    PostFactory(thread=thread, author=student, removed=True)
    page = sign_in(moderator).get(url).content.decode()
    places = [
        page.index(words)
        for words in ("No post was ever", "1 post was published as", "No sanctions", "1 post was removed")
    ]
    assert places == sorted(places)
