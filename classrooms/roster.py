"""From a pasted list of names to accounts: pure, no database."""

import re
import unicodedata
from collections.abc import Iterable

MOST_NAMES = 100
_FIRST_COLUMN = re.compile(r"^[\s\-*•]*(?:\d+[.)]?(?:\s+|$))?([^\t;]*)")


def names_in(pasted: str) -> list[str]:
    """The names of a pasted list, one a line, without numbering, bullets and further columns.

    >>> names_in("1. Awa  Diallo\\n\\n- Bilal Koné;10b")
    ['Awa Diallo', 'Bilal Koné']
    """
    lines = (_FIRST_COLUMN.match(line).group(1) for line in pasted.splitlines())
    return [name for line in lines if (name := " ".join(line.split()))]


def repeated(names: Iterable[str], already_there: Iterable[str] = ()) -> list[str]:
    """The names that stand twice in the list, or in the class already, whatever their capitals."""
    seen = {name.casefold() for name in already_there}
    found = []
    for name in names:
        if name.casefold() in seen:
            found.append(name)
        seen.add(name.casefold())
    return found


def username_stem(name: str) -> str:
    """A username made from a name: ASCII, lower case, first and last word.

    >>> username_stem("Aïssata Maïga Touré")
    'aissata.toure'
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_name)
    stem = ".".join(dict.fromkeys([words[0], words[-1]])) if words else ""
    return stem[:30] if len(stem) >= 3 else f"student.{stem}".rstrip(".")


def usernames_for(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """A username for each of `names`, in their order, that is neither in `taken` nor given twice.

    >>> usernames_for(["Awa Diallo", "Awa Diallo"], taken={"awa.diallo"})
    ['awa.diallo2', 'awa.diallo3']
    """
    used = set(taken)
    given = []
    for name in names:
        username = stem = username_stem(name)
        number = 1
        while username in used:
            number += 1
            username = f"{stem}{number}"
        used.add(username)
        given.append(username)
    return given
