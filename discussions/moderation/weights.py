"""How much a reader's flag weighs, and when flags hide a post before anybody has looked. Pure.

A reporter's weight is the share of their flags that were upheld, smoothed as if one of two more had been (Laplace), and
doubled: whoever has never flagged weighs 1, whoever is always right comes near 2, whoever is always wrong near 0. So
one person alone never hides a post, however right they were before; two newcomers do; and a group whose flags are
dismissed needs more heads each time.
"""

from collections.abc import Iterable

HIDES_AT = 2.0
"""The sum of weights from which a post waits out of sight: two people who have never flagged."""

MOST_A_DAY = 10
"""Flags of one person within 24 hours."""


def weight(upheld: int, dismissed: int) -> float:
    """What a flag of somebody weighs, of whose flags so many were upheld and so many dismissed: between 0 and 2.

    >>> weight(0, 0), weight(2, 0), weight(0, 2)
    (1.0, 1.5, 0.5)
    """
    return 2 * (upheld + 1) / (upheld + dismissed + 2)


def hides(records: Iterable[tuple[int, int]]) -> bool:
    """Whether live flags of distinct reporters hide a post; each record is (upheld, dismissed) of one of them.

    >>> hides([(9, 0)]), hides([(0, 0), (0, 0)]), hides([(0, 2), (0, 0)])
    (False, True, False)
    """
    return sum(weight(upheld, dismissed) for upheld, dismissed in records) >= HIDES_AT
