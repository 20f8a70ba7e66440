"""A lesson's running text measured: words, reading ease, and runs of words that stand elsewhere too. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pyphen import Pyphen

from lessons.curriculum.marks import ANY_MARK, MARK

RUN = 8
"""So many words in a row are no chance."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
WORD_OR_NUMBER = re.compile(r"\w+(?:['’.,-]\w+)*")
SENTENCE_END = re.compile(r"[.!?:;]+(?=[\s\"')\]*]|$)|\n{2,}|\n(?=[-*>] )")
TERM = re.compile(r"\[\[term [^\]|]+\|([^\]]*)\]\]")
_syllables = Pyphen(lang="en_US", left=1, right=1)


def running_text(source: str) -> str:
    """Lesson text without heads, marks and emphasis: the words that a reader reads one after the other.

    >>> running_text("The [[term veto|veto]] *held*.[[source REU73|page 2]]")
    'The veto held.'
    """
    text = re.sub(r"(?m)^#+ .*$", "\n", source)
    text = MARK.sub(lambda mark: mark["words"] if mark["kind"] != "source" else "", text)
    return re.sub(r"[*`]", "", ANY_MARK.sub("", text))


def count_words(source: str) -> int:
    """How many words and numbers the running text has."""
    return len(WORD_OR_NUMBER.findall(running_text(source)))


def reading_ease(source: str) -> float:
    """Flesch's reading ease, names and terms aside: 60 to 70 is plain English, under 50 is hard.

    206.835 - 1.015 * words/sentences - 84.6 * syllables/words (R. Flesch, "A New Readability Yardstick", Journal of
    Applied Psychology 32, 1948). Syllables are counted by the hyphenation patterns of Pyphen. Names (words with a
    capital that begin no sentence) and marked terms count as words of one syllable: the course has to teach them.
    """
    plain = running_text(TERM.sub("word", source))
    sentences = [words for part in SENTENCE_END.split(plain) if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = sum(
        1 if at and word[0].isupper() else syllables_of(word)
        for sentence in sentences
        for at, word in enumerate(sentence)
    )
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)


@cache
def syllables_of(word: str) -> int:
    """The syllables of an English word, about: one more than its places for a hyphen.

    >>> syllables_of("vote"), syllables_of("resolution")
    (1, 4)
    """
    return sum(len(_syllables.positions(part)) + 1 for part in re.split(r"[-’']", word.lower()) if part) or 1


def runs(source: str) -> Iterator[tuple[str, ...]]:
    """Every run of `RUN` words within one sentence, without case."""
    for sentence in SENTENCE_END.split(running_text(source)):
        words = [word.lower() for word in WORD_OR_NUMBER.findall(sentence)]
        for start in range(len(words) - RUN + 1):
            yield tuple(words[start : start + RUN])


def shared_runs(texts: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    """Runs that stand in two texts: the later text, the earlier one, and the words; one run for each such pair."""
    first_in: dict[tuple[str, ...], str] = {}
    told: set[tuple[str, str]] = set()
    for name, text in texts.items():
        for run in runs(text):
            earlier = first_in.setdefault(run, name)
            if earlier != name and (name, earlier) not in told:
                told.add((name, earlier))
                yield name, earlier, " ".join(run)
