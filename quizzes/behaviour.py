"""When feedback comes, and what that does to the points: several tries, and how sure one was. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Certainty(IntegerChoices):
    """How sure a student is of an answer; the thresholds are those between which each level pays most."""

    GUESSED = 1, _("Not sure: less than two in three")
    FAIRLY = 2, _("Fairly sure: about three in four")
    SURE = 3, _("Very sure: more than four in five")


# Points for a right and for a wrong answer, after A. Gardner-Medwin's certainty-based marking: with them it pays to say
# honestly how sure one is (1 below a probability of 2/3, 2 up to 4/5, 3 above).
PAYS = {Certainty.GUESSED: (1, 0), Certainty.FAIRLY: (2, -2), Certainty.SURE: (3, -6)}


def certainty_points(level: int | None, *, is_right: bool) -> int:
    """What an answer pays at a level of certainty: for feedback, never for the grade; 0 when no level was given.

    >>> certainty_points(3, is_right=True), certainty_points(3, is_right=False), certainty_points(None, is_right=True)
    (3, -6, 0)
    """
    if level is None:
        return 0
    right, wrong = PAYS[Certainty(level)]
    return right if is_right else wrong


def share_left(wrong_tries: int, penalty: int) -> Fraction:
    """The share of the points that is left after `wrong_tries`, each of which takes `penalty` per cent of them.

    >>> share_left(0, 33), share_left(1, 33), share_left(4, 33)
    (Fraction(1, 1), Fraction(67, 100), Fraction(0, 1))
    """
    return max(Fraction(0), 1 - Fraction(wrong_tries * penalty, 100))


@dataclass(frozen=True)
class Checked:
    """Where a question stands after a check on the spot."""

    tries: int
    is_settled: bool


def after_check(tries: int, allowed: int, fraction: Fraction) -> Checked:
    """After one more check of an answer that earns `fraction`, with `allowed` checks in all.

    >>> after_check(0, 3, Fraction(0)), after_check(2, 3, Fraction(0)), after_check(0, 3, Fraction(1))
    (Checked(tries=1, is_settled=False), Checked(tries=3, is_settled=True), Checked(tries=1, is_settled=True))
    """
    return Checked(tries + 1, fraction == 1 or tries + 1 >= allowed)


def penalty_part(wrong_tries: int, penalty: int) -> dict[str, str] | None:
    """How a mark says that tries took something of it; None when they took nothing.

    >>> penalty_part(1, 33)
    {'of': 'penalty', 'share': '0.67', 'tries': '1'}
    """
    left = share_left(wrong_tries, penalty)
    if left == 1:
        return None
    share = Decimal(left.numerator) / Decimal(left.denominator)
    return {"of": "penalty", "share": str(share.normalize()), "tries": str(wrong_tries)}
