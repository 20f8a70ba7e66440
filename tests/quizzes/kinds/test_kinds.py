"""What every kind of question promises, and what is special about each."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.kinds import KINDS, UNSCORED, SpecError
from tests.quizzes.specs import RIGHT, SPECS, WRONG

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


def asked(kind):
    return KINDS[kind].read(SPECS[kind])


def filled(question, order, answer):
    """What the browser sends when `answer` is filled in."""
    form = question.form(order, answer=answer)
    return {name: form.initial[name] for name in form.fields if form.initial.get(name)}


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_reads_what_it_writes(self, kind):
        question = asked(kind)
        assert KINDS[kind].read(json.loads(json.dumps(question.write()))) == question

    def test_refuses_a_key_it_does_not_know(self, kind):
        with pytest.raises(SpecError, match="unknown key 'colour'"):
            KINDS[kind].read(SPECS[kind] | {"colour": "red"})

    def test_lists_all_faults_instead_of_one(self, kind):
        if kind in ("essay", "survey"):  # only one key is needed
            return
        with pytest.raises(SpecError) as error:
            KINDS[kind].read({"colour": "red"})
        assert len(error.value.faults) > 1

    def test_an_empty_answer_is_none_and_earns_nothing(self, kind):
        question = asked(kind)
        assert question.normalise(None) is None
        assert kind in UNSCORED or question.grade(None).fraction == 0
        assert question.in_words(None) == []

    def test_what_is_filled_in_comes_back_as_the_same_answer(self, kind):
        question = asked(kind)
        order = question.order(Random(7))
        answer = question.normalise(RIGHT.get(kind, "A long text"))
        form = question.form(order, data=filled(question, order, answer))
        assert form.is_valid(), form.errors
        assert form.answer == answer

    def test_a_form_left_empty_is_valid(self, kind):
        question = asked(kind)
        form = question.form(question.order(Random(7)), data={})
        assert form.is_valid(), form.errors
        assert form.answer is None

    def test_the_form_tells_nothing_about_the_key(self, kind):
        question = asked(kind)
        html = str(question.form(question.order(Random(7))))
        for word in ("right", "feedback", "misconception", "C9014", "record says", "Names both camps", "Unsigned"):
            assert word not in html


@pytest.mark.parametrize("kind", RIGHT)
class TestEveryKeyedKind:
    def test_the_right_answer_earns_everything(self, kind):
        assert asked(kind).grade(asked(kind).normalise(RIGHT[kind])).verdict == "right"

    def test_a_wrong_answer_earns_nothing(self, kind):
        outcome = asked(kind).grade(asked(kind).normalise(WRONG[kind]))
        assert outcome.verdict == "wrong"

    def test_answer_and_key_can_be_said_in_words(self, kind):
        question = asked(kind)
        assert question.in_words(question.normalise(WRONG[kind]))
        assert question.right_words()

    def test_every_judged_part_says_why(self, kind):
        question = asked(kind)
        assert any(part.feedback for part in question.grade(question.normalise(RIGHT[kind])).parts)


@given(st.sampled_from(sorted(KINDS)), ANYTHING)
def test_no_json_breaks_a_question(kind, anything):
    question = asked(kind)
    answer = question.normalise(anything)
    outcome = question.grade(answer)
    assert outcome is None or 0 <= outcome.fraction <= 1
    assert question.normalise(answer) == answer
    assert isinstance(question.in_words(answer), list)
    assert isinstance(question.note(answer), str)


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_options_does_not_change_what_an_answer_earns(shuffle):
    for kind in RIGHT:
        question = asked(kind)
        order = question.order(shuffle)
        answer = question.normalise(RIGHT[kind])
        form = question.form(order, data=filled(question, order, answer))
        assert form.is_valid()
        assert question.grade(form.answer).fraction == 1


@given(st.randoms(use_true_random=False))
def test_an_ordering_never_stands_in_its_right_order(shuffle):
    assert asked("ordering").order(shuffle) != ["a", "b", "c"]


class TestSpecifications:
    @pytest.mark.parametrize(
        ("kind", "change", "fault"),
        [
            ("single", {"options": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]}, "none of the options"),
            ("single", {"options": [{"id": "a", "text": "x", "right": True}]}, "at least 2 options"),
            ("multiple", {"options": [{"id": "a", "text": "x", "right": True}] * 2}, "two options with the id 'a'"),
            ("truefalse", {"answer": "no"}, "true or false"),
            ("short", {"accepted": ["*"]}, "accepts any answer"),
            ("numeric", {"answer": "many"}, "a number"),
            ("numeric", {"tolerance": -1}, "below zero"),
            ("ordering", {"items": [{"id": "a", "text": "x", "rank": 1}, {"id": "b", "text": "y", "rank": 1}]}, "same"),
            ("matching", {"extra": ["advised against"]}, "both as a partner and as extra"),
            ("claimcheck", {"answer": "contested"}, "neither documented nor inaccurate"),
            ("short", {"accepted": []}, "accepts nothing"),
            ("cloze", {"text": "Resolution [[a]]."}, "gap 'b' 0 times"),
            ("cloze", {"text": "[[a]] and [[b]] and [[a]]"}, "gap 'a' 2 times"),
            ("cloze", {"text": "[[a]] and [[b]] and [[c]]"}, "no such gap"),
            ("cloze", {"gaps": []}, "at least 1 gaps"),
            ("sort", {"bins": [{"id": "s", "text": "For"}]}, "at least 2 bins"),
            ("sort", {"bins": [{"id": one, "text": "For"} for one in "scn"]}, "same text"),
            ("sort", {"cards": [{"id": one, "text": "x", "bin": "z"} for one in "abc"]}, "'z', which is no bin"),
            ("whosays", {"extra": ["Rice"]}, "both as a speaker and as extra"),
            ("panel", {"panel": [{"vote": 1, "reason": "x"}] * 2}, "at least 3 panel"),
            ("panel", {"panel": [{"vote": 3, "reason": "x"}] * 3}, "between -2 and 2"),
            ("panel", {"panel": [{"vote": 0.5, "reason": "x"}] * 3}, "a whole number"),
            ("panel", {"panel": [{"vote": 1}] * 3}, "needs 'reason'"),
            ("steelman", {"position": None}, "needs 'position'"),
            ("rewrite", {"passage": None}, "needs 'passage'"),
            ("survey", {"options": [{"id": "a", "text": "x", "right": True}] * 2}, "unknown key 'right'"),
            ("essay", {"words": {"min": 400, "max": 150}}, "more words than it allows"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, kind, change, fault):
        with pytest.raises(SpecError, match=fault):
            KINDS[kind].read(SPECS[kind] | change)

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"accepted": []}, "accepts nothing"),
            ({"accepted": ["*"]}, "accepts any answer"),
            ({"accepted": ["a"], "points": 0}, "worth no point"),
            ({"accepted": ["a"], "choices": ["a"]}, "fewer than two choices"),
            ({"accepted": ["a"], "choices": ["b", "c"]}, "does not offer"),
            ({"accepted": ["a", "b"], "choices": ["a", "b"]}, "everything it offers"),
        ],
    )
    def test_a_gap_that_makes_no_sense_is_refused(self, change, fault):
        with pytest.raises(SpecError, match=fault):
            KINDS["cloze"].read({"text": "So [[a]].", "gaps": [{"id": "a"} | change]})

    def test_one_speaker_alone_is_no_question(self):
        said = [{"id": one, "text": one, "speaker": "Rice"} for one in "ab"]
        with pytest.raises(SpecError, match="no more than one speaker"):
            KINDS["whosays"].read({"statements": said})


class TestNotes:
    def test_a_number_says_how_it_was_read(self):
        assert "2011" in asked("numeric").note("2 011")
        assert "cannot be read" in asked("numeric").note("two thousand")
        assert asked("numeric").note("2011") == ""

    def test_an_order_says_when_a_number_stands_twice(self):
        assert "same number" in asked("ordering").note({"a": 1, "b": 1})
        assert asked("ordering").note({"a": 1, "b": 2}) == "2 of 3 numbered."

    def test_an_essay_counts_its_words(self):
        assert asked("essay").note("The Council voted") == "3 of 150 to 400 words"

    def test_a_cloze_says_how_many_gaps_are_filled(self):
        assert asked("cloze").note({"a": "1973"}) == "1 of 2 gaps filled."
