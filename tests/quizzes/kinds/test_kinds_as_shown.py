"""What is shown of each kind before and after it is answered, and which kinds have a key."""

from random import Random

import pytest
from django.template.loader import render_to_string

from quizzes.kinds import BY_HAND, KEYLESS, KINDS, UNSCORED
from tests.quizzes.specs import RIGHT, SPECS, WRONG


def asked(kind, **changed):
    return KINDS[kind].read(SPECS[kind] | changed)


def drawn(question, **kwargs):
    """The question's fields as the page shows them."""
    form = question.form(question.order(Random(7)), **kwargs)
    return render_to_string(question.template, {"form": form, "asked": question, "heading": "title"})


def test_people_mark_three_kinds_and_a_survey_earns_nothing():
    assert BY_HAND == ["essay", "rewrite", "steelman"]
    assert KEYLESS == ["essay", "rewrite", "steelman", "survey"]
    assert UNSCORED == ["survey"]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_says_how_it_is_scored_without_its_key(self, kind):
        question = asked(kind)
        assert str(question.rule).endswith(".")
        assert not [words for words in question.right_words() if words in str(question.rule)]

    def test_fields_of_many_questions_stand_on_one_page(self, kind):
        html = drawn(asked(kind), prefix="q12")
        assert 'name="q12-' in html
        assert html.count("name=") == html.count('name="q12-')

    def test_what_is_answered_stands_in_the_page_again(self, kind):
        question = asked(kind)
        answer = RIGHT.get(kind, ["b"] if kind == "survey" else "A text.")
        html = drawn(question, answer=question.normalise(answer))
        assert any(word in html for word in (" selected", " checked", "A text.", 'value="2 011"', "Résolution"))


@pytest.mark.parametrize("kind", KEYLESS)
def test_without_a_key_nothing_is_graded_and_the_example_is_the_rule(kind):
    question = asked(kind)
    assert question.grade(question.normalise(["a"])) is None
    assert question.right_words() == []
    assert [earns for _words, earns in question.worked_example()] == [str(question.rule)]


class TestWorkedExample:
    def test_shows_this_questions_own_numbers(self):
        assert asked("multiple").worked_example() == [
            ("The right ones (2) and no other", "all of the points"),
            ("One right one of 2", "½ of the points"),
            ("One right one and one wrong one", "nothing"),
            ("Everything ticked", "nothing"),
        ]
        assert dict(asked("cloze").worked_example())["Gap 2 alone: “17”"] == "⅔ of the points"
        assert dict(asked("sort").worked_example())["One of 3 wrong, the others right"] == "⅔ of the points"
        assert dict(asked("panel").worked_example())["Changes nothing (1 of 4)"] == "½ of the points"

    def test_of_a_number_goes_to_the_end_of_its_tolerance(self):
        assert asked("numeric", answer="0.5", tolerance="0.25").worked_example() == [
            ("0.5", "all of the points"),
            ("0.75", "all of the points"),
            ("0.76", "nothing"),
        ]

    def test_of_a_question_in_which_everything_is_right_has_two_lines(self):
        spec = {"options": [{"id": "a", "text": "One", "right": True}, {"id": "b", "text": "Two", "right": True}]}
        assert KINDS["single"].read(spec).worked_example() == [("One", "all of the points"), ("No answer", "nothing")]


class TestCloze:
    def test_every_gap_is_a_field_inside_the_sentence_with_a_name_of_its_own(self):
        html = drawn(asked("cloze"))
        parts = ["Resolution", 'aria-label="Gap 1 of 2"', "was adopted on", 'aria-label="Gap 2 of 2"', "March 2011."]
        places = [html.index(part) for part in parts]
        assert places == sorted(places)
        assert "17" not in html

    def test_afterwards_each_gap_says_whether_it_is_right(self):
        question = asked("cloze")
        answer = question.normalise({"a": "1973", "b": "1"})
        html = drawn(question, answer=answer, outcome=question.grade(answer))
        assert html.index("result-right") < html.index("result-wrong")

    def test_what_is_typed_is_compared_as_a_short_answer_is_and_what_is_chosen_is_not(self):
        question = asked("cloze")
        assert question.grade({"b": "17TH "}).fraction * 3 == 2
        assert question.normalise({"a": "1 973"}) is None

    def test_it_is_said_as_a_sentence(self):
        assert asked("cloze").in_words({"a": "1970"}) == ["Resolution [1970] was adopted on […] March 2011."]

    def test_gaps_count_in_the_order_of_the_text(self):
        question = asked("cloze", text="On [[b]] March came [[a]].")
        assert [gap.id for gap in question.gaps] == ["b", "a"]
        assert question.about("b") == "Gap 1"


class TestPanel:
    def test_its_statement_and_its_warning_stand_there_before_and_its_reasons_after(self):
        question = asked("panel")
        before = drawn(question)
        for words in ("of its own accord", "drafted elsewhere", "Editorial:", "They are no poll."):
            assert words in before
        assert "A memoir is one voice." not in before
        after = drawn(question, answer="1", outcome=question.grade("1"))
        assert all(position.reason in after for position in question.panel)

    def test_its_reasons_come_vote_by_vote(self):
        question = asked("panel")
        assert [(question.about(part.of), part.feedback) for part in question.grade("2").parts] == [
            ("Speaks strongly against it", "Whoever drafts decides."),
            ("Speaks against it", "A memoir is one voice."),
            ("Speaks against it", "It is late."),
            ("Changes nothing", "Drafting is not deciding."),
        ]


class TestPairings:
    @pytest.mark.parametrize(("kind", "said"), [("sort", "It counts them."), ("whosays", "In the Council.")])
    def test_what_is_said_about_a_row_stands_beside_it_once_it_was_answered(self, kind, said):
        question = asked(kind)
        assert said not in drawn(question)
        assert said in drawn(question, answer=WRONG[kind], outcome=question.grade(WRONG[kind]))

    def test_bins_stand_as_written_and_cards_are_shuffled(self):
        question = asked("sort")
        orders = {tuple(question.order(Random(n))) for n in range(20)}
        assert len(orders) > 1
        assert {tuple(question.partners_as_shown(list(order))) for order in orders} == {("s", "c", "n")}

    def test_one_speaker_may_be_right_twice(self):
        said = [{"id": one, "text": one, "speaker": "Rice"} for one in "ab"]
        question = asked("whosays", statements=said)
        assert question.grade({"a": "Rice", "b": "Rice"}).fraction == 1
        assert drawn(question).count('value="Rice"') == 2


class TestSurvey:
    def test_one_answer_is_kept_where_one_is_asked_for(self):
        assert asked("survey").normalise(["c", "b"]) == ["b"]
        assert asked("survey", several=True).normalise(["c", "b", "z"]) == ["b", "c"]

    def test_has_buttons_or_boxes(self):
        assert drawn(asked("survey")).count('type="radio"') == 3
        assert drawn(asked("survey", several=True)).count('type="checkbox"') == 3

    def test_boxes_come_back_as_they_were_ticked(self):
        question = asked("survey", several=True)
        order = question.order(Random(1))
        form = question.form(order, data=question.form(order, answer=["a", "c"]).initial)
        assert form.is_valid()
        assert form.answer == ["a", "c"]


@pytest.mark.parametrize(("kind", "text"), [("steelman", "should not have been declared"), ("rewrite", "bumbled")])
def test_what_is_worked_on_stands_above_the_field(kind, text):
    html = drawn(asked(kind))
    assert html.index(text) < html.index("<textarea")
