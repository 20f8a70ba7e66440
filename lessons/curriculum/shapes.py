"""What an entry may hold: its keys and the kind of each value.

QUESTION = Shape("question", required={"id": text, "points": whole_number}, optional={"tags": texts})
QUESTION.fits(entry, faults)   # notes every fault; False when the entry cannot be used
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from lessons.curriculum.entries import Entries, Entry
from lessons.curriculum.faults import Faults

# A kind takes a value and says what was expected, or nothing when the value will do.
Kind = Callable[[object], str]


def text(value: object) -> str:
    """Words; never empty."""
    return "" if isinstance(value, str) and value.strip() else "some text"


def up_to(longest: int) -> Kind:
    """Words, so many characters at most."""

    def kind(value: object) -> str:
        return "" if not text(value) and len(str(value)) <= longest else f"some text of at most {longest} characters"

    return kind


def whole_number(value: object) -> str:
    """1, 2, 14."""
    return "" if isinstance(value, int) and not isinstance(value, bool) else "a whole number"


def number(value: object) -> str:
    """1, 2.5."""
    return "" if isinstance(value, int | float) and not isinstance(value, bool) else "a number"


def day(value: object) -> str:
    """2026-04-27."""
    is_day = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    return "" if is_day else "a date such as 2026-04-27"


def texts(value: object) -> str:
    """A list of words."""
    return "" if isinstance(value, list) and not any(text(item) for item in value) else "a list of texts"


def entries(value: object) -> str:
    """A list of mappings."""
    good = isinstance(value, Entries) and value and all(isinstance(item, Entry) for item in value)
    return "" if good else "a list of entries"


def mapping(value: object) -> str:
    """Keys with values."""
    return "" if isinstance(value, Entry) else "keys with values"


def one_of(*choices: str) -> Kind:
    """One of the words given."""

    def kind(value: object) -> str:
        return "" if value in choices else f"one of {', '.join(choices)}"

    return kind


def anything(value: object) -> str:
    """Checked elsewhere."""
    return ""


@dataclass(frozen=True)
class Shape:
    """The keys of one sort of entry."""

    noun: str
    required: dict[str, Kind]
    optional: dict[str, Kind] = field(default_factory=dict)

    def fits(self, entry: object, faults: Faults, *, path: str = "", line: int = 1) -> bool:
        """Whether the entry can be used; every fault is noted. `path` and `line` serve what is no entry at all."""
        if not isinstance(entry, Entry):
            faults.error(path, line, f"This is not a {self.noun}: a {self.noun} has keys with values.")
            return False
        before = len(faults.errors)
        for key in entry.keys() - self.required.keys() - self.optional.keys():
            faults.error(entry.path, entry.line_of(key), f'A {self.noun} has no key "{key}".')
        for key in self.required.keys() - entry.keys():
            faults.error(entry.path, entry.line, f'This {self.noun} needs "{key}".')
        for key, kind in (self.required | self.optional).items():
            if key in entry and (expected := kind(entry[key])):
                faults.error(entry.path, entry.line_of(key), f'"{key}" must be {expected}.')
        return len(faults.errors) == before
