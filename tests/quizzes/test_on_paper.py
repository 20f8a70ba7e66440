"""Questions on paper: every kind can be answered with a pen, and no key is printed."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from quizzes.kinds import KINDS
from quizzes.on_paper import on_paper
from tests.lessons.factories import ClaimFactory, EditionFactory
from tests.quizzes.factories import QuestionVersionFactory, QuizFactory
from tests.quizzes.specs import SPECS


@pytest.fixture(params=sorted(KINDS))
def version(request, db):
    claim = ClaimFactory() if request.param == "claimcheck" else None
    return QuestionVersionFactory(kind=request.param, claim=claim)


def test_every_kind_has_something_to_tick_or_to_write_on(version):
    printed = on_paper(1, version)
    assert printed.groups or printed.write


def test_everything_that_is_offered_is_printed(version):
    spec = SPECS[version.kind]
    lists = ("options", "items", "evidence", "cards", "bins", "statements")
    offered = [part["text"] for key in lists for part in spec.get(key, ())]
    offered += [part["speaker"] for part in spec.get("statements", ())]
    offered += [text for gap in spec.get("gaps", ()) for text in gap.get("choices", ())]
    offered += [pair[side] for pair in spec.get("pairs", ()) for side in ("left", "right")] + spec.get("extra", [])
    printed = " / ".join(line for group in on_paper(1, version).groups for line in group.lines)
    assert all(text in printed for text in offered)


def test_every_print_has_the_same_order(version):
    assert on_paper(1, version).groups == on_paper(1, version).groups


def test_an_ordering_is_never_printed_in_the_right_order(db):
    version = QuestionVersionFactory(kind="ordering")
    (group,) = on_paper(1, version).groups
    assert group.lines != version.asked.right_words()


def test_the_choices_of_a_matching_have_letters(db):
    lefts, choices = on_paper(1, QuestionVersionFactory(kind="matching")).groups
    assert [letter for letter, _line in choices.marked] == list("ABC")
    assert {letter for letter, _line in lefts.marked} == {""}


def test_gaps_are_numbered_blanks_and_their_choices_stand_below(db):
    printed = on_paper(1, QuestionVersionFactory(kind="cloze"))
    assert printed.text.startswith("Resolution (1) ____")
    assert "(2) ____" in printed.text
    assert [(group.title, group.lines) for group in printed.groups] == [("Gap 1", ["1970", "1973", "2085"])]


@pytest.mark.parametrize(("kind", "lines"), [("essay", 22), ("steelman", 12), ("rewrite", 6)])
def test_a_longer_text_has_more_lines_to_write_on(db, kind, lines):
    assert len(on_paper(1, QuestionVersionFactory(kind=kind)).write) == lines


class TestAnswerKey:
    def test_it_says_the_right_answers_and_why(self, sign_in, teacher):
        quiz = QuizFactory(lesson=EditionFactory().lesson, kinds=["single", "ordering", "essay"])
        page = sign_in(teacher).get(reverse("quizzes:answer_key", args=[quiz.lesson.slug]))
        for words in ("<b>Five</b>", "Five members abstained, says the record.", "Look for"):
            assertContains(page, words)

    def test_of_a_question_without_a_key_it_says_so(self, sign_in, teacher):
        quiz = QuizFactory(lesson=EditionFactory().lesson, kinds=["survey", "panel"])
        page = sign_in(teacher).get(reverse("quizzes:answer_key", args=[quiz.lesson.slug]))
        for words in ("No answer is right or wrong", "<b>Speaks against it (2 of 4)</b>", "They are no poll."):
            assertContains(page, words)

    def test_the_pack_does_not(self, sign_in, teacher):
        quiz = QuizFactory(lesson=EditionFactory().lesson, kinds=["single"])
        page = sign_in(teacher).get(reverse("lessons:pack", args=[quiz.lesson.slug]))
        assertContains(page, "Five")
        assertNotContains(page, "Five members abstained, says the record.")
        assertNotContains(page, "So the record says.")

    def test_the_pack_prints_what_is_worked_on_and_no_panel_reason(self, sign_in, teacher):
        quiz = QuizFactory(lesson=EditionFactory().lesson, kinds=["steelman", "rewrite", "panel", "cloze"])
        page = sign_in(teacher).get(reverse("lessons:pack", args=[quiz.lesson.slug]))
        for words in (
            "should not have been declared",
            "bumbled",
            "drafted elsewhere",
            "Resolution (1) ____",
            "no poll",
        ):
            assertContains(page, words)
        for words in ("A memoir is one voice.", "Names both camps"):
            assertNotContains(page, words)
