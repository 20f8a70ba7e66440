"""Queries: few, and as many for forty rows as for two."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quizzes.kinds import KINDS
from quizzes.models import Attempt
from tests.conftest import HTMX
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import ResponseEventFactory, start
from tests.quizzes.specs import WRONG

pytestmark = pytest.mark.django_db

FEW, MANY = ["single", "essay"], [*KINDS] * 4


def answered(classroom, student, moment, kinds, *, submitted):
    assignment = AssignmentFactory(classroom=classroom, preset="practice", opens_at=moment - timedelta(days=1))
    attempt = start(assignment, student, moment, kinds=kinds)
    for response in attempt.responses.select_related("version"):
        answer = WRONG.get(response.version.kind, "An essay")
        response.save_answer(answer, client_id="t:1", rev=0, moment=moment)
    if submitted:
        attempt.submit("k", moment)
        attempt.grade()
    return attempt


def queries(browser, method, url, *args, **kwargs):
    getattr(browser, method)(url, *args, **kwargs)  # sessions and caches warm up
    with CaptureQueriesContext(connection) as captured:
        page = getattr(browser, method)(url, *args, **kwargs)
    assert page.status_code == 200
    return len(captured)


@pytest.mark.parametrize("kinds", [FEW, MANY])
def test_a_question_takes_nine_at_most_and_saving_it_too(sign_in, student, classroom, moment, kinds):
    attempt = answered(classroom, student, moment, kinds, submitted=False)
    browser, url = sign_in(student), attempt.responses.get(position=1).get_absolute_url()
    assert queries(browser, "get", url) <= 9
    ids = iter("abc")
    with CaptureQueriesContext(connection) as captured:
        data = {"answer": "1", "rev": 1, "client_id": f"t:{next(ids)}"}
        page = browser.post(url, data, headers=HTMX)
    assert page.status_code == 200
    assert b"Saved" in page.content
    assert len(captured) <= 9


@pytest.mark.parametrize(
    ("name", "submitted", "most"), [("review", False, 6), ("result", True, 15), ("start", False, 13)]
)
def test_a_student_page_takes_the_same_for_few_and_many(sign_in, student, classroom, moment, name, submitted, most):
    counts = []
    for kinds in (FEW, MANY):
        attempt = answered(classroom, student, moment, kinds, submitted=submitted)
        pk = attempt.assignment_id if name == "start" else attempt.pk
        counts.append(queries(sign_in(student), "get", reverse(f"quizzes:{name}", args=[classroom.slug, pk])))
    assert counts[0] == counts[1] <= most


def test_the_marking_list_takes_the_same_for_few_and_many(sign_in, teacher, classroom, moment):
    url, counts = reverse("quizzes:to_mark", args=[classroom.slug]), []
    for students in (1, 6):
        for _ in range(students):
            attempt = answered(classroom, MembershipFactory(classroom=classroom), moment, FEW, submitted=True)
            ResponseEventFactory(response=attempt.responses.first(), kind="late")
        counts.append(queries(sign_in(teacher), "get", url))
    assert counts[0] == counts[1] <= 10


def test_marking_takes_the_same_for_few_and_many(sign_in, teacher, classroom, moment):
    assignment, counts = AssignmentFactory(classroom=classroom), []
    for students in (1, 6):
        for _ in range(students):
            attempt = start(assignment, MembershipFactory(classroom=classroom), moment, kinds=["essay"])
            attempt.responses.get().save_answer("An essay", client_id="t:1", rev=0, moment=moment)
            attempt.submit("k", moment)
        essay = Attempt.objects.filter(assignment=assignment).first().responses.get()
        counts.append(queries(sign_in(teacher), "get", reverse("quizzes:mark", args=[classroom.slug, essay.pk])))
    assert counts[0] == counts[1] <= 10


def test_releasing_and_regrading_take_the_same_for_few_and_many(sign_in, teacher, classroom, moment):
    assignment, counts = AssignmentFactory(classroom=classroom, opens_at=moment - timedelta(days=1)), []
    for students in (2, 6):
        for _ in range(students):
            attempt = start(assignment, MembershipFactory(classroom=classroom), moment, kinds=FEW)
            single, essay = attempt.responses.order_by("position")
            single.save_answer("a", client_id="t:1", rev=0, moment=moment)
            essay.save_answer("An essay", client_id="t:1", rev=0, moment=moment)
            attempt.submit("k", moment)
            attempt.grade()
            essay.mark_by_hand({"thesis": 1, "evidence": 1}, comment="", by=teacher, seen=0, moment=moment)
        browser, question = sign_in(teacher), single.version.question_id
        regrade = reverse("quizzes:regrade", args=[classroom.slug, question])
        release = reverse("quizzes:release_marks", args=[classroom.slug, assignment.pk])
        tried = {"version": single.version_id, "policy": "full", "reason": "Unclear.", "try": "1"}
        counts.append((queries(browser, "get", release), queries(browser, "post", regrade, tried)))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 17
