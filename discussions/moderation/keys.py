"""The key of a text: the form in which it is compared, never the form in which it is shown. Pure.

A key is casefolded, in compatibility form, without marks (accents, vowel signs, combining floods) and without format
characters (zero-width joins, direction marks); runs of space are one space. Latin look-alikes of other scripts are
folded only in words that mix scripts, so that a word in Cyrillic, Greek, Arabic, N'Ko or Tifinagh stays itself.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

LOOKALIKES = str.maketrans("аеорсухіјѕһԁԛԝαεικνορτυχ", "aeopcyxijshdqwaeiknoptux")
MIXED = re.compile(r"\S+")
DROPPED = {"Mn", "Me", "Cf"}
FILLERS = "\u115f\u1160\u2800"  # letters by category, and nothing to the eye


@dataclass(frozen=True)
class Key:
    """A text's key, and for each of its characters the place in the text that it came from."""

    text: str
    origins: tuple[int, ...]

    def places(self, phrase: str) -> list[tuple[int, int]]:
        """Where `phrase` (a key itself) stands in the original text as whole words, as (start, end)."""
        if phrase not in self.text:
            return []
        matches = re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", self.text)
        return [(self.origins[match.start()], self.origins[match.end() - 1] + 1) for match in matches]


def key_of(text: str) -> Key:
    """The key of `text`.

    >>> key_of("  Thése\\u200b  PEOPLE ").text
    'these people'
    """
    characters: list[str] = []
    origins: list[int] = []
    for place, original in enumerate(text):
        for character in unicodedata.normalize("NFKD", original).casefold():
            if unicodedata.category(character) in DROPPED or character in FILLERS:
                continue
            blank = character.isspace()
            if blank and (not characters or characters[-1] == " "):
                continue
            characters.append(" " if blank else character)
            origins.append(place)
    if characters and characters[-1] == " ":
        characters.pop()
        origins.pop()
    folded = MIXED.sub(_fold_mixed, "".join(characters))
    return Key(folded, tuple(origins))


def hash_of(text: str) -> str:
    """Tells two texts apart, whatever their case, accents and spacing."""
    return hashlib.sha256(key_of(text).text.encode()).hexdigest()


def _fold_mixed(word: re.Match[str]) -> str:
    has_latin = any("a" <= character <= "z" for character in word[0])
    return word[0].translate(LOOKALIKES) if has_latin else word[0]
