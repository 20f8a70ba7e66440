"""What somebody is still writing: kept while they type, and overwritten by nothing older or broken."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from discussions.models import Draft, Thread
from tests.conftest import HTMX
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return reverse("discussions:write", args=[thread.classroom.slug, thread.pk])


@pytest.fixture
def draft_url(thread) -> str:
    return reverse("discussions:keep_draft", args=[thread.classroom.slug, thread.pk])


class TestKeepDraft:
    def test_it_is_there_again_on_the_page(self, sign_in, student, thread, draft_url, url):
        browser = sign_in(student)
        saved = browser.post(draft_url, filled(text="So far I think"), headers=HTMX)
        assertContains(saved, "Draft saved")
        assertContains(saved, 'name="seq" value="2"')
        for page in (thread.get_absolute_url(), url):
            assertContains(browser.get(page), "So far I think</textarea>")

    def test_an_older_window_overwrites_nothing(self, sign_in, student, draft_url):
        browser = sign_in(student)
        browser.post(draft_url, filled(text="The newer one", seq=7))
        late = browser.post(draft_url, filled(text="The older one", seq=3))
        assertContains(late, "Another window has a newer draft", status_code=409)
        assert Draft.objects.get().text == "The newer one"

    def test_a_save_that_arrives_after_the_post_brings_nothing_back(self, sign_in, student, url, draft_url):
        sent = filled()
        sign_in(student).post(url, sent)
        sign_in(student).post(draft_url, sent)
        assert not Draft.objects.exists()

    def test_a_text_that_is_too_long_to_post_is_still_kept(self, sign_in, student, draft_url):
        sign_in(student).post(draft_url, filled(text="x" * 7000))
        assert len(Draft.objects.get().text) == 7000

    def test_replies_have_drafts_of_their_own(self, sign_in, student, thread, draft_url):
        root = PostFactory(thread=thread)
        sign_in(student).post(draft_url, filled(text="In the branch", root=root.pk))
        sign_in(student).post(draft_url, filled(text="In the thread"))
        assert {draft.root_id: draft.text for draft in Draft.objects.all()} == {
            root.pk: "In the branch",
            None: "In the thread",
        }


class TestBrokenRequests:
    """What no browser sends, and somebody will."""

    @pytest.mark.parametrize(
        "broken",
        [
            {"root": "x"},
            {"root": "9" * 30},
            {"seq": "9" * 30},
            {"seq": "-1"},
            {"text": "nul\0byte"},
            {"cited": "claim " + "9" * 30},
            {"claim": "9" * 30},
            {"client_token": "x"},
        ],
    )
    def test_they_are_answered_and_overwrite_no_draft(self, sign_in, student, thread, url, broken):
        Draft(author=student, thread=thread, text=TEXT, seq=5).keep()
        for address in (url, url.replace("/write/", "/draft/")):
            assert sign_in(student).post(address, filled(**broken)).status_code in {200, 302, 404, 409, 422}
        assert not Draft.objects.exclude(text=TEXT).exists()


class TestSending:
    def test_it_clears_the_draft_of_this_window(self, sign_in, student, url, draft_url):
        browser = sign_in(student)
        browser.post(draft_url, filled(text=TEXT[:20], seq=3))
        browser.post(url, filled(seq=4))
        assert not Draft.objects.exists()

    def test_a_newer_text_of_another_window_stays(self, sign_in, student, url, draft_url):
        browser = sign_in(student)
        browser.post(draft_url, filled(text="Quite another text.", seq=9))
        browser.post(url, filled(seq=2))
        assert Draft.objects.get().text == "Quite another text."

    @pytest.mark.parametrize("step", ["preview", "cite", "send"])
    def test_after_any_step_the_next_save_counts(self, sign_in, student, url, draft_url, step):
        browser = sign_in(student)
        page = browser.post(url, filled(text="Short.", seq=5, step=step))
        assertContains(page, 'name="seq" value="6"', status_code=422 if step == "send" else 200)
        assert browser.post(draft_url, filled(text="Short, and more.", seq=6)).status_code == 200
        assert Draft.objects.get().text == "Short, and more."
