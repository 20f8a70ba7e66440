"""A share of the points in words. Pure."""

from fractions import Fraction

from django.utils.translation import gettext as _

SIGNS = {
    Fraction(numerator, denominator): sign
    for sign, numerator, denominator in (
        ("½", 1, 2),
        ("⅓", 1, 3),
        ("⅔", 2, 3),
        ("¼", 1, 4),
        ("¾", 3, 4),
        ("⅕", 1, 5),
        ("⅖", 2, 5),
        ("⅗", 3, 5),
        ("⅘", 4, 5),
        ("⅙", 1, 6),
        ("⅚", 5, 6),
        ("⅛", 1, 8),
        ("⅜", 3, 8),
        ("⅝", 5, 8),
        ("⅞", 7, 8),
    )
}


def share_in_words(fraction: Fraction) -> str:
    """The fraction of the points, from 0 to 1, as a person says it.

    >>> share_in_words(Fraction(1)), share_in_words(Fraction(0))
    ('all of the points', 'nothing')
    >>> share_in_words(Fraction(2, 4)), share_in_words(Fraction(3, 7))
    ('½ of the points', '3/7 of the points')
    """
    if fraction == 1:
        return _("all of the points")
    return _("%(share)s of the points") % {"share": SIGNS.get(fraction, str(fraction))} if fraction else _("nothing")
