"""The credit rules, by table and by property."""

import doctest
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import grading, scores
from quizzes.grading import (
    claim_check_credit,
    matching_credit,
    multiple_response_credit,
    number_from,
    numeric_credit,
    ordering_credit,
    rubric_credit,
    short_answer_credit,
    single_choice_credit,
)

IDS = st.sampled_from("abcdefgh")


@st.composite
def offers(draw):
    """What was offered, what is keyed, what was chosen."""
    offered = draw(st.sets(IDS, min_size=2))
    keyed = draw(st.sets(st.sampled_from(sorted(offered)), min_size=1))
    chosen = draw(st.sets(st.sampled_from(sorted(offered))))
    return offered, keyed, chosen


@pytest.mark.parametrize("module", [grading, scores])
def test_the_examples_in_the_documentation_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


class TestMultipleResponse:
    @given(offers())
    def test_lies_between_nothing_and_everything(self, offer):
        offered, keyed, chosen = offer
        assert 0 <= multiple_response_credit(chosen, keyed, offered) <= 1

    @given(offers())
    def test_the_key_and_nothing_else_earns_everything(self, offer):
        offered, keyed, chosen = offer
        assert (multiple_response_credit(chosen, keyed, offered) == 1) == (chosen == keyed)

    @given(offers())
    def test_ticking_everything_earns_nothing(self, offer):
        offered, keyed, _ = offer
        expected = 1 if offered == keyed else 0
        assert multiple_response_credit(offered, keyed, offered) == expected

    @given(offers(), IDS)
    def test_one_more_wrong_option_never_helps(self, offer, one):
        offered, keyed, chosen = offer
        if one in offered - keyed:
            with_it = multiple_response_credit(chosen | {one}, keyed, offered)
            assert with_it <= multiple_response_credit(chosen - {one}, keyed, offered)


class TestOrdering:
    @given(st.permutations("abcde"))
    def test_the_right_order_earns_everything_and_its_reverse_nothing(self, order):
        ranks = {one: rank for rank, one in enumerate(order)}
        assert ordering_credit(ranks, ranks) == 1
        assert ordering_credit({one: -rank for one, rank in ranks.items()}, ranks) == 0

    @given(st.permutations("abcde"), st.permutations("abcde"))
    def test_lies_between_nothing_and_everything(self, order, placed):
        ranks = {one: rank for rank, one in enumerate(order)}
        places = {one: place for place, one in enumerate(placed)}
        assert 0 <= ordering_credit(places, ranks) <= 1

    @given(st.permutations("abcde"), st.integers(1, 50))
    def test_only_the_order_of_the_numbers_counts(self, placed, stretch):
        ranks = {one: rank for rank, one in enumerate("abcde")}
        places = {one: place for place, one in enumerate(placed)}
        stretched = {one: place * stretch for one, place in places.items()}
        assert ordering_credit(places, ranks) == ordering_credit(stretched, ranks)

    def test_what_happened_at_once_may_stand_in_either_order(self):
        ranks = {"a": 1, "b": 2, "c": 2}
        assert ordering_credit({"a": 1, "b": 3, "c": 2}, ranks) == 1

    def test_the_same_number_for_everything_earns_nothing(self):
        assert ordering_credit({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 2, "c": 3}) == 0

    def test_what_was_not_placed_is_not_in_order(self):
        assert ordering_credit({"a": 1, "b": 2}, {"a": 1, "b": 2, "c": 3}) == 0


class TestOthers:
    def test_a_single_choice_is_all_or_nothing(self):
        assert single_choice_credit("b", {"b", "c"}) == 1
        assert single_choice_credit("a", {"b", "c"}) == 0

    @pytest.mark.parametrize(
        ("written", "credit"),
        [
            ("resolution 1973", 1),
            ("RESOLUTION  1973 ", 1),
            ("Résolution 1973", 1),
            ("the 1973 text", 1),
            ("resolution 1970", 0),
            (".*", 0),
            ("", 0),
        ],
    )
    def test_a_short_answer_is_compared_without_case_accents_and_spaces(self, written, credit):
        assert short_answer_credit(written, ["resolution 1973", "*1973*"]) == credit

    def test_a_number_is_right_up_to_its_tolerance(self):
        near = [numeric_credit(Decimal(n), Decimal(100), Decimal(5)) for n in (94, 95, 105, 106)]
        assert near == [0, 1, 1, 0]

    def test_matches_count_each_for_itself(self):
        key = {"a": "x", "b": "y", "c": "x"}
        assert matching_credit({"a": "x", "b": "x", "c": "x"}, key) == Fraction(2, 3)

    @given(st.fractions(0, 1), st.fractions(0, 1))
    def test_a_claim_check_is_half_status_half_evidence(self, status, evidence):
        assert claim_check_credit(status, evidence) * 2 == status + evidence

    @given(st.lists(st.integers(0, 4), min_size=1))
    def test_a_rubric_lies_between_nothing_and_everything(self, levels):
        assert 0 <= rubric_credit(levels, [4] * len(levels)) <= 1


@pytest.mark.parametrize(
    ("typed", "comma", "number"),
    [
        ("1000", False, "1000"),
        ("1 000", False, "1000"),
        ("1\u202f000\u00a0000", False, "1000000"),
        ("1'000", False, "1000"),
        ("1,000,000", False, "1000000"),
        ("1,000", False, "1000"),
        ("1,000", True, "1.000"),
        ("1.000", True, "1000"),
        ("1.000", False, "1.000"),
        ("1.234,5", True, "1234.5"),
        ("1,234.5", False, "1234.5"),
        ("1,5", False, "1.5"),
        ("-12", False, "-12"),
        ("two thousand", False, None),
        ("inf", False, None),
        ("", False, None),
    ],
)
def test_a_number_is_read_as_it_is_written_there(typed, comma, number):
    assert number_from(typed, decimal_comma=comma) == (None if number is None else Decimal(number))


@given(st.text(max_size=30), st.booleans())
def test_no_text_breaks_the_reading_of_numbers(typed, comma):
    number = number_from(typed, decimal_comma=comma)
    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 000", "1000"),
        ("1\u202f000", "1000"),
        ("1,5", "1.5"),
        ("٢٠١١", "2011"),
        ("١٬٠٠٠٫٥", "1000.5"),
        ("−3", "-3"),
        ("+7", "7"),
        (".5", "0.5"),
        ("5.", "5"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number):
    assert number_from(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "-", ".", "1e9", "1e999999999", "NaN", "Infinity", "1_000", "0x10", "²", "two"])
def test_what_is_no_number_is_none(typed):
    assert number_from(typed) is None
