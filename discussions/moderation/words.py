"""The word list that every class starts with: short, because a word alone is never a reason to refuse a student's post.

A phrase matches whole words of a text's key (keys.py), so it is written here as a key: no capitals, no accents.
"""

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a phrase leads to."""

    WARN = "warn"
    HOLD = "hold"
    SAFEGUARD = "safeguard"


@dataclass(frozen=True)
class Phrase:
    """A phrase and what it leads to."""

    key: str
    action: Action


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
