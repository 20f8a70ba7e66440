"""What a post costs its thread's page: bytes and milliseconds, between a short page and a long one of the same run.

    DEBUG=1 python -m bench.thread

Makes a database of its own and drops it again. Only the ratios mean something: the machine is whatever it is.
"""

import os
import statistics
import sys
import time

import django

SHORT, LONG, RUNS = 20, 200, 15
WORDS = "A list that leaves out Germany changes the story, and so does one that leaves out Brazil."


def main() -> None:
    """Read both pages in turn, so that a slow moment hits both, and print what lies between them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        pages = {posts: _page_with(posts) for posts in (SHORT, LONG)}
        times, weights = _read(pages)
    finally:
        teardown_databases(databases, verbosity=0)
    middle = {posts: statistics.median(taken) for posts, taken in times.items()}
    per_post = (middle[LONG] - middle[SHORT]) / (LONG - SHORT)
    lines = [f"{posts} posts: {middle[posts]:.1f} ms, {weights[posts] / 1000:.0f} KB" for posts in pages]
    lines.append(f"a post: {per_post:.2f} ms, {(weights[LONG] - weights[SHORT]) / (LONG - SHORT):.0f} bytes")
    sys.stdout.write("\n".join(lines) + "\n")


def _page_with(posts: int) -> tuple[object, str]:
    """A student's browser, and the address of a thread of ten opening posts with the other posts as replies."""
    from django.test import Client

    from discussions.models.submissions import Cited
    from tests.discussions.factories import PostFactory, ThreadFactory
    from tests.factories import MembershipFactory
    from tests.lessons.factories import ClaimFactory

    thread, claim = ThreadFactory(), ClaimFactory()
    author = MembershipFactory(classroom=thread.classroom)
    roots = [PostFactory(thread=thread, text=f"{WORDS} {number}") for number in range(10)]
    for number in range(posts - len(roots)):
        reply = {"root": roots[number % 10], "author": author, "citations": [Cited(claim_id=claim.pk)]}
        PostFactory(text=f"{WORDS} In answer {number}.", **reply)
    browser = Client()
    browser.force_login(MembershipFactory(classroom=thread.classroom).user)
    return browser, thread.get_absolute_url()


def _read(pages: dict[int, tuple[object, str]]) -> tuple[dict[int, list[float]], dict[int, int]]:
    times: dict[int, list[float]] = {posts: [] for posts in pages}
    weights: dict[int, int] = {}
    for _ in range(RUNS):
        for posts, (browser, url) in pages.items():
            start = time.perf_counter()
            answer = browser.get(url)
            times[posts].append((time.perf_counter() - start) * 1000)
            weights[posts] = len(answer.content)
    return times, weights


if __name__ == "__main__":
    main()
