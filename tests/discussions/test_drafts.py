"""What somebody is still writing: kept while they type, and overwritten by nothing older or broken."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from discussions.models import Draft, Thread
from lessons.models import Claim
from tests.conftest import HTMX
from tests.discussions.conftest import TEXT, filled
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.lessons.factories import ClaimFactory

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
        assertContains(late, "another window has saved other words", status_code=409)
        assertContains(late, "The newer one", status_code=409)
        assert Draft.objects.get().text == "The newer one"

    def test_a_save_that_arrives_twice_contradicts_nothing(self, sign_in, student, draft_url):
        once = filled(text="So far I think", seq=4)
        for _ in range(2):
            assertContains(sign_in(student).post(draft_url, once), 'name="seq" value="5"')

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


class TestTwoWindows:
    """Two windows wrote different words: their author reads both and chooses."""

    @pytest.fixture
    def browser(self, sign_in, student, thread, claim):
        cited = [{"line": f"claim {claim.pk}", "code": claim.code, "status": claim.status, "label": "x"}]
        Draft(author=student, thread=thread, kind="question", text="The newer one", cited=cited, seq=7).keep()
        return sign_in(student)

    @pytest.fixture
    def claim(self, thread) -> Claim:
        claim = ClaimFactory()
        thread.assignment.edition.claims.add(claim)
        return claim

    @pytest.mark.parametrize(
        ("step", "text", "kind", "cites"),
        [
            ("mine", "The older one", "claim", False),
            ("theirs", "The newer one", "question", True),
            ("both", "The older one\n\nThe newer one", "claim", True),
        ],
    )
    def test_the_chosen_words_are_kept_and_stand_there(self, browser, url, claim, step, text, kind, cites):
        page = browser.post(url, filled(text="The older one", seq=3, over=7, step=step))
        assertContains(page, f"{text}</textarea>")
        draft = Draft.objects.get()
        assert (draft.text, draft.kind, draft.seq, bool(draft.cited)) == (text, kind, 8, cites)

    def test_what_has_changed_since_is_shown_again(self, browser, url):
        page = browser.post(url, filled(text="The older one", seq=3, over=6, step="theirs"))
        assertContains(page, "another window has saved other words")
        assertContains(page, "The older one</textarea>")
        assert Draft.objects.get().text == "The newer one"

    def test_where_the_newer_one_was_sent_meanwhile_ones_own_is_kept(self, browser, url):
        Draft.objects.all().delete()
        browser.post(url, filled(text="The older one", seq=3, over=7, step="theirs"))
        assert Draft.objects.get().text == "The older one"


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
