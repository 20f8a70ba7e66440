"""How long the last decisions of a class took, read along the index of its log."""

from collections.abc import Iterable

from django.db.models import OuterRef

from classrooms.models import Membership
from discussions.models.audit import AuditEntry
from discussions.models.counting import Rows, read_moment
from discussions.moderation.waits import LOOKS_BACK, in_words, usual_wait

TIMES = ("decision__item__opened_at", "decision__decided_at")


def wait_in_class(member: Membership) -> str:
    """How long a post of the member's class usually waits, in words. One query."""
    decided = AuditEntry.objects.visible_to(member).filter(act=AuditEntry.Act.DECIDED).order_by("-pk")
    return in_words(usual_wait([end - start for start, end in decided.values_list(*TIMES)[:LOOKS_BACK]]))


def waits_of_thread() -> Rows:
    """For threads: the two times of each of the last decisions in their class, for `wait_told_by`."""
    last = AuditEntry.objects.filter(classroom=OuterRef("classroom"), act=AuditEntry.Act.DECIDED).order_by("-pk")
    return Rows(last[:LOOKS_BACK], since=TIMES[0], until=TIMES[1])


def wait_told_by(rows: Iterable[dict[str, str]] | None) -> str:
    """In words, from what `waits_of_thread` has read."""
    return in_words(usual_wait([read_moment(row["until"]) - read_moment(row["since"]) for row in rows or ()]))
