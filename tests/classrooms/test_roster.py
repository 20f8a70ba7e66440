"""From a pasted list to usernames."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classrooms import codes, roster

NAMES = st.lists(st.text(min_size=1, max_size=40), max_size=30)


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("Awa Diallo\r\nBilal Koné\r\n", ["Awa Diallo", "Bilal Koné"]),
        ("1. Awa Diallo\n2) Bilal Koné\n3 Chérif", ["Awa Diallo", "Bilal Koné", "Chérif"]),
        ("1\tAwa Diallo\n2\n3.", ["Awa Diallo"]),
        ("- Awa\n• Bilal\n* Chérif", ["Awa", "Bilal", "Chérif"]),
        ("Awa Diallo\t10b\t2010\nBilal Koné;10b", ["Awa Diallo", "Bilal Koné"]),
        ("  Awa   Diallo  \n\n\t\n", ["Awa Diallo"]),
        ("Jean-Pierre d'Arc", ["Jean-Pierre d'Arc"]),
    ],
)
def test_names_are_read_out_of_what_was_pasted(pasted, names):
    assert roster.names_in(pasted) == names


def test_a_name_twice_is_found_whatever_its_capitals():
    assert roster.repeated(["Awa", "Bilal", "AWA"]) == ["AWA"]
    assert roster.repeated(["Awa", "Bilal"], already_there=["bilal"]) == ["Bilal"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Aïssata Maïga Touré", "aissata.toure"),
        ("Awa", "awa"),
        ("Bo", "student.bo"),
        ("عائشة", "student"),
        ("Jean-Pierre d'Arc", "jean.arc"),
    ],
)
def test_a_username_is_made_of_first_and_last_word(name, stem):
    assert roster.username_stem(name) == stem


@given(NAMES, st.sets(st.text(alphabet="abc.2", max_size=6)))
def test_usernames_are_plain_long_enough_and_never_given_twice(names, taken):
    given = roster.usernames_for(names, taken)
    assert len(set(given)) == len(given) == len(names)
    assert not set(given) & taken
    assert all(re.fullmatch(r"[a-z0-9.]{3,40}", username) for username in given)


@given(st.text())
def test_a_code_is_normalised_once_and_for_all(typed):
    assert codes.normalised(codes.normalised(typed)) == codes.normalised(typed)


def test_codes_have_no_look_alikes():
    made = "".join(codes.join_code() + codes.one_time_password() for _ in range(50)).upper()
    assert not set(made) & set("0OIL1Z2S5B8UV")
