"""Codes that people read aloud, copy from a blackboard and type on a phone."""

import secrets

# Without 0 O 1 I L 2 Z 5 S 8 B U V: none is mistaken for another, on paper or by ear.
LETTERS = "ACDEFGHJKMNPQRTWXY"
DIGITS = "34679"


def join_code() -> str:
    """A new join code such as "KRMT-4736": 18**4 * 5**4 = 65 million, and attempts are rate-limited."""
    return f"{_pick(LETTERS, 4)}-{_pick(DIGITS, 4)}"


def one_time_password() -> str:
    """A password to print on a slip, such as "kwhat-4367-mnpqd": over 50 bits, changed at first use."""
    return f"{_pick(LETTERS, 5)}-{_pick(DIGITS, 4)}-{_pick(LETTERS, 5)}".lower()


def slug_suffix() -> str:
    """Six letters that keep a class's address from being guessed."""
    return _pick(LETTERS, 6).lower()


def normalised(typed: str) -> str:
    """What somebody typed as a join code, in the form it is stored.

    >>> normalised(" krmt 4736 ")
    'KRMT-4736'
    """
    kept = "".join(character for character in typed.upper() if character.isalnum())
    return f"{kept[:4]}-{kept[4:]}" if len(kept) > 4 else kept


def _pick(alphabet: str, count: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(count))
