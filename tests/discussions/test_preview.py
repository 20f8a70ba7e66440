"""Before one sends a text: how it would look, and what would happen to it."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Draft, Post
from tests.discussions.conftest import filled
from tests.discussions.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def thread(classroom):
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(thread) -> str:
    return reverse("discussions:write", args=[thread.classroom.slug, thread.pk])


class TestPreview:
    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_it_shows_the_text_and_sends_nothing(self, sign_in, student, url, headers):
        page = sign_in(student).post(
            url, filled(text="**Five** abstained, and <b>not</b> two.", step="preview"), headers=headers
        )
        assertContains(page, "<strong>Five</strong> abstained, and &lt;b&gt;not&lt;/b&gt; two.")
        assert not Post.objects.exists()
        assert Draft.objects.get().text.startswith("**Five**")

    def test_a_newcomer_is_told_that_somebody_reads_it_first_and_others_are_not(self, sign_in, student, thread, url):
        said = "A moderator reads it before the class does."
        assertContains(sign_in(student).post(url, filled(step="preview")), said)
        PostFactory.create_batch(3, thread=thread, author=student)
        assertNotContains(sign_in(student).post(url, filled(step="preview")), said)

    def test_what_one_may_want_to_change_is_said_and_which_words_are_held_is_not(self, sign_in, student, url):
        page = sign_in(student).post(url, filled(text="No, you idiot.", step="preview"))
        assertContains(page, "This is very short. Can you say why?")
        assertNotContains(page, "Wording that attacks")

    def test_an_endless_text_is_only_told_that_it_is_too_long(self, sign_in, student, url):
        page = sign_in(student).post(url, filled(text="*a* " * 2000, step="preview"))
        assertContains(page, "longer than 5,000 characters")
        assertNotContains(page, "<em>a</em>")
