"""Every kind of question in one quiz: answered, handed in, marked where a person marks, and explained."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from gradebook.explanation import explain_lines
from quizzes.feedback import Result
from quizzes.kinds import BY_HAND, KINDS
from quizzes.models import Attempt, Response
from quizzes.presets import Shown
from tests.quizzes.factories import start
from tests.quizzes.specs import RIGHT

ANSWERS = {**RIGHT, **dict.fromkeys(BY_HAND, "A text."), "survey": ["b"]}


@pytest.fixture
def handed_in(assignment, student, moment) -> Attempt:
    """Everything right, and what a person marks unmarked."""
    attempt = start(assignment, student, moment, kinds=list(KINDS))
    for response in attempt.responses.select_related("version"):
        response.save_answer(ANSWERS[response.version.kind], client_id="t:1", rev=0, moment=moment)
    attempt.submit("k", moment)
    attempt.grade()
    return attempt


@pytest.fixture
def response_of(handed_in):
    return lambda kind: handed_in.responses.get(version__kind=kind)


def test_what_a_person_marks_waits_and_a_survey_does_not(handed_in, response_of):
    assert sorted(Response.objects.to_mark().values_list("version__kind", flat=True)) == BY_HAND
    assert not response_of("survey").is_to_mark
    assert response_of("survey").mark is None


def test_a_survey_changes_no_score(handed_in):
    score = handed_in.score()
    assert (score.reached, score.open_points, score.possible) == (12, 3, 15)


class TestResult:
    def test_a_survey_stands_last_without_right_or_wrong(self, handed_in):
        *_groups, (name, (line,)) = Result(handed_in, Shown(score=True, answers=True)).groups
        assert (name, line.verdict, line.points, line.right_words, line.words) == (
            "said",
            "said",
            None,
            [],
            ["I had heard"],
        )

    def test_its_page_calls_it_an_answer(self, sign_in, student, handed_in, classroom):
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, handed_in.pk]))
        for words in ("Your answers", "No right or wrong", "I had heard"):
            assertContains(page, words)

    def test_a_panel_shows_statement_reasons_and_that_it_is_no_poll(self, sign_in, student, handed_in, classroom):
        page = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, handed_in.pk]))
        for words in ("of its own accord", "<b>Changes nothing:</b> Drafting is not deciding.", "They are no poll."):
            assertContains(page, words)

    def test_what_was_worked_on_stands_above_the_text(self, sign_in, student, handed_in, classroom):
        html = sign_in(student).get(reverse("quizzes:result", args=[classroom.slug, handed_in.pk])).content.decode()
        assert html.index("bumbled into a vote") < html.rindex("A text.")

    def test_before_the_answers_are_out_no_reason_is_told(self, handed_in):
        lines = Result(handed_in, Shown(score=True, answers=False)).lines
        assert not [line for line in lines if line.feedback or line.right_words]


@pytest.mark.parametrize(("kind", "text"), [("steelman", "should not have been declared"), ("rewrite", "bumbled")])
def test_the_marker_sees_what_was_worked_on(sign_in, teacher, response_of, classroom, kind, text):
    page = sign_in(teacher).get(reverse("quizzes:mark", args=[classroom.slug, response_of(kind).pk]))
    for words in (text, "A text.", "Names both camps"):
        assertContains(page, words)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(BY_HAND)))
def test_nobody_marks_by_hand_what_has_a_key_or_no_points(sign_in, teacher, response_of, classroom, kind):
    page = sign_in(teacher).get(reverse("quizzes:mark", args=[classroom.slug, response_of(kind).pk]))
    assert page.status_code == 404


def test_the_number_is_explained_without_waiting_for_a_survey(handed_in, response_of):
    lines = {line.position: line for line in explain_lines(handed_in)}
    said, essay = lines[response_of("survey").position], lines[response_of("essay").position]
    assert (said.how, said.earned, said.points) == ("No answer is right or wrong", None, 0)
    assert essay.how == "Waits for a teacher"


def test_a_late_answer_to_a_survey_is_accepted_without_a_mark(handed_in, response_of, teacher, moment):
    survey = response_of("survey")
    survey.save_answer(["a"], client_id="t:9", rev=1, moment=moment)
    survey.accept_late(survey.events.late().get(), by=teacher, moment=moment)
    survey.refresh_from_db()
    assert (survey.answer, survey.mark) == (["a"], None)


@pytest.mark.parametrize("kind", KINDS)
def test_its_page_shows_the_question_and_not_its_key(sign_in, student, assignment, moment, kind):
    attempt = start(assignment, student, moment, kinds=[kind])
    page = sign_in(student).get(attempt.responses.get().get_absolute_url())
    assertContains(page, str(KINDS[kind].rule) if kind in ("cloze", "sort", "whosays", "panel", "survey") else "Flag")
    for words in ("It counts them.", "A memoir is one voice.", "17th", "Names both camps", "0 points"):
        assertNotContains(page, words)
