"""Whose voices a text rests on: its sources by type, language and standpoint, and who is not heard. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

MOSTLY = 0.5
"""More than this share of all sources is most of them."""


class Voice(NamedTuple):
    """One source, by the three things that are weighed: keys such as "news", "en" and "west"."""

    type: str
    language: str
    standpoint: str


class Share(NamedTuple):
    """So many of the sources are of one kind."""

    key: str
    count: int


@dataclass(frozen=True)
class Balance:
    """The meter's readings. Shares stand in order of size, what is missing in the order in which it was asked for."""

    total: int
    types: list[Share]
    languages: list[Share]
    standpoints: list[Share]
    types_missing: list[str]
    standpoints_missing: list[str]
    mostly: Share | None

    @property
    def is_in_one_language(self) -> bool:
        """Whether all sources are written in one language."""
        return len(self.languages) == 1


def balance_of(voices: Iterable[Voice], *, types: Iterable[str], standpoints: Iterable[str]) -> Balance:
    """Count the voices; name the types and standpoints that none of them has, and the one that most of them share.

    >>> voices = [Voice("news", "en", "west"), Voice("data", "en", "un")]
    >>> heard = balance_of(voices, types=["news"], standpoints=["mali"])
    >>> heard.standpoints_missing, heard.mostly, heard.is_in_one_language
    (['mali'], None, True)
    """
    known = list(voices)
    by_type, by_language, by_standpoint = (_shares(voice[at] for voice in known) for at in range(3))
    most = by_standpoint[0] if by_standpoint else None
    return Balance(
        total=len(known),
        types=by_type,
        languages=by_language,
        standpoints=by_standpoint,
        types_missing=_missing(types, by_type),
        standpoints_missing=_missing(standpoints, by_standpoint),
        mostly=most if most and most.count > MOSTLY * len(known) else None,
    )


def gaps(balance: Balance, words: Mapping[str, str]) -> list[str]:
    """What is missing, as the lint prints it; `words` gives each key its name.

    >>> gaps(balance_of([], types=["primary"], standpoints=[]), {"primary": "Primary document"})
    ['no Primary document']
    """
    found = [f"no {words.get(key, key)}" for key in (*balance.types_missing, *balance.standpoints_missing)]
    if balance.is_in_one_language:
        found.append(f"all in one language ({balance.languages[0].key})")
    if balance.mostly:
        found.append(
            f"{balance.mostly.count} of {balance.total} from {words.get(balance.mostly.key, balance.mostly.key)}"
        )
    return found


def _shares(keys: Iterable[str]) -> list[Share]:
    return [Share(key, count) for key, count in Counter(keys).most_common()]


def _missing(wanted: Iterable[str], shares: list[Share]) -> list[str]:
    heard = {share.key for share in shares}
    return [key for key in wanted if key not in heard]
