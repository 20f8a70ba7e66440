"""Dates, sections and differences: by table, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.dates import in_words, parse, say_within_year
from lessons.differences import _paragraphs
from lessons.models import Block, Edition
from lessons.sections import minutes_left, sections_of

EDITION = Edition(minutes=10, sections=[{"anchor": "a", "title": "A"}, {"anchor": "b", "title": "B"}])


@pytest.mark.parametrize(
    ("written", "precision", "day"),
    [
        ("2011", "year", date(2011, 1, 1)),
        ("2011-03", "month", date(2011, 3, 1)),
        ("2011-03-17", "day", date(2011, 3, 17)),
        ("2011-03-17", "month", None),
        ("2011-13", "month", None),
        ("abcd", "year", None),
        ("", "day", None),
        ("2011", "decade", None),
    ],
)
def test_a_date_is_as_precise_as_it_says(written, precision, day):
    assert parse(written, precision) == day


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2011-03-18", "18 March 2011"),
        ("2011-03", "March 2011"),
        ("2011", "2011"),
        ("week of 5 September 2022", "week of 5 September 2022"),
        ("undated", "undated"),
    ],
)
def test_a_publication_is_dated_as_people_say_it(written, words):
    assert in_words(written) == words


def test_under_its_year_an_event_says_no_more_than_is_known():
    day = date(2011, 3, 17)
    assert [say_within_year(day, precision) for precision in ("day", "month", "year")] == ["17 Mar", "Mar", ""]


class TestSections:
    def test_the_first_unread_one_is_current(self):
        first, second = sections_of(EDITION, [], frozenset({"a"}))
        assert (first.is_read, first.is_current) == (True, False)
        assert (second.is_read, second.is_current) == (False, True)

    def test_blocks_stand_in_their_section(self):
        block = Block(section="b", source="text")
        first, second = sections_of(EDITION, [block])
        assert (first.blocks, second.blocks) == ([], [block])

    @pytest.mark.parametrize(("read", "left"), [(set(), 10), ({"a"}, 8), ({"b"}, 2), ({"a", "b"}, 0)])
    def test_the_time_left_goes_by_the_length_of_what_is_unread(self, read, left):
        blocks = [Block(section="a", source="x" * 99), Block(section="b", source="x" * 399)]
        assert minutes_left(EDITION, sections_of(EDITION, blocks, read)) == left

    def test_while_anything_is_unread_a_minute_is_left(self):
        blocks = [Block(section="a", source="x"), Block(section="b", source="x" * 9999)]
        assert minutes_left(EDITION, sections_of(EDITION, blocks, {"b"})) == 1


class TestDifferences:
    def test_a_changed_word_stands_between_the_same_words(self):
        assert list(_paragraphs(["It is so."], ["It was so."])) == [
            [("same", "It "), ("gone", "is"), ("new", "was"), ("same", " so.")]
        ]

    def test_added_and_removed_paragraphs_stand_whole(self):
        assert list(_paragraphs(["One.", "Two."], ["One.", "Two.", "Three."])) == [[("new", "Three.")]]
        assert list(_paragraphs(["One.", "Two."], ["Two."])) == [[("gone", "One.")]]

    @given(st.lists(st.text("ab .", min_size=1), max_size=6), st.lists(st.text("ab .", min_size=1), max_size=6))
    def test_new_words_and_old_words_can_be_read_off(self, before, after):
        changes = list(_paragraphs(before, after))
        new = ["".join(words for kind, words in paragraph if kind != "gone") for paragraph in changes]
        old = ["".join(words for kind, words in paragraph if kind != "new") for paragraph in changes]
        assert [text for text in new if text] == [text for text in new if text in after]
        assert [text for text in old if text] == [text for text in old if text in before]
