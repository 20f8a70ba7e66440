"""The rules for questions that are published: each broken once in a course that is clean."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps

from lessons.curriculum.checking import check_course
from lessons.curriculum.faults import Faults
from quizzes.course import QuestionsPart
from quizzes.kinds import KINDS
from tests.lessons.fit_course import write_fit_course

every = pytest.mark.parametrize


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_fit_course(tmp_path / "course")


@pytest.fixture
def edit(course) -> Callable[[str, str, str], int]:
    """Replace one text in one file; returns the line on which it stood."""

    def replace(name: str, old: str, new: str) -> int:
        file = course / "1-votes" / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    return replace


@pytest.fixture
def lint(course) -> Callable[[], list[str]]:
    """Every warning about the course's questions that only a check for publishing gives."""

    def run() -> list[str]:
        checked = check_course(course, apps.get_app_config("lessons").course_parts)
        assert not checked.faults.errors
        part, parsed = next(read for read in checked.parts if isinstance(read[0], QuestionsPart))
        part.lint(parsed, checked.manuscript, warnings := Faults())
        return [str(fault) for fault in warnings.in_order()]

    return run


def test_the_fit_course_has_a_question_of_every_kind_and_nothing_to_mend(course, lint):
    assert lint() == []
    text = (course / "1-votes" / "questions.yaml").read_text()
    assert not [kind for kind in KINDS if f"kind: {kind}" not in text]


SILENT = [
    (", feedback: The article names two.", "Q1.1-1 says nothing about option a."),
    (", feedback: So the list says.", "Q1.1-1 says nothing about option b."),
    (", feedback: Ten did.", "Q1.1-2 says nothing about option b."),
    ('"true": Count again.,', 'Q1.1-3 says nothing about the answer "true".'),
    (', "false": Ten did.', 'Q1.1-3 says nothing about the answer "false".'),
    ("right: The list says so.,", 'Q1.1-4 says nothing about the answer "right".'),
    (", wrong: Count the list.", 'Q1.1-4 says nothing about the answer "wrong".'),
    (", wrong: It begins with T.", 'Q1.1-5 says nothing about the answer "wrong".'),
    ("right: First talk.,", 'Q1.1-6 says nothing about the answer "right".'),
    (", wrong: See the list.", 'Q1.1-7 says nothing about the answer "wrong".'),
    ("      documented: Two files agree.\n", "Q1.1-8 says nothing about the status documented."),
    ("      opinion: It can be counted.\n", "Q1.1-8 says nothing about the status opinion."),
    (", feedback: It decides nothing.", "Q1.1-8 says nothing about option b."),
    (", wrong: Read the list again.", 'Q1.1-10 says nothing about the answer "wrong".'),
    (", feedback: It shows two of them.", "Q1.1-11 says nothing about card b."),
    ("right: All three.,", 'Q1.1-11 says nothing about the answer "right".'),
    (", feedback: It told why.", "Q1.1-12 says nothing about statement b."),
]


@every(("said", "warning"), SILENT)
def test_a_question_that_says_nothing_about_an_answer_is_a_warning(said, warning, edit, lint):
    line = edit("questions.yaml", said, "")
    (found,) = lint()
    path, at, rest = found.split(":", 2)
    assert (path, rest) == ("1-votes/questions.yaml", f" warning: {warning}")
    assert line - 14 <= int(at) <= line


def test_a_question_without_any_feedback_is_told_of_each_side(edit, lint):
    edit("questions.yaml", "    feedback: {right: It was., wrong: It begins with T.}\n", "")
    assert [found.partition("warning: ")[2] for found in lint()] == [
        'Q1.1-5 says nothing about the answer "right".',
        'Q1.1-5 says nothing about the answer "wrong".',
    ]


@every(
    ("named", "code"),
    [
        (", misconception: C2}\n      - {id: b, text: Ten", "Q1.1-1"),
        ("feedback: Ten did., misconception: C2", "Q1.1-2"),
        ("    misconception: C2\n", "Q1.1-3"),
    ],
)
def test_a_question_on_an_inaccurate_claim_names_the_misconception(named, code, edit, lint):
    edit("questions.yaml", named, named.replace(", misconception: C2", "").replace("    misconception: C2\n", ""))
    (found,) = lint()
    assert found.endswith(f"warning: No wrong option of {code} names the misconception C2.")


def test_a_question_on_a_documented_claim_names_none(edit, lint):
    edit("questions.yaml", "feedback: The article names two., misconception: C2", "feedback: The article names two.")
    edit("questions.yaml", "kind: single\n    claim: C2", "kind: single\n    claim: C1")
    assert lint() == []


def test_a_lesson_without_an_essay_is_a_warning(edit, lint):
    edit("questions.yaml", '{id: Q1.2-1, lesson: "1.2"', '{id: Q1.2-1, lesson: "1.1"')
    assert lint() == ["1-votes/1-2-rain.md:1: warning: No essay or rewrite or steelman belongs to this lesson."]


class TestChartLesson:
    MAP = 'kind: map\ntitle: "Where it rained"\nsource: REF\nnote: "One file."\narea: mali\nplaces: [[konna, "Rain"]]\n'
    CHARTS = {
        "bars": "kind: bars\ntitle: A\nsource: REF\nnote: B\nunit: c\nrows: [[d, 1]]\n",
        "lines": "kind: lines\ntitle: A\nsource: REF\nnote: B\nunit: c\nyears: [2011, 2012]\n"
        "series: [{name: d, values: [1, 2]}]\n",
        "points": 'kind: points\ntitle: A\nsource: REF\nnote: B\nunit: c\npoints: [["2012", 1, d]]\n',
    }
    WARNING = 'The lesson shows a chart, and no question with the tag "counting" asks how it was made.'

    def test_without_a_question_on_how_it_was_counted_is_a_warning(self, edit, lint):
        edit("questions.yaml", "tags: [counting]", "tags: [sums]")
        assert lint() == [f"1-votes/1-1-vote.md:1: warning: {self.WARNING}"]

    @every("kind", CHARTS)
    def test_is_one_that_shows_numbers(self, kind, edit, lint):
        edit("1-2-rain.md", self.MAP, self.CHARTS[kind])
        assert lint() == [f"1-votes/1-2-rain.md:1: warning: {self.WARNING}"]

    def test_is_content_with_a_question_of_its_own_lesson_alone(self, edit, lint):
        edit("questions.yaml", 'lesson: "1.1"\n    kind: numeric', 'lesson: "1.2"\n    kind: numeric')
        assert lint() == [f"1-votes/1-1-vote.md:1: warning: {self.WARNING}"]


def test_emphasis_that_is_not_drawn_is_a_warning(edit, lint):
    edit("questions.yaml", "feedback: Ten did.", 'feedback: "*Ten* did."')
    (found,) = lint()
    assert found.endswith("warning: Q1.1-2 has a * in an option or in feedback: no emphasis is drawn.")


def test_a_star_in_an_accepted_answer_is_none(lint, edit):
    edit("questions.yaml", "accepted: [", 'accepted: ["*any*", ')
    assert not lint()


def test_a_suspended_question_rests_from_the_rules_too(edit, lint):
    earlier = "earlier: [{status: inaccurate, until: 2026-01-01, why: A file was found.}]"
    edit("claims.yaml", "status: inaccurate", f"{earlier}\n  status: contested")
    edit("questions.yaml", ", feedback: So the list says.", "")
    assert lint() == []
