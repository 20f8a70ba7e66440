"""What an answer earns when its key turns out to be wrong: four policies. Pure."""

from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from quizzes.grading import ALL


class Policy(TextChoices):
    """What becomes of the points of answers that were judged by the old key."""

    FULL = "full", _("Full points for everybody who was asked")
    EITHER = "either", _("Points for what was right before or is right now")
    NOW = "now", _("Points for what is right now, and nothing else")
    LEAVE = "leave", _("Leave the grades as they are")


def regraded(before: Fraction, outcome: Fraction, policy: str, penalty: Fraction = ALL) -> Fraction:
    """Return the share of the points, 0 to 1, that an answer earns after a regrade.

    `before` is what it earned so far, with everything that was taken off; `outcome` is what the chosen key gives the
    answer by itself. `penalty` is what several tries left of the points: it goes on counting, except where everybody
    gets full points. Raises ValueError for a policy that does not exist.

    >>> [str(regraded(Fraction(1), Fraction(0), policy)) for policy in ("full", "either", "now", "leave")]
    ['1', '1', '0', '1']
    >>> regraded(Fraction(0), Fraction(1), "now", penalty=Fraction(2, 3))
    Fraction(2, 3)
    """
    match Policy(policy):
        case Policy.FULL:
            return ALL
        case Policy.EITHER:
            return max(before, outcome * penalty)
        case Policy.NOW:
            return outcome * penalty
        case Policy.LEAVE:
            return before
