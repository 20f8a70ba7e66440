"""The marks of the design that a template needs a word for: icons, a claim's status, the evidence tally.

The tags return finished HTML instead of including templates: a page calls them a hundred times.
"""

from functools import cache
from pathlib import Path

import bs_icon_templates
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

ICONS = Path(bs_icon_templates.__file__).parent / "templates" / "bs_icon"

# A status is never shown by colour alone: each has its icon and its word.
CLAIM_ICONS = {
    "documented": "check-circle-fill",
    "contested": "circle-half",
    "opinion": "chat-quote-fill",
    "inaccurate": "x-octagon-fill",
    "unverifiable": "question-diamond-fill",
}
CLAIM_WORDS = {
    "documented": gettext_lazy("Documented"),
    "contested": gettext_lazy("Contested"),
    "opinion": gettext_lazy("Opinion"),
    "inaccurate": gettext_lazy("Inaccurate"),
    "unverifiable": gettext_lazy("Unverifiable"),
}


class IconSheet:
    """The icons that a page's rows repeat, each drawn once; `use` them in the rows, and show the sheet above them."""

    def __init__(self) -> None:
        self._used: dict[str, SafeString] = {}

    def use(self, name: str) -> SafeString:
        """An icon of the sheet, hidden from screen readers, because a word stands beside it."""
        if name not in self._used:
            self._used[name] = format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)
        return self._used[name]

    def __str__(self) -> SafeString:
        symbol = '<symbol id="i-{}" viewBox="0 0 16 16">{}</symbol>'
        return format_html("<svg hidden>{}</svg>", format_html_join("", symbol, ((n, _drawing(n)) for n in self._used)))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A Bootstrap icon as inline SVG, as large as the text around it.

    Without `label` it is hidden from screen readers, because a word stands beside it.
    """
    if not label:
        return _silent_icon(name)
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" role="img" aria-label="{}">{}</svg>', label, _drawing(name)
    )


@register.simple_tag
def claim_badge(status: str) -> SafeString:
    """The filled badge at the head of a claim card."""
    return _status("status-badge", status)


@register.simple_tag
def claim_word(status: str) -> SafeString:
    """Icon and word in the status's colour, for lists, chips and margin notes."""
    return _status("status-word", status)


@register.simple_tag
def claim_icon(status: str) -> SafeString:
    """The icon alone, where the status stands in words nearby."""
    return format_html('<span class="status-icon status-{}">{}</span>', status, icon(CLAIM_ICONS[status]))


@register.simple_tag
def evidence_tally(supports: int, challenges: int) -> SafeString:
    """One filled square for each source that supports, one hollow for each that challenges, then the words."""
    words = _("%(supports)s support, %(challenges)s challenge") % {"supports": supports, "challenges": challenges}
    squares = "".join(
        f'<rect x="{10 * n + 1}" y="1" width="7" height="10" class="tally-support"/>' for n in range(supports)
    )
    bar = 10 * supports + 3
    squares += f'<path d="M{bar} 0v12" class="tally-bar"/>'
    squares += "".join(
        f'<rect x="{bar + 4 + 10 * n}" y="1" width="7" height="10" class="tally-challenge"/>' for n in range(challenges)
    )
    width = bar + 4 + 10 * challenges
    return format_html(
        '<span class="tally"><svg viewBox="0 0 {0} 12" width="{0}" height="12" aria-hidden="true">{1}</svg> {2}</span>',
        width,
        mark_safe(squares),  # numbers of our own
        words,
    )


def _status(css_class: str, status: str) -> SafeString:
    return format_html(
        '<span class="{} status-{}">{} {}</span>', css_class, status, icon(CLAIM_ICONS[status]), CLAIM_WORDS[status]
    )


@cache
def _silent_icon(name: str) -> SafeString:
    return format_html('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', _drawing(name))


@cache
def _drawing(name: str) -> SafeString:
    """What stands between the <svg> tags of the icon's file."""
    svg = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    inside = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    return mark_safe("".join(line.strip() for line in inside.splitlines()))  # a file of the icon package
