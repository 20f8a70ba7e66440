"""Why an answer earned what it earned: the rule, what was judged, and every mark in order, from stored rows alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from quizzes.models import Mark, QuestionVersion, Response
from quizzes.models.marks import outcome_fields


@dataclass(frozen=True)
class Given:
    """One mark: how it came about, and the points it gave. `note` is for those who mark and for nobody else."""

    how: str
    by: str
    at: datetime
    points: Decimal
    comment: str = ""
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Explained:
    """How the points of one answer came about. `live` is what the key says where a person said otherwise."""

    rule: str
    examples: list[tuple[str, str]] = field(default_factory=list)
    parts: list[tuple[str, bool]] = field(default_factory=list)
    penalty: str = ""
    marks: list[Given] = field(default_factory=list)
    live: Decimal | None = None


def explain(response: Response, key: QuestionVersion, *, with_answers: bool, for_teacher: bool) -> Explained:
    """Explain the marks that were fetched with `response` (signed: see `Mark.objects.signed`), without a query.

    `key` is the version by which the class's answers are judged today. What tells the right answer (the parts, the
    examples, and why a key was corrected) needs `with_answers`; notes and the live value are for teachers.
    """
    mark = response.mark
    return Explained(
        rule=str(response.version.asked.rule),
        examples=key.asked.worked_example() if with_answers and key.asked.has_key else [],
        parts=list(_parts(response, mark)) if mark and with_answers else [],
        penalty=_penalty(mark.penalty) if mark else "",
        marks=[_given(response, one, with_answers, for_teacher) for one in response.marks.all()],
        live=live_points(response, key) if mark and mark.is_by_hand and for_teacher else None,
    )


def live_points(response: Response, key: QuestionVersion) -> Decimal | None:
    """What the answer would earn by the key of `key`; None where there is none."""
    outcome = key.asked.grade(key.asked.normalise(response.answer)) if key.asked.has_key else None
    return None if outcome is None else outcome_fields(outcome)["fraction"] * response.points


def how(mark: Mark) -> str:
    """How a mark came about, in words: by the key, by hand, by a corrected key and under which policy."""
    if mark.regrade is None:
        return mark.get_source_display()
    return _("%(how)s: %(policy)s") % {"how": mark.get_source_display(), "policy": mark.regrade.get_policy_display()}


def judged_by(response: Response, mark: Mark) -> QuestionVersion:
    """The version whose key made the mark; fetched already, with the response or with the regrade."""
    return mark.regrade.version if mark.regrade else response.version


def _parts(response: Response, mark: Mark) -> Iterator[tuple[str, bool]]:
    asked = judged_by(response, mark).asked
    for part in mark.parts:
        if "is_right" in part:
            yield asked.about(part["of"]) or _("The answer as a whole"), part["is_right"]


def _penalty(left: Fraction) -> str:
    if left == 1:
        return ""
    return _("Tries that went wrong took %(share)s %% off.") % {"share": round((1 - left) * 100)}


def _given(response: Response, mark: Mark, with_answers: bool, for_teacher: bool) -> Given:
    return Given(
        how=how(mark),
        by=mark.by.name if mark.by else "",
        at=mark.at,
        points=mark.fraction * response.points,
        comment=mark.comment,
        note=mark.note if for_teacher else "",
        reason=mark.regrade.reason if mark.regrade and with_answers else "",
    )
