"""Whatever is sent to a quiz is kept, refused or cleaned: never an error of ours, and never a false word."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.models import Attempt, ResponseEvent
from tests.conftest import HTMX
from tests.lessons.factories import AssignmentFactory, BlockFactory
from tests.quizzes.factories import QuestionVersionFactory, start

NUL = "\x00"


@pytest.fixture
def numeric(classroom, student, moment):
    attempt = start(AssignmentFactory(classroom=classroom), student, moment, kinds=["numeric"])
    return attempt.responses.get()


def fields(**changed):
    return {"client_id": "tab:1", "rev": "0", "go": "next", **changed}


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": f"tab{NUL}:1"},
        {"client_id": "t" * 81},
        {"client_id": "accept:1 or 1=1"},
        {"client_id": ""},
        {"rev": "-1"},
        {"rev": "9" * 40},
        {"rev": "one"},
        {"answer": "9"},
        {"answer": "b"},
        {"answer": f"1{NUL}"},
    ],
)
def test_a_forged_save_is_refused_and_not_called_saved(sign_in, student, single, moment, headers, wrong):
    single.save_answer("c", client_id="t:1", rev=0, moment=moment)
    page = sign_in(student).post(single.get_absolute_url(), fields(answer="1") | wrong, headers=headers)
    assertContains(page, "Not saved", status_code=422)
    assertNotContains(page, "Saved 09:00", status_code=422)
    single.refresh_from_db()
    assert single.answer == "c"


@pytest.mark.parametrize("text", ["x" * 100_000, f"The Council{NUL} voted."])
def test_a_text_that_cannot_be_kept_is_refused_with_its_reason(sign_in, student, essay, text):
    browser, url = sign_in(student), essay.get_absolute_url()
    page = browser.post(url, fields(answer=text), headers=HTMX)
    reason = "50000 characters" if NUL not in text else "Null characters"
    assertContains(page, reason, status_code=422)
    page = browser.post(url, fields(answer=text))
    assertContains(page, reason, status_code=422)
    assert not essay.events.exists()


@pytest.mark.parametrize("text", ["\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", "👩🏽‍🏫".encode()])
def test_bytes_that_are_no_text_are_kept_as_far_as_they_are(sign_in, student, essay, text):
    body = b"client_id=tab%3A1&rev=0&answer=Word+" + text
    page = sign_in(student).post(
        essay.get_absolute_url(), body, content_type="application/x-www-form-urlencoded", headers=HTMX
    )
    assert page.status_code == 200
    essay.refresh_from_db()
    assert essay.answer.startswith("Word")


@pytest.mark.parametrize("number", ["1e999", "1e9999999", "-1e999999999999", "NaN", "Infinity", "1e-9999999", "1_1"])
def test_a_monstrous_number_is_kept_and_earns_nothing(sign_in, student, numeric, number):
    browser = sign_in(student)
    page = browser.post(numeric.get_absolute_url(), fields(answer=number), headers=HTMX)
    assertContains(page, "cannot be read as a number")
    page = browser.post(reverse("quizzes:submit", args=[student.classroom.slug, numeric.attempt_id]), follow=True)
    assertContains(page, "Not right")
    assertContains(page, number)


def test_a_monstrous_number_in_a_check_of_the_library_is_not_right(client, db):
    version = QuestionVersionFactory(kind="numeric")
    BlockFactory(edition__lesson=version.question.lesson, check=version.question.code)
    page = client.post(reverse("quizzes:check", args=[version.question.code]), {"answer": "1e9999999"}, headers=HTMX)
    assertContains(page, "result-wrong")


def test_the_code_of_a_check_may_be_anything(client, db):
    assert client.get(f"/library/check/Q1{'%00'}/").status_code == 404


def test_a_forged_submission_is_a_submission(sign_in, student, attempt, classroom):
    url = reverse("quizzes:submit", args=[classroom.slug, attempt.pk])
    assert sign_in(student).post(url, {"submit_key": f"k{NUL}" + "k" * 100}).status_code == 302
    assert Attempt.objects.get(pk=attempt.pk).submitted_at


def test_nobody_chooses_a_classmates_answer(sign_in, student, classmate, attempt, assignment, essay, classroom, moment):
    theirs = start(assignment, classmate, moment).responses.get(position=2)
    theirs.save_answer("Theirs", client_id="t:1", rev=0, moment=moment)
    event = ResponseEvent.objects.get(response=theirs)
    for response in (theirs, essay):
        url = reverse("quizzes:choose", args=[classroom.slug, response.pk, event.pk])
        assert sign_in(student).post(url).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("teacher", 404), ("moderator", 403)])
def test_a_students_pages_are_for_students(request, sign_in, role, status, attempt, single, classroom):
    browser = sign_in(request.getfixturevalue(role))
    places = [("attempt", attempt.pk), ("review", attempt.pk), ("result", attempt.pk)]
    urls = [reverse(f"quizzes:{name}", args=[classroom.slug, pk]) for name, pk in places]
    assert {browser.get(url).status_code for url in [*urls, single.get_absolute_url()]} == {status}
