"""Words counted, reading ease measured, and sentences that stand in two lessons. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.curriculum.prose import RUN, count_words, reading_ease, running_text, runs, shared_runs

every = pytest.mark.parametrize

SHORT = ("vote", "rain", "sand", "road", "town", "well", "cold", "field")
LONG = ("resolution", "intervention", "sovereignty", "operation", "negotiation", "mediterranean")
sentences = st.lists(st.lists(st.sampled_from(SHORT), min_size=2, max_size=12), min_size=2, max_size=6)


def written(said: list[list[str]]) -> str:
    return " ".join(" ".join(words) + "." for words in said)


class TestRunningText:
    @every(
        ("source", "words"),
        [
            ("", 0),
            ("## The day {#the-day}", 0),
            ("### A head of five words\n\nThree words here.", 3),
            ("He voted.[[source REU73|page 2 of the record]]", 2),
            ("[[claim C14|He voted twice.]]", 3),
            ("An [[term no-fly-zone|area without flights]] began.", 5),
            ("It was *never* `said`.", 4),
            ("[[check Q1]]", 0),
            ("In 2011, 149,930 people", 4),
            ("It isn't a cease-fire", 4),
            ("France’s vote", 2),
            ("- **Rescue.** A book.\n- A film.", 5),
        ],
    )
    def test_counts_what_a_reader_reads(self, source, words):
        assert count_words(source) == words

    def test_has_no_marks_heads_and_emphasis(self):
        source = "### A head\n\nThe [[term veto|veto]] *held*.[[source REU|page 2]] [[claim C1|So it is.]]"
        assert running_text(source).split() == ["The", "veto", "held.", "So", "it", "is."]


class TestReadingEase:
    @every(
        ("source", "words", "sentences", "syllables"),
        [
            ("The cat sat on the mat.", 6, 1, 6),
            ("It rained. Intervention ended.", 4, 2, 8),
            ("Why? He said: go!", 4, 3, 4),
            ("- Vote\n- Rain", 2, 2, 2),
            ("A vote\nin the sand.", 5, 1, 5),
        ],
    )
    def test_is_flesch_s(self, source, words, sentences, syllables):
        expected = 206.835 - 1.015 * words / sentences - 84.6 * syllables / words
        assert reading_ease(source) == pytest.approx(expected)

    @every("source", ["", "   \n", "## A head {#a}", "[[source REU|page 2]]", "2011, 2012."])
    def test_of_no_words_is_nought(self, source):
        assert reading_ease(source) == 0

    @every(
        ("one", "other"),
        [
            ("He met Mohammadou there.", "He met Bob there."),
            ("The [[term intervention|intervention]] ended.", "The sand ended."),
            ("It held.[[source REU|an interminable administrative document]]", "It held."),
            ("### International organisations\n\nIt held.", "It held."),
        ],
    )
    def test_does_not_count_names_terms_marks_and_heads(self, one, other):
        assert reading_ease(one) == pytest.approx(reading_ease(other))

    def test_counts_a_long_word_that_begins_a_sentence(self):
        assert reading_ease("Interventions ended.") < reading_ease("War ended.")

    @given(sentences, st.data())
    def test_falls_when_a_word_gets_longer(self, said, data):
        at = data.draw(st.integers(0, len(said) - 1))
        word = data.draw(st.integers(0, len(said[at]) - 1))
        longer = [list(words) for words in said]
        longer[at][word] = data.draw(st.sampled_from(LONG))
        assert reading_ease(written(longer)) < reading_ease(written(said))

    @given(sentences)
    def test_falls_when_two_sentences_become_one(self, said):
        first, second, *rest = said
        assert reading_ease(written([first + second, *rest])) < reading_ease(written(said))

    @given(st.text(alphabet="ab [claim C1|source]\n#*.-’'", max_size=60))
    def test_is_a_number_for_any_text(self, source):
        assert -10_000 < reading_ease(source) < 207


class TestSharedRuns:
    EIGHT = "in march the council voted on one text"
    SEVEN = "in march the council voted on one"

    def shared(self, *texts: str) -> list[tuple[str, str, str]]:
        return list(shared_runs({str(at): text for at, text in enumerate(texts, start=1)}))

    def test_eight_words_in_a_row_are_found(self):
        assert self.shared(f"Then {self.EIGHT}.", f"But {self.EIGHT} again.") == [("2", "1", self.EIGHT)]

    def test_seven_are_not(self):
        assert self.shared(f"Then {self.SEVEN} law.", f"But {self.SEVEN} file.") == []

    @every("end", [". ", "? ", ": ", "\n\n", "\n- "])
    def test_they_do_not_run_across_the_end_of_a_sentence(self, end):
        cut = self.EIGHT.replace(" voted ", f" voted{end}")
        assert self.shared(cut, cut) == []

    def test_case_emphasis_and_marks_make_no_difference(self):
        marked = "In March the [[term council|Council]] *voted*[[source REU|page 2]] on one text."
        assert self.shared(self.EIGHT, marked) == [("2", "1", self.EIGHT)]

    def test_a_pair_of_texts_is_told_once(self):
        long = f"{self.EIGHT} with ten in favour and five not"
        assert len(self.shared(long, long)) == 1

    def test_each_later_text_is_told_of_the_first(self):
        told = self.shared(self.EIGHT, self.EIGHT, "nothing", self.EIGHT)
        assert [pair[:2] for pair in told] == [("2", "1"), ("4", "1")]

    def test_a_text_may_repeat_itself(self):
        assert self.shared(f"{self.EIGHT}. {self.EIGHT}.") == []

    @given(st.lists(st.sampled_from(SHORT), max_size=20))
    def test_a_sentence_has_a_run_for_each_word_that_has_seven_after_it(self, words):
        found = list(runs(" ".join(words)))
        assert len(found) == max(0, len(words) - RUN + 1)
        assert all(len(run) == RUN for run in found)
