"""The view that a reply answers, put by its author at its strongest, and what whoever holds it says of that."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models.moves import FairnessMark
from discussions.moderation.transitions import State


@dataclass(frozen=True)
class Restated:
    """As it stands above the reply: `said` is the verdict of whom it restates; `revision` the text they would judge."""

    heading: str
    words: SafeString
    said: str = ""
    may_mark: bool = False
    revision: str = ""


def restated_in(row: dict, member: Membership, *, by: str, whose: str) -> Restated | None:
    """Of a row of a page, for `member`; `by` wrote it, `whose` view it is, or "" where the page does not show them."""
    if not row["steelman"]:
        return None
    is_theirs = row["addressee_id"] == member.pk
    is_own = row["author_id"] == member.pk
    may_mark = is_theirs and not is_own and row["state"] == State.PUBLISHED and not row["fairness"]
    return Restated(
        heading=_heading(by="" if is_own else by, whose="" if is_theirs and is_own else whose, is_theirs=is_theirs),
        words=mark_safe(row["steelman"]),  # cleaned when written
        said=_said(row["fairness"], whose, is_theirs=is_theirs),
        may_mark=may_mark,
        revision=str(row["live_revision_id"] or ""),
    )


def _heading(*, by: str, whose: str, is_theirs: bool) -> str:
    if is_theirs and by:
        return _("Your view, as %s puts it") % by
    if not whose:
        return _("The view that this answers, at its strongest")
    if not by:
        return _("The view of %s, as you put it") % whose
    return _("The view of %(whose)s, as %(by)s puts it") % {"whose": whose, "by": by}


def _said(verdict: str | None, whose: str, *, is_theirs: bool) -> str:
    if not verdict:
        return ""
    is_fair = verdict == FairnessMark.Verdict.FAIR
    if is_theirs:
        return _("You said: that is fair.") if is_fair else _("You said: not quite.")
    if not whose:
        return _("Fair, says whose view it is.") if is_fair else _("Not quite, says whose view it is.")
    return (_("Fair, says %s.") if is_fair else _("Not quite, says %s.")) % whose
