"""Pieces of SVG that figures and maps are made of. Colours come from the style sheet, never from here. Pure."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH = 600
"""How wide every picture is in its own units; the page scales it to its column."""


def svg(height: float, drawing: SafeString, label: str) -> SafeString:
    """The picture. Its label says what it shows; the numbers stand in the legend and in the table."""
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', WIDTH, round(height), label, drawing
    )


def numbered_disc(number: int, x: float, y: float) -> SafeString:
    """A disc whose number repeats in the legend."""
    return format_html(
        '<circle class="disc-ground" cx="{0}" cy="{1}" r="11"/>'
        '<text class="disc-number" x="{0}" y="{1}" dy=".35em">{2}</text>',
        px(x),
        px(y),
        number,
    )


def px(length: float) -> str:
    """A length as SVG writes it, with a point in every language.

    >>> px(12.0), px(12.345)
    ('12', '12.3')
    """
    return f"{length:.1f}".removesuffix(".0")


def joined(pieces: Iterable[SafeString]) -> SafeString:
    """Pieces of finished HTML, one after the other."""
    return mark_safe("".join(pieces))
