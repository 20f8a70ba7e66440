"""What a student reads of the sanctions that are in force for them: what it is, why, and until when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models import Sanction, Thread
from discussions.models.submissions import SILENCED

Kind = Sanction.Kind


@dataclass(frozen=True)
class Notice:
    """One sanction in words."""

    kind: str
    reason: str
    until: str

    @property
    def lead(self) -> str:
        """What it means for the student."""
        return {
            Kind.WARN: _("A moderator has warned you."),
            Kind.REVIEW: _("A moderator reads each of your posts before the class sees it."),
            Kind.MUTE: _("You can read the discussions, and not write in them."),
            Kind.SUSPEND: _("The discussions of this class are closed to you."),
        }[self.kind]

    @property
    def is_silent(self) -> bool:
        """Whether the student cannot write."""
        return self.kind in SILENCED

    @property
    def is_closing(self) -> bool:
        """Whether no discussion opens."""
        return self.kind == Kind.SUSPEND


def sanction_of(thread: Thread) -> Notice | None:
    """The gravest one in force for the member with whose desk the thread was read (`with_desk_of`)."""
    return _notice(thread.sanction_kind, thread.sanction_reason, thread.sanction_ends_at)


def notices_for(member: Membership) -> list[Notice]:
    """Everything in force for a student; no query for others."""
    if not member.is_student:
        return []
    rows = Sanction.objects.visible_to(member).on(member, timezone.now()).values_list("kind", "reason", "ends_at")
    return [_notice(*row) for row in rows]


def suspension_of(member: Membership) -> Notice | None:
    """What keeps a student out, if anything does."""
    gravest = next(iter(notices_for(member)), None)
    return gravest if gravest and gravest.is_closing else None


def _notice(kind: str | None, reason: str, ends_at: datetime) -> Notice | None:
    return Notice(kind, reason, date_format(timezone.localtime(ends_at), "j F, H:i")) if kind else None
