"""A text on trial: what the checks find in it, and what comes of it for a new student and for one who is known."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from classrooms.models import Classroom
from discussions.models import ClassRules, WordRule
from discussions.models.rules import hosts_in
from discussions.moderation.checks import CHECKS, findings, verdict
from discussions.moderation.findings import Context, Finding, Verdict
from discussions.moderation.modes import REVIEWED_FIRST, resolve
from discussions.moderation.text import Span, highlighted
from discussions.own_checks import own_checks


@dataclass(frozen=True)
class Found:
    """One finding; `number` when it stands at a place in the text."""

    number: int | None
    message: str
    rule: str
    severity: str


@dataclass(frozen=True)
class Trial:
    """The text with its places marked, what was found, and the two verdicts."""

    words: SafeString
    found: list[Found]
    of_a_newcomer: str
    of_a_known_student: str


def trial_of(classroom: Classroom, kind: str, text: str, moment: datetime) -> Trial:
    """Judge `text` by the rules of the class as they are at `moment`."""
    rules = ClassRules.of(classroom)
    context = Context(
        text=text,
        kind=kind,
        moment=moment,
        mode=resolve(floor=settings.DISCUSSION_REVIEW_FLOOR, classroom=rules.review),
        hosts=hosts_in(rules.hosts),
        words=WordRule.in_force_in(classroom.pk, moment),
    )
    every = (*CHECKS, *own_checks())
    seen = findings(context, every)
    known = findings(replace(context, published_posts=REVIEWED_FIRST), every)
    placed = [finding for finding in seen if finding.span]
    spans = [Span(*finding.span, number) for number, finding in enumerate(placed, start=1)]
    return Trial(
        words=mark_safe(highlighted(text, spans)),  # escaped by highlighted()
        found=[_found(finding, number) for number, finding in enumerate(seen, start=1)],
        of_a_newcomer=_what_comes_of_it(verdict(seen)),
        of_a_known_student=_what_comes_of_it(verdict(known)),
    )


def _found(finding: Finding, number: int) -> Found:
    severity = {
        Verdict.NUDGE: _("The student is asked to think again."),
        Verdict.HOLD: _("Held for review."),
        Verdict.BLOCK: _("Not taken."),
    }[finding.severity]
    return Found(number if finding.span else None, finding.message, finding.rule, severity)


def _what_comes_of_it(worst: Verdict) -> str:
    return {
        Verdict.ALLOW: _("The class sees it at once."),
        Verdict.NUDGE: _("The student is asked to think again, and can send it as it is. Then the class sees it."),
        Verdict.HOLD: _("A moderator reads it before the class sees it."),
        Verdict.BLOCK: _("It is not taken. The student keeps the words and can change them."),
    }[worst]
