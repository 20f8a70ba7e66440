"""questions.yaml: every fault has its place, nothing changes twice, and what changes is a new version."""

import json
import shutil
from pathlib import Path

import pytest
from django.apps import apps

from lessons.curriculum.checking import check_course
from lessons.curriculum.loading import load
from quizzes.course import QuestionsPart
from quizzes.kinds import BY_HAND, KEYLESS, KINDS
from quizzes.models import Question, QuestionVersion, Quiz, Rubric
from tests.lessons.conftest import COURSE
from tests.quizzes.factories import ResponseFactory
from tests.quizzes.specs import SPECS

FILE = "1-votes/questions.yaml"
QUESTIONS = """
rubrics:
  - id: R1
    title: Essay
    criteria:
      - {id: thesis, title: Thesis, levels: [None at all, Clear]}
questions:
  - id: Q1.1-1
    lesson: "1.1"
    kind: single
    claim: C1
    section: the-count
    sources: [REU]
    prompt: How many *abstained*?
    explanation: Five did.
    options:
      - {id: a, text: Two, feedback: Too few.}
      - {id: b, text: Five, right: true}
  - id: Q1.1-2
    lesson: "1.1"
    kind: essay
    claim: C2
    rubric: R1
    points: 12
    prompt: How far is it right?
    look_for: [Both sides]
  - id: Q1.1-3
    lesson: "1.1"
    kind: claimcheck
    claim: C1
    points: 2
    prompt: Judge this claim.
    statuses: {documented: Yes.}
    evidence:
      - {id: a, text: A count, right: true}
      - {id: b, text: A rumour}
"""

SURVEY = {
    "id": "Q1.1-4",
    "lesson": "1.1",
    "kind": "survey",
    "claim": "C2",
    "prompt": "Had you heard of it?",
    "options": [{"id": "a", "text": "I had"}, {"id": "b", "text": "I had not"}],
}


@pytest.fixture
def course(tmp_path) -> Path:
    folder = Path(shutil.copytree(COURSE, tmp_path / "course"))
    (folder / FILE).write_text(QUESTIONS)
    return folder


@pytest.fixture
def change(course):
    """Replace one text in the file of questions; returns the line on which it stood."""

    def replace(old: str, new: str) -> int:
        text = (course / FILE).read_text()
        assert old in text
        (course / FILE).write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    return replace


@pytest.fixture
def append(course):
    """Write one more question at the end of the file."""

    def write(question: dict) -> None:
        with (course / FILE).open("a") as file:
            file.write(f"  - {json.dumps(question)}\n")

    return write


@pytest.fixture
def load_course(db, course):
    def load_it() -> int:
        loaded = load(course, [QuestionsPart()])
        assert not loaded.faults.errors
        return loaded.changes[QuestionsPart.filename]

    return load_it


def test_the_loader_knows_the_file():
    assert any(isinstance(part, QuestionsPart) for part in apps.get_app_config("lessons").course_parts)


class TestFaults:
    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('lesson: "1.1"\n    kind: single', 'lesson: "9.9"\n    kind: single', "There is no lesson 9.9."),
            ("section: the-count", "section: the-moon", "has no section the-moon"),
            ("sources: [REU]", "sources: [NIL]", "There is no source NIL."),
            ("claim: C1\n    section", "claim: C9\n    section", "There is no claim C9."),
            ("claim: C1\n    section", "claim: C2\n    section", "neither documented nor inaccurate"),
            ("rubric: R1", "rubric: R9", "marked by hand (essay) names the rubric"),
            ("kind: single", "rubric: R1\n    kind: single", "No rubric marks a question of the kind single"),
            ("points: 12", "points: 0", "at least one point"),
            ("options:", "choices:", "needs 'options'"),
            ("feedback: Too few.", "feedback: Too few., misconception: C1", "no inaccurate claim"),
            ("feedback: Too few.", "hint: x", "unknown key 'hint'"),
            ("kind: single", "kind: guess", '"kind" must be one of'),
            ("id: Q1.1-2", "id: Q1.1-3", "There is a question Q1.1-3 already."),
            ("levels: [None at all, Clear]", "levels: [Clear]", "at least two levels"),
        ],
    )
    def test_each_is_said_with_its_file(self, course, change, old, new, message):
        change(old, new)
        faults = check_course(course, [QuestionsPart()]).faults.errors
        assert any(message in fault.message for fault in faults), faults
        assert all(fault.path.startswith("1-votes/") and fault.line > 1 for fault in faults)

    def test_it_is_said_on_the_line_where_it_stands(self, course, change):
        line = change("sources: [REU]", "sources: [NIL]")
        (fault,) = check_course(course, [QuestionsPart()]).faults.errors
        assert (fault.path, fault.line) == (FILE, line)

    def test_an_essay_may_ask_about_a_contested_claim(self, course):
        assert not check_course(course, [QuestionsPart()]).faults.errors

    def test_a_check_inside_a_lesson_must_exist_and_be_no_essay(self, course, change):
        change("id: Q1.1-1", "id: Q1.1-9")
        (fault,) = check_course(course, [QuestionsPart()]).faults.errors
        assert (fault.path, fault.message) == ("1-votes/1-1-vote.md", "There is no question Q1.1-1.")

    def test_a_check_inside_a_lesson_has_a_right_answer(self, course, change, append):
        change("id: Q1.1-1", "id: Q1.1-9")
        append(SURVEY | {"id": "Q1.1-1"})
        (fault,) = check_course(course, [QuestionsPart()]).faults.errors
        assert fault.message == "Q1.1-1 has no right answer (survey): nothing can be said about it at once."

    def test_a_survey_is_worth_no_points(self, course, append):
        append(SURVEY | {"points": 1})
        (fault,) = check_course(course, [QuestionsPart()]).faults.errors
        assert fault.message == "A survey is worth no points."

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_only_what_has_no_key_asks_about_a_contested_claim(self, course, append, kind):
        of_the_claim = ("statement", "answer") if kind == "claimcheck" else ()
        spec = {key: value for key, value in SPECS[kind].items() if key not in of_the_claim}
        rubric = {"rubric": "R1"} if kind in BY_HAND else {}
        append({"id": "Q9", "lesson": "1.1", "kind": kind, "claim": "C2", "prompt": "And this?"} | spec | rubric)
        refused = [fault.message for fault in check_course(course, [QuestionsPart()]).faults.errors]
        assert any("neither documented nor inaccurate" in message for message in refused) == (kind not in KEYLESS)
        assert not refused or kind not in KEYLESS

    def test_a_list_instead_of_a_mapping_is_explained(self, course):
        (course / FILE).write_text("- id: Q1\n")
        assert check_course(course, [QuestionsPart()]).faults.errors


class TestWriting:
    def test_makes_the_quiz_of_the_lesson_in_the_order_of_the_file(self, load_course):
        load_course()
        quiz = Quiz.objects.get()
        assert (quiz.lesson.code, quiz.title) == ("1.1", "The vote")
        assert [version.kind for version in quiz.versions()] == ["single", "essay", "claimcheck"]
        version = quiz.versions()[0]
        assert version.prompt_html.strip() == "<p>How many <em>abstained</em>?</p>"
        assert version.heading_html == "How many <em>abstained</em>?"
        assert version.claim.code == "C1"

    def test_a_claim_check_takes_statement_and_key_from_its_claim(self, load_course):
        load_course()
        asked = QuestionVersion.objects.get(kind="claimcheck").asked
        assert (asked.statement, asked.answer) == ("The Council passed a resolution.", "documented")

    def test_a_survey_is_written_without_points(self, load_course, append):
        append(SURVEY)
        load_course()
        assert QuestionVersion.objects.get(kind="survey").points == 0

    def test_run_twice_changes_nothing(self, load_course):
        assert load_course() > 0
        assert load_course() == 0
        assert QuestionVersion.objects.count() == 3

    def test_a_changed_question_is_a_new_version_and_the_old_one_stays(self, load_course, change):
        load_course()
        old = Question.objects.get(code="Q1.1-1").latest_ready
        edition = old.question.lesson.current_edition
        answered = ResponseFactory(version=old, answer="b", attempt__assignment__edition=edition)
        change("text: Five", "text: Exactly five")
        assert load_course() == 1
        new = Question.objects.get(code="Q1.1-1").latest_ready
        assert new.number == 2
        assert new.asked.right_words() == ["Exactly five"]
        answered.refresh_from_db()
        assert answered.version.asked.right_words() == ["Five"]

    def test_a_changed_rubric_is_a_new_rubric_and_a_new_version_of_its_essays(self, load_course, change):
        load_course()
        change("None at all, Clear", "None at all, Vague, Clear")
        assert load_course() == 2
        assert list(Rubric.objects.values_list("number", flat=True).order_by("number")) == [1, 2]
        assert Question.objects.get(code="Q1.1-2").latest_ready.rubric.number == 2

    def test_a_question_that_is_gone_is_asked_no_more(self, load_course, course):
        load_course()
        text = (course / FILE).read_text()
        (course / FILE).write_text(text[: text.index("  - id: Q1.1-3")])
        load_course()
        assert Question.objects.get(code="Q1.1-3").retired_at
        assert [version.kind for version in Quiz.objects.get().versions()] == ["single", "essay"]
        (course / FILE).write_text(text)
        load_course()
        assert len(Quiz.objects.get().versions()) == 3
