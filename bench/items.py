"""What the item analysis of a large class costs, compared with a small one in the same run.

    DEBUG=1 python -m bench.items

Makes a database of its own and drops it again. Only the ratio means something: the machine is whatever it is. Ten times
as many answers should take at most ten times as long; well below, because the page around them stays the same.
"""

import os
import statistics
import sys
import time

import django

SMALL, LARGE, QUESTIONS, RUNS = 50, 500, 20, 7


def main() -> None:
    """Open both pages in turn, so that a slow moment hits both, and print how they compare."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        pages = {students: _page_of(students) for students in (SMALL, LARGE)}
        times = _read(pages)
    finally:
        teardown_databases(databases, verbosity=0)
    middle = {students: statistics.median(taken) for students, taken in times.items()}
    lines = [f"{students} × {QUESTIONS} answers: {taken:.0f} ms" for students, taken in middle.items()]
    lines.append(f"{LARGE // SMALL} times the answers: {middle[LARGE] / middle[SMALL]:.1f} times the time")
    sys.stdout.write("\n".join(lines) + "\n")


def _page_of(students: int) -> tuple[object, str]:
    """A teacher's browser, and the address of the analysis of a quiz that so many students have handed in."""
    from django.test import Client
    from django.urls import reverse

    from tests.lessons.factories import AssignmentFactory
    from tests.quizzes.crowd import crowd

    assignment = AssignmentFactory()
    crowd(assignment, students=students, questions=QUESTIONS)
    browser = Client()
    browser.force_login(assignment.created_by.user)
    return browser, reverse("quizzes:items", args=[assignment.classroom.slug, assignment.pk])


def _read(pages: dict[int, tuple[object, str]]) -> dict[int, list[float]]:
    times: dict[int, list[float]] = {students: [] for students in pages}
    for _ in range(RUNS):
        for students, (browser, url) in pages.items():
            start = time.perf_counter()
            browser.get(url)
            times[students].append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    main()
