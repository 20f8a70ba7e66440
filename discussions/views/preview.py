"""How a text would look and what the checks would say of it, before it is sent. Nothing is kept but the draft."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from discussions.forms import PostForm
from discussions.moderation.checks import LONGEST, LONGEST_BESIDE
from discussions.moderation.findings import Verdict
from discussions.moderation.text import to_html
from discussions.views.desk import Desk
from discussions.views.nudges import Note, notes_of


@dataclass(frozen=True)
class Preview:
    """The text as the class would read it; what its author may want to change; whether a moderator reads it first.

    Which words a check holds is not said: the list would only teach how to write around it.
    """

    words: SafeString
    restated: SafeString
    notes: list[Note] = field(default_factory=list)
    waits: bool = False


def preview_of(desk: Desk, form: PostForm, moment: datetime) -> Preview | None:
    """The preview of what the form holds; None when the form itself is broken."""
    if not form.is_valid():
        return None
    submission = desk.submission(form, moment)
    said = {Verdict.NUDGE, Verdict.BLOCK}
    return Preview(
        words=_shown(submission.text, LONGEST),
        restated=_shown(submission.steelman, LONGEST_BESIDE),
        notes=notes_of([finding for finding in submission.findings if finding.severity in said], desk.norms),
        waits=submission.verdict is Verdict.HOLD,
    )


def _shown(text: str, longest: int) -> SafeString:
    return mark_safe(to_html(text) if text and len(text) <= longest else "")  # cleaned by to_html()
