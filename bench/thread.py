"""What a post costs its thread's page: bytes and milliseconds, between a short page and a long one of the same run; and
what the other posts of a long thread cost a page that does not show them, which should be nothing.

    DEBUG=1 python -m bench.thread

Makes a database of its own and drops it again. Only the ratios mean something: the machine is whatever it is.
"""

import os
import statistics
import sys
import time

import django

SHORT, LONG, RUNS = 20, 200, 15
SMALL, LARGE, EACH = 200, 20_000, 10
WORDS = "A list that leaves out Germany changes the story, and so does one that leaves out Brazil."

Pages = dict[object, tuple[object, str]]


def main() -> None:
    """Read each two pages in turn, so that a slow moment hits both, and print what lies between them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        lines = [*_of_a_post(), *_of_a_long_thread()]
    finally:
        teardown_databases(databases, verbosity=0)
    sys.stdout.write("\n".join(lines) + "\n")


def _of_a_post() -> list[str]:
    """All posts shown: what one more costs."""
    pages = {posts: _page_with(posts) for posts in (SHORT, LONG)}
    middle, weights = _read(pages)
    per_post = (middle[LONG] - middle[SHORT]) / (LONG - SHORT)
    lines = [f"{posts} posts: {middle[posts]:.1f} ms, {weights[posts] / 1000:.0f} KB" for posts in pages]
    return [*lines, f"a post: {per_post:.2f} ms, {(weights[LONG] - weights[SHORT]) / (LONG - SHORT):.0f} bytes"]


def _of_a_long_thread() -> list[str]:
    """As many shown of a small thread as of a large one: how many times as long the large one's pages take."""
    browser, urls = _threads_of(SMALL, LARGE)
    lines = []
    for name, tail in (("first page", ""), ("newest first", "?order=newest"), ("poll", "news/?after=1")):
        middle, _ = _read({posts: (browser, f"{url}{tail}") for posts, url in urls.items()})
        times_as_long = middle[LARGE] / middle[SMALL]
        lines.append(f"{name}: {middle[SMALL]:.1f} ms with {SMALL} posts, {times_as_long:.2f} times it with {LARGE}")
    return lines


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


def _threads_of(*sizes: int) -> tuple[object, dict[int, str]]:
    """A student's browser, and the addresses of threads of so many posts, in branches of ten."""
    from django.test import Client

    from tests.discussions.factories import ThreadFactory
    from tests.discussions.long_threads import fill
    from tests.factories import ClassroomFactory, MembershipFactory
    from tests.lessons.factories import ClaimFactory

    classroom, claim, urls = ClassroomFactory(), ClaimFactory(), {}
    for posts in sizes:
        thread = ThreadFactory(classroom=classroom)
        fill(thread, claim, posts=posts, branches=posts // EACH)
        urls[posts] = thread.get_absolute_url()
    browser = Client()
    browser.force_login(MembershipFactory(classroom=classroom).user)
    return browser, urls


def _read(pages: Pages) -> tuple[dict[object, float], dict[object, int]]:
    """The median time of each page in milliseconds, and its size in bytes."""
    times: dict[object, list[float]] = {name: [] for name in pages}
    weights: dict[object, int] = {}
    for _ in range(RUNS):
        for name, (browser, url) in pages.items():
            start = time.perf_counter()
            answer = browser.get(url)
            times[name].append((time.perf_counter() - start) * 1000)
            weights[name] = len(answer.content)
    return {name: statistics.median(taken) for name, taken in times.items()}, weights


if __name__ == "__main__":
    main()
