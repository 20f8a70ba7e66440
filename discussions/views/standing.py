"""What a thread's page shows of its statement: the question that is asked now, one's own answers, and how the class
stands before and after, as two bars under each other.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from discussions.forms import StanceForm
from discussions.models import Stance, Thread

PHASES = (Stance.Phase.BEFORE, Stance.Phase.AFTER)


@dataclass(frozen=True)
class Bar:
    """One distribution, its parts in order: place and width are numbers of answers."""

    phase: str
    heading: str
    parts: list[dict[str, object]]
    total: int


@dataclass(frozen=True)
class Standing:
    """`asked` is the phase that students may answer now; `mine` what the reader said in each phase, in words."""

    bars: list[Bar]
    moved: list[tuple[str, int]]
    asked: str
    closes_at: datetime | None
    is_closed: bool
    mine: dict[str, str]
    form: StanceForm


def standing_of(thread: Thread, moment: datetime, form: StanceForm | None = None) -> Standing:
    """Where the class stands in a thread read `with_desk_of` its reader, who sees no bar before they see the posts."""
    asked = thread.phase_to_ask(moment) or ""
    found = [(phase, thread.distribution(moment, phase)) for phase in PHASES] if thread.is_in_sight else []
    closing = {Stance.Phase.BEFORE: thread.stances_close_at, Stance.Phase.AFTER: thread.second_stances_close_at}
    said = {phase: getattr(thread, f"my_stance_{phase}") for phase in PHASES}
    return Standing(
        bars=[_bar(phase, counts) for phase, counts in found if counts],
        moved=_moved(thread, moment) if thread.is_in_sight else [],
        asked=asked,
        closes_at=closing[asked]() if asked else None,
        is_closed=thread.stances_are_closed(moment),
        mine={phase: _in_words(answer) for phase, answer in said.items() if answer},
        form=form or StanceForm(None, initial={"phase": asked, **(said.get(asked) or {})}),
    )


def _bar(phase: str, counts: dict[Stance.Position, int]) -> Bar:
    heading = _("Before the discussion") if phase == Stance.Phase.BEFORE else _("After the discussion")
    parts, place = [], 0
    for number, position in enumerate(Stance.Position, start=1):
        count = counts[position]
        parts.append({"key": number, "x": place, "count": count, "label": position.label})
        place += count
    return Bar(phase, heading, parts, place)


def _moved(thread: Thread, moment: datetime) -> list[tuple[str, int]]:
    groups = thread.movement(moment) or ()
    further = [_("moved one step"), _("moved further")] if len(groups) == 3 else [_("moved")]
    return list(zip([_("stayed where they were"), *further], groups, strict=False))


def _in_words(answer: dict[str, object]) -> str:
    words = str(Stance.Position(answer["position"]).label)
    if answer["confidence"]:
        words = f"{words} ({Stance.Confidence(answer['confidence']).label})"
    return f"{words}. {answer['why']}" if answer["why"] else f"{words}."
