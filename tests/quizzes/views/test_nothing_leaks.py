"""A test that is not released tells its student nothing, on whatever page they look."""

import re

import pytest

from quizzes.models import Response
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start

SECRETS = [
    "Right answer",
    "Not right",
    "Partly right",
    "So the record says",
    "says the record",
    "Well argued",
    " points",
]


@pytest.fixture
def assignment(classroom, moment):
    return AssignmentFactory(classroom=classroom, preset="test")


@pytest.fixture
def marked(assignment, student, teacher, moment):
    """One right, one wrong, and an essay that the teacher has marked."""
    attempt = start(assignment, student, moment, kinds=["single", "truefalse", "essay"])
    for response, answer in zip(attempt.responses.order_by("position"), ["b", "true", "An essay."], strict=True):
        response.save_answer(answer, client_id="t:1", rev=0, moment=moment)
    attempt.submit("k", moment)
    attempt.grade()
    essay = Response.objects.to_mark().get()
    essay.mark_by_hand({"thesis": 2, "evidence": 1}, comment="Well argued", by=teacher, seen=0, moment=moment)
    return attempt


def pages_reached_from(browser, *starts):
    """Every page of the site that links lead to, each once, with what it says."""
    waiting, seen = list(starts), {}
    while waiting:
        path = waiting.pop()
        page = browser.get(path, follow=True)
        seen[path] = page.getvalue().decode() if page.streaming else page.content.decode()
        links = (link.split("#")[0] for link in re.findall(r'href="(/[^"?]*)', seen[path]))
        waiting += {link for link in links if link not in seen and link not in waiting and "/static/" not in link}
    return seen


def test_no_page_that_a_student_reaches_tells_anything(sign_in, student, marked, assignment):
    pages = pages_reached_from(sign_in(student), "/", assignment.get_absolute_url(), marked.get_absolute_url())
    assert len(pages) > 8
    assert not {(path, secret) for path, html in pages.items() for secret in SECRETS if secret in html}


def test_released_they_do(sign_in, student, marked, assignment, moment):
    type(marked).release_results(assignment, moment)
    pages = pages_reached_from(sign_in(student), marked.get_absolute_url())
    told = {secret for html in pages.values() for secret in SECRETS if secret in html}
    assert told >= {"Right answer", "Not right", "Well argued", " points"}
