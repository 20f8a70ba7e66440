"""A quotation is compared with the words that the course has of its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.moderation.quotes import compare

RESOLUTION = "authorizes Member States to take all necessary measures to protect civilians under threat of attack"
WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=6), min_size=1, max_size=30)


@pytest.mark.parametrize(
    "quote",
    [
        RESOLUTION,
        "all necessary measures",
        "  “ALL necessary\nmeasures”, ",
        "all necessary measures … civilians",
        "authorizes Member States [...] to protect civilians ... attack",
        "… necessary measures",
        "measures",
    ],
)
def test_words_that_stand_there_are_found(quote):
    assert compare(quote, ["another passage", RESOLUTION]) == "found"


@pytest.mark.parametrize(
    "quote",
    [
        "all the necessary measures",
        "to take necessary measures to protect the civilians",
        "take every necessary measures to protect civilians",
        "protect civilians … take all necessary measures",  # in the wrong order
    ],
)
def test_nearly_the_same_words_differ(quote):
    assert compare(quote, [RESOLUTION]) == "differs"


@pytest.mark.parametrize("quote", ["", "…", "?!", "a no-fly zone over Libya", "any measures", "take"])
def test_with_too_little_to_compare_nothing_is_said(quote):
    assert compare(quote, ["all necessary measures"]) == "unknown"
    assert compare(quote, []) == "unknown"


def test_the_pieces_around_an_ellipsis_stand_in_one_passage():
    assert compare("all necessary … no-fly zone", ["all necessary measures", "a no-fly zone"]) != "found"


@pytest.mark.parametrize(
    ("quote", "excerpt"),
    [
        ("« mesures nécessaires »", "toutes les mesures necessaires"),
        ("l'État", "par l’État malien"),
        ("جميع التدابير", "اتخاذ جميع التّدابير اللازمة"),
    ],
)
def test_accents_signs_and_quotation_marks_do_not_count(quote, excerpt):
    assert compare(quote, [excerpt]) == "found"


@given(WORDS, st.data())
def test_whatever_is_cut_out_is_found(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert compare(" ".join(words[start:end]), [" ".join(words)]) == "found"


@given(WORDS.filter(lambda words: len(words) >= 5), st.data())
def test_a_changed_word_is_never_found_and_not_too_little_to_tell(words, data):
    place = data.draw(st.integers(1, len(words) - 2))
    changed = [*words[:place], "xyz", *words[place + 1 :]]
    assert compare(" ".join(changed), [" ".join(words)]) == "differs"


@given(st.text(max_size=500), st.lists(st.text(max_size=300), max_size=5))
def test_it_answers_whatever_it_is_given(quote, excerpts):
    assert compare(quote, excerpts) in {"found", "differs", "unknown"}
