"""Post before you see: what a student's first post in a gated thread must have. Pure.

The panel that tells a student what is still missing and the check that refuses the post read the same table.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

SUBSTANCE = 120


@dataclass(frozen=True)
class Condition:
    """One thing that opens the thread: its rule, what is asked, what is said when it is missing, if it is there."""

    rule: str
    asked: str
    missing: str
    is_met: bool


def conditions(*, has_stance: bool, rests_on_lesson: bool, text: str) -> list[Condition]:
    """Everything that is asked, in the order in which one does it."""
    return [
        Condition("gate-1", _("Say where you stand."), _("Say first where you stand, above the posts."), has_stance),
        Condition(
            "gate-2",
            _("Write at least %d characters.") % SUBSTANCE,
            _("Write at least %(least)d characters: there are %(size)d now.")
            % {"least": SUBSTANCE, "size": size_of(text)},
            size_of(text) >= SUBSTANCE,
        ),
        Condition(
            "gate-3",
            _("Cite a claim or a source of this lesson."),
            _("Add a claim or a source of this lesson, under “What does it rest on?”."),
            rests_on_lesson,
        ),
    ]


def missing(found: Iterable[Condition]) -> list[Condition]:
    """What is not there yet.

    >>> [one.rule for one in missing(conditions(has_stance=True, rests_on_lesson=False, text="Short."))]
    ['gate-2', 'gate-3']
    """
    return [condition for condition in found if not condition.is_met]


def size_of(text: str) -> int:
    """How many characters somebody wrote; a run of spaces is one.

    >>> size_of("Five   words, \\n\\n not more.")
    21
    """
    return len(" ".join(text.split()))
