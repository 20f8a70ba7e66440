"""A teacher adds the file that a student's browser made of what it could not send."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains

from quizzes.models import ResponseEvent
from tests.factories import MembershipFactory
from tests.quizzes.factories import start

pytestmark = pytest.mark.django_db
TEXT = "Written without a connection."


@pytest.fixture
def url(classroom, handed_in):
    return reverse("quizzes:import_answers", args=[classroom.slug, handed_in.pk])


def file_of(attempt, *bodies, **changes):
    data = {"sahel": "answers", "attempt": attempt.pk, "bodies": dict(bodies)} | changes
    return SimpleUploadedFile("sahel-answers.json", json.dumps(data).encode())


def body(response, client_id="tab:7", **fields):
    typed = "&".join(f"{name}={value}" for name, value in fields.items())
    return response.get_absolute_url(), f"{typed}&client_id={client_id}&rev=0"


class TestImportAnswers:
    def test_keeps_what_is_new_beside_what_was_handed_in(self, sign_in, teacher, url, handed_in, essay):
        page = sign_in(teacher).post(url, {"file": file_of(handed_in, body(essay, answer=TEXT))}, follow=True)
        assertContains(page, "1 answer of the file is new.")
        assertContains(page, "This answer was added from a file")
        essay.refresh_from_db()
        assert essay.answer == "The Council voted."
        assert essay.events.get(kind="imported").answer == TEXT

    def test_it_counts_once_the_teacher_lets_it(self, sign_in, teacher, url, classroom, handed_in, essay):
        browser = sign_in(teacher)
        browser.post(url, {"file": file_of(handed_in, body(essay, answer=TEXT))})
        event = ResponseEvent.objects.get(kind="imported")
        browser.post(reverse("quizzes:accept_late", args=[classroom.slug, event.pk]))
        essay.refresh_from_db()
        assert essay.answer == TEXT

    def test_the_same_file_twice_is_kept_once(self, sign_in, teacher, url, handed_in, essay):
        browser = sign_in(teacher)
        for _time in range(2):
            page = browser.post(url, {"file": file_of(handed_in, body(essay, answer=TEXT))}, follow=True)
        assertContains(page, "nothing that was not handed in")
        assert essay.events.filter(kind="imported").count() == 1

    def test_what_was_handed_in_already_is_nothing_new(self, sign_in, teacher, url, handed_in, essay):
        page = sign_in(teacher).post(url, {"file": file_of(handed_in, body(essay, answer=essay.answer))}, follow=True)
        assertContains(page, "nothing that was not handed in")

    def test_reads_the_names_of_a_page_with_all_questions(self, sign_in, teacher, url, handed_in, essay):
        prefixed = f"q{essay.pk}-answer={TEXT}&q{essay.pk}-client_id=tab:9&q{essay.pk}-rev=0"
        sign_in(teacher).post(url, {"file": file_of(handed_in, (essay.get_absolute_url(), prefixed))})
        assert essay.events.get(kind="imported").answer == TEXT

    def test_answers_of_another_attempt_in_the_file_are_left_alone(
        self, sign_in, teacher, url, handed_in, assignment, classmate, moment
    ):
        theirs = start(assignment, classmate, moment).responses.get(position=2)
        sign_in(teacher).post(url, {"file": file_of(handed_in, body(theirs, answer=TEXT))})
        assert not theirs.events.exists()

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"no JSON", "no file with answers"),
            (b"\xff\xfe", "no file with answers"),
            (b"[1, 2]", "did not make this file"),
            (b'{"sahel": "answers", "attempt": "1", "bodies": {}}', "did not make this file"),
            (b'{"sahel": "answers", "attempt": 999999, "bodies": {}}', "belongs to another attempt"),
            (b"x" * 1_000_001, "too large"),
        ],
    )
    def test_any_other_file_is_refused_with_words(self, sign_in, teacher, url, content, words):
        page = sign_in(teacher).post(url, {"file": SimpleUploadedFile("file.json", content)})
        assertContains(page, words, status_code=422)
        assert not ResponseEvent.objects.filter(kind="imported").exists()

    def test_without_a_file_it_says_so(self, sign_in, teacher, url):
        assertContains(sign_in(teacher).post(url), "Choose the file", status_code=422)

    def test_an_attempt_that_runs_takes_no_file(self, sign_in, teacher, classroom, attempt):
        url = reverse("quizzes:import_answers", args=[classroom.slug, attempt.pk])
        assert sign_in(teacher).get(url).status_code == 404

    def test_another_classs_teacher_does_not_find_it(self, sign_in, handed_in):
        outsider = MembershipFactory(teacher=True)
        url = reverse("quizzes:import_answers", args=[outsider.classroom.slug, handed_in.pk])
        assert sign_in(outsider).get(url).status_code == 404
