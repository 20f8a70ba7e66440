"""How long the last decisions of a class took, read along the index of its log."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import OuterRef, Subquery
from django.utils.dateparse import parse_datetime

from classrooms.models import Membership
from discussions.models.audit import AuditEntry
from discussions.models.counting import gathered
from discussions.moderation.waits import LOOKS_BACK, in_words, usual_wait

TIMES = ("decision__item__opened_at", "decision__decided_at")


def wait_in_class(member: Membership) -> str:
    """How long a post of the member's class usually waits, in words. One query."""
    decided = AuditEntry.objects.visible_to(member).filter(act=AuditEntry.Act.DECIDED).order_by("-pk")
    return in_words(usual_wait([end - start for start, end in decided.values_list(*TIMES)[:LOOKS_BACK]]))


def waits_of_thread() -> Subquery:
    """For threads: the two times of each of the last decisions in their class, for `wait_told_by`."""
    last = AuditEntry.objects.filter(classroom=OuterRef("classroom"), act=AuditEntry.Act.DECIDED).order_by("-pk")
    decided = AuditEntry.objects.filter(classroom=OuterRef("classroom"), pk__in=last.values("pk")[:LOOKS_BACK])
    return gathered(decided, TIMES, per="classroom")


def wait_told_by(rows: Iterable[dict[str, str]] | None) -> str:
    """In words, from what `waits_of_thread` has read."""
    return in_words(usual_wait([_time(row[TIMES[1]]) - _time(row[TIMES[0]]) for row in rows or ()]))


def _time(written: str) -> datetime:
    """SQLite writes UTC without saying so."""
    read = parse_datetime(written)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
