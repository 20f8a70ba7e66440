"""A thread of 20,000 posts: no page reads more of it than it shows, as the database itself says."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from discussions.models import Post, Thread
from tests.discussions.factories import ThreadFactory
from tests.discussions.long_threads import fill
from tests.discussions.plans import Plan, plan_of
from tests.lessons.factories import ClaimFactory

pytestmark = pytest.mark.django_db

POSTS = 20_000
GROW = {f"discussions_{table}" for table in ("post", "revision", "body", "searchtext", "auditentry")}
OF_POSTS = GROW - {"discussions_post"}
"""Every tenth post cites the claim here: PostgreSQL then rightly goes through the newest posts until it has a page."""
BY_NUMBER = {"one_post_per_number_in_a_thread", "sqlite_autoindex_discussions_post_5"}


@pytest.fixture
def thread(classroom) -> Thread:
    thread = ThreadFactory(classroom=classroom)
    fill(thread, ClaimFactory(code="C14"), posts=POSTS, branches=2000, biggest=3000)
    if connection.vendor == "postgresql":  # which decides by what it knows of the tables; SQLite has no need
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return thread


def plans(browser: Client, url: str, most: int) -> list[Plan]:
    """Of every SELECT that answers `url`, in at most so many queries."""
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code in {200, 302}
    assert len(captured) <= most
    return [plan_of(query["sql"]) for query in captured.captured_queries if query["sql"].startswith("SELECT")]


@pytest.fixture
def browsers(sign_in, student, teacher) -> list[Client]:
    return [sign_in(student), sign_in(teacher)]


def test_no_page_reads_a_long_thread_whole(browsers, thread):
    url, middle = thread.get_absolute_url(), Post.objects.filter(thread=thread).opening().order_by("pk")[1000].pk
    reply = Post.objects.filter(root=middle).order_by("-pk").first()
    addresses = [url, f"{url}?after={middle}", f"{url}?order=newest&after={middle}", f"{url}?branch={middle}"]
    addresses += [
        f"{url}news/?after=7",
        f"{url}new/?after={POSTS // 2}",
        f"{url.partition('threads/')[0]}posts/{reply.pk}/",
    ]
    for browser in browsers:
        for address in addresses:
            for plan in plans(browser, address, most=8):
                assert not plan.scanned & GROW, (address, plan)
        by_index = [plan.indexes for plan in plans(browser, url, most=8)]
        roots = next(place for place, indexes in enumerate(by_index) if "opening_posts_of_a_thread" in indexes)
        assert "replies_of_a_branch" in by_index[roots + 1]
        assert not any(BY_NUMBER & used for used in by_index)  # by which the whole thread would be read


def test_a_search_looks_up_the_posts_that_it_shows(browsers, thread):
    url = reverse("discussions:search", args=[thread.classroom.slug])
    for browser in browsers:
        for question in ("q=germany+braz", "q=19999", "claim=C14"):
            for plan in plans(browser, f"{url}?{question}", most=7):
                assert not plan.scanned & OF_POSTS, (question, plan)
