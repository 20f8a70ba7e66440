"""The words that lead to a finding: the list every class starts with, and what the site and the class make of it.

The built-in list is short, because a word alone is never a reason to refuse a student's post. A phrase matches whole
words of a text's key (keys.py), so it is written here as a key: no capitals, no accents. Pure.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Action(TextChoices):
    """What a phrase leads to."""

    WARN = "warn", _("The student is asked to think again")
    HOLD = "hold", _("A moderator reads it first")
    SAFEGUARD = "safeguard", _("Somebody may be at risk: a moderator reads it first")
    OFF = "off", _("Nothing: the phrase is taken off the list")


@dataclass(frozen=True)
class Phrase:
    """A phrase and what it leads to; `said` is how it was typed by whoever added it to the site's or class's list."""

    key: str
    action: Action
    said: str = ""


ABOUT_A_PEOPLE = ("these people", "those people", "ces gens-la", "those savages", "ces sauvages")
INSULTS = (
    "shut up",
    "you idiot",
    "you are stupid",
    "ta gueule",
    "espece d'idiot",
    "sale race",
    "go back to your country",
)
AT_RISK = ("kill myself", "want to die", "hurt myself", "me suicider", "envie de mourir", "me faire du mal")

WORDS = (
    *(Phrase(key, Action.WARN) for key in ABOUT_A_PEOPLE),
    *(Phrase(key, Action.HOLD) for key in INSULTS),
    *(Phrase(key, Action.SAFEGUARD) for key in AT_RISK),
)


_GRAVEST_FIRST = [Action.SAFEGUARD, Action.HOLD, Action.WARN]


def in_force(*lists: Iterable[Phrase], built_in: Sequence[Phrase] = WORDS) -> tuple[Phrase, ...]:
    """The built-in list as changed by the site's, then by the class's. What tells that somebody may be at risk stays.

    >>> [phrase.key for phrase in in_force([Phrase("shut up", Action.OFF)], built_in=[Phrase("shut up", Action.HOLD)])]
    []
    """
    words = {phrase.key: phrase for phrase in built_in}
    for phrase in (phrase for phrases in lists for phrase in phrases):
        standing = words.get(phrase.key)
        if standing is None or standing.action != Action.SAFEGUARD:
            words[phrase.key] = phrase
    listed = (phrase for phrase in words.values() if phrase.action != Action.OFF)
    return tuple(sorted(listed, key=lambda phrase: (_GRAVEST_FIRST.index(phrase.action), phrase.key)))


def digest_of(words: Iterable[Phrase], others: Sequence[str] = ()) -> str:
    """Ten hex digits that tell two lists apart, in whatever order they are, and what else the verdict rests on."""
    lines = [*sorted(f"{phrase.key}\t{phrase.action.value}" for phrase in words), *others]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:10]
