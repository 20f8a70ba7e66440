"""The rules for publishing: each broken once in a course that is clean, and the command that runs them."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from lessons.curriculum.checking import check_course
from lessons.curriculum.linting import lint as note_warnings
from lessons.curriculum.linting import text_of
from lessons.curriculum.prose import count_words
from lessons.models import Source
from tests.lessons.fit_course import prose, write_fit_course

every = pytest.mark.parametrize

VOTE, RAIN = "1-1-vote.md", "1-2-rain.md"
AT_VOTE, AT_RAIN = f"1-votes/{VOTE}:1: warning: ", f"1-votes/{RAIN}:1: warning: "
STOLEN = prose(RAIN).partition(".")[0]
HARD = re.sub("sand|rain|cold|years|held", "misrepresentation", prose(VOTE))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_fit_course(tmp_path / "course")


@pytest.fixture
def lint(course) -> Callable[[], list[str]]:
    """Every warning about the course, by the rules of every floor."""

    def run() -> list[str]:
        checked = check_course(course, apps.get_app_config("lessons").course_parts)
        assert not checked.faults.errors
        note_warnings(checked, checked.faults)
        return [str(fault) for fault in checked.faults.in_order()]

    return run


def test_the_fit_course_has_nothing_to_mend(lint):
    assert lint() == []


BROKEN = {
    "too short": (VOTE, prose(VOTE), prose(VOTE, 100), AT_VOTE + "The lesson has 1"),
    "too long": (VOTE, prose(VOTE), prose(VOTE, 1300), AT_VOTE + "The lesson has 13"),
    "too hard": (VOTE, prose(VOTE), HARD, AT_VOTE + "The lesson reads hard: its reading ease is "),
    "one reading": (VOTE, "- **Rescue.** They", "They", AT_VOTE + "There is no section {#readings} with a list of at"),
    "readings elsewhere": (VOTE, "{#readings}", "{#two-views}", AT_VOTE + "There is no section {#readings}"),
    "no documents": (VOTE, "### Documents to read", "### Documents", AT_VOTE + "There is no list under a head"),
    "no list of documents": (RAIN, "- A page of", "A page of", AT_RAIN + "There is no list under a head"),
    "no section that is an exit check": (VOTE, "## Exit check", "## The end", AT_VOTE + "There is no exit check."),
    "no head of an exit check": (RAIN, "### Your exit check", "### The end", AT_RAIN + "There is no exit check."),
    "no way round a passage": (
        VOTE,
        "+++\nThere was a vote.\n",
        "",
        f"1-votes/{VOTE}:15: warning: This content note offers no alternative after +++.",
    ),
    "an empty way round": (VOTE, "There was a vote.\n", "", f"1-votes/{VOTE}:15: warning: This content note offers no"),
    "a claim that is not marked": (
        RAIN,
        "[[claim C3|It rained on that day.]]",
        "It rained on that day.",
        "1-votes/claims.yaml:28: warning: C3 belongs to lesson 1.2, which does not mark it.",
    ),
    "emphasis where none is drawn": (
        "claims.yaml",
        "short: Ten did.",
        'short: "*Ten* did."',
        "1-votes/claims.yaml:15: warning: C2 has a * where no emphasis is drawn.",
    ),
    "a sentence of another lesson": (
        VOTE,
        prose(VOTE),
        f"{prose(VOTE)} {STOLEN}.",
        AT_RAIN + f'These words stand in 1-votes/{VOTE} too: "{" ".join(STOLEN.split()[:8])}".',
    ),
    "one prompt": (
        "prompts.yaml",
        'D1.1-1, lesson: "1.1"',
        'D1.1-1, lesson: "1.2"',
        AT_VOTE + "The lesson has fewer than 2 discussion prompts.",
    ),
    "no essay": (
        "questions.yaml",
        '{id: Q1.2-1, lesson: "1.2"',
        '{id: Q1.2-1, lesson: "1.1"',
        AT_RAIN + "No essay or rewrite",
    ),
}


@every("rule", BROKEN)
def test_a_rule_that_is_broken_is_the_only_warning(rule, edit, lint):
    name, old, new, warning = BROKEN[rule]
    edit(name, old, new)

    (found,) = lint()

    assert found.startswith(warning)


@every(("words", "is_fit"), [(899, False), (900, True), (1200, True), (1201, False)])
def test_a_lesson_has_900_to_1200_words(words, is_fit, course, edit, lint):
    text = text_of(check_course(course, []).manuscript.lessons["1.1"])
    others = count_words(text.replace(prose(VOTE), ""))
    edit(VOTE, prose(VOTE), prose(VOTE, words - others))

    assert lint() == ([] if is_fit else [f"{AT_VOTE}The lesson has {words} words; it should have 900 to 1200."])


def test_figures_and_content_notes_are_no_running_text(course):
    text = text_of(check_course(course, []).manuscript.lessons["1.1"])
    assert "The Council passed" in text
    assert not [word for word in ("shooting", "There was a vote", "Counted from", "kind: bars") if word in text]


def test_a_lesson_without_a_guide_is_a_warning(course, lint):
    file = course / "1-votes" / "guide.yaml"
    file.write_text(file.read_text().partition('- lesson: "1.2"')[0])
    assert lint() == [f"{AT_RAIN}The teacher's page is missing: no guide.yaml has this lesson."]


class TestCommand:
    """manage.py check_curriculum; without a database, for it writes nothing."""

    @pytest.fixture
    def run(self, course) -> Callable[[], tuple[str, str, str]]:
        """What the command prints, what it complains of, and what it ends with."""

        def run_it() -> tuple[str, str, str]:
            out, err, ending = StringIO(), StringIO(), ""
            try:
                call_command("check_curriculum", course, stdout=out, stderr=err)
            except CommandError as error:
                ending = str(error)
            return out.getvalue(), err.getvalue(), ending

        return run_it

    def test_says_that_a_clean_course_is_clean(self, run):
        out, err, ending = run()
        assert out.endswith("The course is clean.\n")
        assert (err, ending) == ("", "")

    def test_prints_whose_voices_a_lesson_rests_on(self, run):
        balance = run()[0].partition("Lesson 1.2")[0].splitlines()
        assert balance[0] == "Lesson 1.1, sources: 9"  # of its text, its figure and the evidence on its claims
        assert balance[1].startswith("  types: ")
        assert {f"{label} 1" for label in Source.Type.labels} == set(balance[1].removeprefix("  types: ").split(", "))
        assert balance[2] == "  languages: en 7, fr 2"
        assert balance[3].count(" 2") == 2  # the United Nations and the West
        assert balance[4] == "  gaps: none"

    def test_prints_who_is_missing(self, run):
        balance = run()[0].partition("Lesson 1.2")[2].splitlines()
        heard = {"news", "reference", "west", "other"}
        missing = [*Source.Type.choices, *Source.Standpoint.choices]
        gaps = balance[4].removeprefix("  gaps: ").split("; ")
        assert balance[0] == ", sources: 2"
        assert sorted(gaps[:-2]) == sorted(f"no {label}" for key, label in missing if key not in heard)
        assert gaps[-2:] == ["all in one language (en)", f"2 of 2 from {Source.Standpoint('west').label}"]

    def test_complains_of_a_warning_and_fails(self, run, edit):
        edit(VOTE, "## Exit check", "## The end")
        out, err, ending = run()
        assert err == f"{AT_VOTE}There is no exit check.\n"
        assert ending == "1 thing to mend."
        assert "Lesson 1.1, sources: 9" in out
        assert "clean" not in out

    def test_counts_what_is_to_mend(self, run, edit):
        edit(VOTE, "## Exit check", "## The end")
        edit(VOTE, "### Documents to read", "### Documents")
        assert run()[2] == "2 things to mend."

    def test_goes_no_further_than_an_error(self, run, edit):
        edit(VOTE, "[[source UN|page 1]]", "[[source NATO|page 1]]")
        edit(VOTE, "## Exit check", "## The end")
        out, err, ending = run()
        assert out == ""
        assert "error: There is no source NATO." in err
        assert "exit check" not in err
        assert ending == "1 thing to mend."

    def test_explains_a_folder_that_is_not_there(self, course):
        with pytest.raises(CommandError, match=r"There is no folder .*/nowhere\."):
            call_command("check_curriculum", course / "nowhere")
