"""A quote is compared with the words that the course has of its source: found, other words, or nothing to tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.models import Citation
from discussions.moderation.quotes import DIFFERS, FOUND, UNKNOWN, compare
from discussions.searching import words_of

EXCERPTS = [
    "to take all necessary measures, notwithstanding paragraph 9, to protect civilians",
    "La France n’a pas vocation à rester éternellement au Mali",
    "«كل التدابير اللازمة» لحماية المدنيين",
    "The sender’s own words … end after a gap",
]
TEXTS = st.text(max_size=500)
WORDS = st.lists(st.text(st.characters(categories=["Ll", "Lu", "Lo", "Nd"]), min_size=1, max_size=9), min_size=1)
SEVERAL = st.lists(st.sampled_from(["vote", "ÉTAT", "d’alors", "دولة", "of", "the", "2011,", "…"]), min_size=5)


def test_the_answers_are_those_that_a_citation_keeps():
    assert {FOUND, DIFFERS, UNKNOWN} == set(Citation.QuoteCheck.values)


@pytest.mark.parametrize(
    "quote",
    [
        "all necessary measures",
        "“All  NECESSARY measures”",
        "all necessary measures notwithstanding paragraph 9",
        "civilians",
        "to take all necessary measures … to protect civilians",
        "all necessary measures [...] civilians",
        "... all necessary measures . . . protect ...",
        "la france n'a pas vocation a rester eternellement",
        "LA FRANCE N’A PAS […] AU MALI",
        "« la France »",
        "كل التدابير اللازمة",
        "كُلّ التَّدابير ... المدنيين",
        "own words … end after",
    ],
)
def test_words_that_stand_there_are_found(quote):
    assert compare(quote, EXCERPTS) == FOUND


@pytest.mark.parametrize(
    "quote",
    [
        "all essential measures",
        "all measures, notwithstanding paragraph 9, to protect civilians",
        "to take all the necessary measures, notwithstanding paragraph 9",
        "to take all possible measures … to protect civilians",
        "La France a vocation à rester au Mali",
        "كل الوسائل اللازمة لحماية المدنيين",
        "own words end after a gap",
        "protect civilians … take all necessary measures",  # in the wrong order
        "to protect civilians … all necessary measures",
    ],
)
def test_a_word_changed_left_out_or_added_differs(quote):
    assert compare(quote, EXCERPTS) == DIFFERS


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " ?! ",
        "…",
        "necessary means",
        "measures for all",
        "nothing of the kind was ever said here",
        "a foreign occupation force of any form",
        "necessar",
        "of the people",
    ],
)
def test_what_the_course_has_nothing_like_is_unknown(quote):
    assert compare(quote, [*EXCERPTS, "for years of the north nobody heard"]) == UNKNOWN


def test_without_excerpts_everything_is_unknown():
    assert compare("all necessary measures", []) == compare("all necessary measures", ["", " … "]) == UNKNOWN


@pytest.mark.parametrize(
    "quote",
    [
        "take all necessary measures",
        "all necessary measures to protect",
        "measures to protect",
        "we take all necessary",
    ],
)
def test_a_quote_that_goes_on_where_the_excerpt_ends_may_be_right(quote):
    assert compare(quote, ["all necessary measures"]) == UNKNOWN


def test_it_differs_when_more_of_its_words_stand_there_than_at_the_edge():
    assert compare("No, no, no, yes, no!", ["no, no, no, no, no"]) == DIFFERS


def test_its_pieces_must_stand_in_one_excerpt():
    quote = "the Council decided … the mission left"
    assert compare(quote, ["the Council decided", "the mission left"]) == UNKNOWN
    assert compare(quote, ["the Council decided in June, and the mission left"]) == FOUND


@given(TEXTS, st.lists(TEXTS, max_size=4))
def test_it_has_an_answer_to_any_text(quote, excerpts):
    assert compare(quote, excerpts) in {FOUND, DIFFERS, UNKNOWN}


@given(st.one_of(WORDS, SEVERAL), st.data())
def test_what_is_cut_from_an_excerpt_is_found(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    cut = words[start : data.draw(st.integers(start + 1, len(words)))]
    expected = FOUND if words_of(" ".join(cut)) else UNKNOWN
    assert compare(f"“{' '.join(cut)}”", ["another", " ".join(words)]) == expected


@given(WORDS.filter(lambda words: len(words) >= 5), st.data())
def test_with_one_word_changed_in_the_middle_it_is_never_found(words, data):
    changed = data.draw(st.integers(1, len(words) - 2))
    quote = [*words[:changed], "somethingelse", *words[changed + 1 :]]
    assert compare(" ".join(quote), [" ".join(words)]) != FOUND


@given(st.lists(st.text("abcdefg", min_size=3, max_size=6), min_size=5, max_size=30), st.data())
def test_and_with_words_of_some_length_it_differs(words, data):
    changed = data.draw(st.integers(1, len(words) - 2))
    quote = [*words[:changed], "xyz", *words[changed + 1 :]]
    assert compare(" ".join(quote), [" ".join(words)]) == DIFFERS
