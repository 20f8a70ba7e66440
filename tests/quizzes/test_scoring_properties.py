"""What the scoring of every kind promises, whatever is asked and whatever is answered."""

import json
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.kinds import BY_HAND, KINDS
from tests.quizzes.made_up import SPECS, STEPS, answered, earned, key, questions
from tests.quizzes.specs import SPECS as PLAIN

PAIRINGS = ("matching", "sort", "whosays")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["a", "true", "1"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "status", "evidence"]), inner)
    ),
    max_leaves=8,
)


def test_every_kind_that_has_a_key_is_looked_at():
    assert set(SPECS) == {name for name, kind in KINDS.items() if kind.has_key}


class TestEveryKind:
    @given(answered())
    def test_an_answer_earns_between_nothing_and_everything(self, question_and_answer):
        question, answer = question_and_answer
        assert 0 <= earned(question, answer) <= 1

    @given(questions())
    def test_the_key_earns_everything(self, question):
        assert earned(question, key(question)) == 1

    @given(questions())
    def test_no_answer_earns_nothing(self, question):
        assert earned(question, None) == 0

    @given(questions())
    def test_it_reads_what_it_writes(self, question):
        assert type(question).read(json.loads(json.dumps(question.write()))) == question

    @given(questions())
    def test_the_worked_example_has_two_to_four_answers_and_names_one_that_earns_everything(self, question):
        shown = question.worked_example()
        assert 2 <= len(shown) <= 4
        assert "all of the points" in [earns for _words, earns in shown]
        assert all(words for words, _earns in shown)

    @given(answered(), st.randoms(use_true_random=False))
    def test_the_order_in_which_things_stand_changes_nothing(self, question_and_answer, chance):
        question, answer = question_and_answer
        spec = question.write()
        for listed in spec.values():
            if isinstance(listed, list):
                chance.shuffle(listed)
        assert earned(type(question).read(spec), answer) == earned(question, answer)

    @given(answered(), st.randoms(use_true_random=False))
    def test_the_order_in_which_it_was_answered_changes_nothing(self, question_and_answer, chance):
        question, answer = question_and_answer
        assert earned(question, _mixed(answer, chance)) == earned(question, answer)

    @given(st.sampled_from(sorted(KINDS)), JSON)
    def test_no_junk_breaks_it_and_what_is_kept_can_be_judged_and_said(self, kind, junk):
        question = KINDS[kind].read(PLAIN[kind])
        kept = question.normalise(junk)
        assert question.normalise(kept) == kept
        assert question.normalise(json.loads(json.dumps(kept))) == kept
        outcome = question.grade(kept)
        assert outcome is None or 0 <= outcome.fraction <= 1
        assert all(isinstance(words, str) for words in question.in_words(kept))

    @given(st.sampled_from(sorted(set(KINDS) - set(BY_HAND))), JSON)
    def test_what_is_kept_of_junk_can_be_filled_in_again(self, kind, junk):
        question = KINDS[kind].read(PLAIN[kind])
        kept, order = question.normalise(junk), question.order(Random(3))
        form = question.form(order, answer=kept, prefix="q12")
        sent = question.form(
            order, data={form.add_prefix(name): value for name, value in form.initial.items()}, prefix="q12"
        )
        assume(sent.is_valid())  # a text may be longer than its field
        assert sent.answer == kept


class TestOptions:
    @given(answered("multiple", "claimcheck"), st.data())
    def test_one_more_right_option_never_lowers_and_one_more_wrong_one_never_raises(self, question_and_answer, data):
        question, answer = question_and_answer
        offered = question.options if question.name == "multiple" else question.evidence
        option = data.draw(st.sampled_from(offered))
        before = earned(question, _without(answer, option.id))
        after = earned(question, _with(answer, option.id))
        assert after >= before if option.right else after <= before

    @given(questions("multiple"))
    def test_ticking_everything_earns_nothing(self, question):
        assume(not all(option.right for option in question.options))
        assert earned(question, [option.id for option in question.options]) == 0

    @given(questions("claimcheck"))
    def test_every_source_ticked_earns_no_more_than_the_status(self, question):
        assume(not all(option.right for option in question.evidence))
        everything = [option.id for option in question.evidence]
        assert earned(question, {"status": "", "evidence": everything}) == 0
        assert earned(question, {"status": question.answer, "evidence": everything}) == earned(
            question, {"status": question.answer, "evidence": []}
        )

    @given(questions("single"))
    def test_an_option_that_is_not_right_earns_nothing(self, question):
        assert all(earned(question, option.id) == option.right for option in question.options)

    @given(answered("claimcheck"))
    def test_the_right_status_is_worth_half(self, question_and_answer):
        question, answer = question_and_answer
        right, wrong = ({**answer, "status": status} for status in (question.answer, "opinion"))
        assert earned(question, right) == earned(question, wrong) + Fraction(1, 2)


class TestPairings:
    @given(answered(*PAIRINGS), st.data())
    def test_one_more_right_match_never_lowers_and_one_more_wrong_one_never_raises(self, question_and_answer, data):
        question, answer = question_and_answer
        row = data.draw(st.sampled_from(question.rows))
        before = earned(question, {one: chosen for one, chosen in answer.items() if one != row.id})
        assert earned(question, answer | {row.id: row.partner}) > before
        wrong = next(partner for partner in question.partners if partner != row.partner)
        assert earned(question, answer | {row.id: wrong}) == before


class TestCloze:
    @given(answered("cloze"), st.data())
    def test_one_more_right_gap_earns_its_points_and_a_wrong_one_nothing(self, question_and_answer, data):
        question, answer = question_and_answer
        gap = data.draw(st.sampled_from(question.gaps))
        before = earned(question, {one: text for one, text in answer.items() if one != gap.id})
        all_points = sum(one.points for one in question.gaps)
        assert (earned(question, answer | {gap.id: gap.right}) - before) * all_points == gap.points
        assert earned(question, answer | {gap.id: "wrong"}) == before


class TestOrdering:
    @given(questions("ordering"), st.randoms(use_true_random=False))
    def test_two_neighbours_put_right_never_earn_less(self, question, chance):
        ranks = {item.id: item.rank for item in question.items}
        order = list(ranks)
        chance.shuffle(order)
        wrong = [n for n in range(1, len(order)) if ranks[order[n - 1]] > ranks[order[n]]]
        assume(wrong)
        n = chance.choice(wrong)
        mended = [*order[: n - 1], order[n], order[n - 1], *order[n + 1 :]]
        assert earned(question, mended) >= earned(question, order)

    @given(questions("ordering"), st.randoms(use_true_random=False))
    def test_what_happened_at_once_may_stand_in_any_order(self, question, chance):
        mixed = list(question.items)
        chance.shuffle(mixed)
        ranked = sorted(mixed, key=lambda item: item.rank)
        assert earned(question, [item.id for item in ranked]) == 1

    @given(questions("ordering"), st.randoms(use_true_random=False))
    def test_each_pair_the_wrong_way_round_costs_two_pairs_and_no_order_earns_less_than_nothing(self, question, chance):
        ranks = {item.id: item.rank for item in question.items}
        order = chance.sample(sorted(ranks), len(ranks))
        pairs = [(first, second) for n, second in enumerate(order) for first in order[:n]]
        wrong = sum(ranks[first] > ranks[second] for first, second in pairs)
        assert earned(question, order) == max(0, 1 - Fraction(2 * wrong, len(pairs)))


class TestWritten:
    @given(answered("short"))
    def test_capitals_and_spaces_change_nothing(self, question_and_answer):
        question, answer = question_and_answer
        assert earned(question, f"  {answer.upper()} ") == earned(question, answer)

    @given(answered("short"), st.text("abc", min_size=1))
    def test_one_more_accepted_answer_never_lowers(self, question_and_answer, accepted):
        question, answer = question_and_answer
        wider = replace(question, accepted=(*question.accepted, accepted))
        assert earned(wider, answer) >= earned(question, answer)

    @given(questions("numeric"), st.integers(-60, 60))
    def test_a_number_counts_as_far_as_the_tolerance_and_no_further(self, question, off):
        assert earned(question, str(question.answer + off)) == (abs(off) <= question.tolerance)

    @given(questions("truefalse"))
    def test_the_other_of_two_earns_nothing(self, question):
        assert earned(question, {"true": "false", "false": "true"}[question.answer]) == 0


class TestPanel:
    @given(questions("panel"))
    def test_what_most_chose_earns_everything_and_what_nobody_chose_nothing(self, question):
        votes = [str(position.vote) for position in question.panel]
        most = max(votes.count(step) for step in STEPS)
        assert {step for step in STEPS if earned(question, step) == 1} == {s for s in STEPS if votes.count(s) == most}
        assert {step for step in STEPS if earned(question, step) == 0} == set(STEPS) - set(votes)

    @given(questions("panel"), st.sampled_from(STEPS))
    def test_one_more_vote_never_lowers_what_was_voted_for(self, question, step):
        vote = replace(question.panel[0], vote=int(step))
        wider = replace(question, panel=(*question.panel, vote))
        assert earned(wider, step) >= earned(question, step)


def _mixed(answer, chance):
    """The same answer, said in another order."""
    if isinstance(answer, list):
        return chance.sample(answer, len(answer))
    if isinstance(answer, dict):
        return {one: _mixed(answer[one], chance) for one in chance.sample(sorted(answer), len(answer))}
    return answer


def _with(answer, one):
    if isinstance(answer, dict):
        return {**answer, "evidence": _with(answer["evidence"], one)}
    return [*_without(answer, one), one]


def _without(answer, one):
    if isinstance(answer, dict):
        return {**answer, "evidence": _without(answer["evidence"], one)}
    return [other for other in answer if other != one]
