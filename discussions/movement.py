"""What a class may learn of how its answers moved between two questions, without learning it of anybody. Pure.

A number about few people is a statement about each of them. So there is none about fewer than five who answered both
times; no group is shown that holds fewer than three, because whoever knows their own answer would be left with one
other; and none that holds everybody, because it would say the same of each by name.
"""

from collections.abc import Sequence

FEWEST_ANSWERS = 5
FEWEST_IN_A_GROUP = 3


def groups_to_show(stayed: int, one_step: int, further: int) -> tuple[int, ...] | None:
    """How many stayed, moved one step and moved further; or how many stayed and moved, where three groups would be
    too small; or None, where two would be as well.

    >>> groups_to_show(6, 4, 3)
    (6, 4, 3)
    >>> groups_to_show(6, 4, 1)
    (6, 5)
    >>> groups_to_show(12, 1, 1) is None
    True
    """
    for groups in ((stayed, one_step, further), (stayed, one_step + further)):
        if sum(groups) >= FEWEST_ANSWERS and _hide_everybody(groups):
            return groups
    return None


def _hide_everybody(groups: Sequence[int]) -> bool:
    """Whether nobody's movement follows from the groups: an empty one says of everybody that they are not in it."""
    return all(group >= FEWEST_IN_A_GROUP for group in groups)
