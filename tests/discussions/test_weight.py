"""What a post adds to its thread's page in bytes; time is bench/thread.py's matter."""

import pytest

from discussions.models.submissions import Cited
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.lessons.factories import ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db

WORDS = "A list that leaves out Germany changes the story, and so does one that leaves out Brazil. " * 3


def test_a_post_adds_about_a_kilobyte_to_its_words(sign_in, student, classroom):
    thread = ThreadFactory(classroom=classroom)
    resting_on = [Cited(claim_id=ClaimFactory().pk), Cited(source_id=SourceFactory().pk, locator="page 2")]
    browser = sign_in(student)
    kinds = ("claim", "evidence", "question", "steelman")

    def bytes_with_four_more(number: int) -> int:
        for kind in kinds:
            PostFactory(thread=thread, kind=kind, text=f"{WORDS}{number}{kind}", citations=resting_on)
        browser.get(thread.get_absolute_url())  # after which they are no longer new, and do not say so
        return len(browser.get(thread.get_absolute_url()).content)

    first = bytes_with_four_more(1)
    per_post = (bytes_with_four_more(2) - first) / len(kinds)
    assert per_post - len(WORDS) <= 1550  # keys of several digits, as they soon are
