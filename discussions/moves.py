"""The four moves by which participation is marked, what each level of them means, and the points they make. Pure.

Never where somebody stands, and never how often somebody writes: one good post can earn everything.
"""

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

HIGHEST = 2


class Move(TextChoices):
    """What a discussion lives of."""

    CLAIM = "claim", _("Makes a claim that can be checked")
    SOURCE = "source", _("Says what it rests on")
    STEELMAN = "steelman", _("Puts the other side as it would put itself")
    REVISION = "revision", _("Changes what an objection has shown to be wrong")


LEVELS: Mapping[Move, tuple[str, str, str]] = {
    Move.CLAIM: (
        _("Not shown yet"),
        _("A claim, but it is not clear what would speak against it"),
        _("A claim of which one can say what would speak for it and against it"),
    ),
    Move.SOURCE: (
        _("Not shown yet"),
        _("Names a claim or a source"),
        _("Names the place in it, quotes it correctly, or says how far it carries"),
    ),
    Move.STEELMAN: (
        _("Not shown yet"),
        _("Names the other view"),
        _("Restates it so that its holder would agree, before answering it"),
    ),
    Move.REVISION: (
        _("Not shown yet"),
        _("Takes up an objection"),
        _("Concedes, corrects or narrows what was said, and says why"),
    ),
}
"""By move: the words for the levels 0, 1 and 2."""


def points_for(levels: Mapping[Move, int], per_move: int) -> Decimal:
    """What the levels earn, where each move can earn `per_move` points: half of them for the middle level.

    >>> points_for({Move.CLAIM: 2, Move.SOURCE: 1, Move.STEELMAN: 0, Move.REVISION: 0}, 3)
    Decimal('4.5')
    """
    return Decimal(sum(levels[move] for move in Move) * per_move) / HIGHEST


def possible(per_move: int) -> Decimal:
    """The most that can be earned.

    >>> possible(2)
    Decimal('8')
    """
    return Decimal(len(Move) * per_move)
