"""What moderators call an author until they ask for the name: a tree or a plant of the region. Pure but for chance."""

import secrets
from collections.abc import Set

NAMES = (
    *("Acacia", "Aloe", "Balanites", "Bamboo", "Baobab", "Cashew", "Cassia", "Cotton", "Doum", "Ebony", "Fig", "Fonio"),
    *("Guava", "Gum tree", "Hibiscus", "Indigo", "Jujube", "Kapok", "Kola", "Lemon", "Mahogany", "Mango", "Marula"),
    *("Millet", "Moringa", "Myrrh", "Neem", "Okra", "Olive", "Palmyra", "Papaya", "Raffia", "Rosewood", "Sesame"),
    *("Shea", "Sorghum", "Tamarind", "Teak", "Terebinth", "Vetiver"),
)


def unused_name(taken: Set[str]) -> str:
    """A name that nobody in the thread has; with a number when all are taken.

    >>> unused_name(set(NAMES) - {"Neem"})
    'Neem'
    """
    free = [name for name in NAMES if name not in taken]
    return secrets.choice(free) if free else f"{secrets.choice(NAMES)} {len(taken) + 1}"
