"""What checks speak of: the context they read, the finding they make, and how far a finding goes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from discussions.moderation.modes import DEFAULT, Mode
from discussions.moderation.words import WORDS, Phrase


class Verdict(IntEnum):
    """How far a finding goes; their order is what `max` means."""

    ALLOW = 0
    NUDGE = 1
    HOLD = 2
    BLOCK = 3


@dataclass(frozen=True)
class Finding:
    """What one check found, and where in the text (start, end), if it is a matter of a place."""

    rule: str
    severity: Verdict
    message: str
    span: tuple[int, int] | None = None

    def as_json(self) -> dict[str, object]:
        """As it is kept with the revision."""
        return {"rule": self.rule, "severity": self.severity.name.lower(), "message": self.message, "span": self.span}


@dataclass(frozen=True)
class Context:
    """Everything the checks may know.

    `beside` are the other words that are shown with the text: the view it restates, places in sources, quotes;
    `altered_quotes` are those quotes of which the course has other words.
    `sent_at` are the times of the author's latest posts in the class; `last_sent_at` is the latest one in a thread in
    which posts must be `slow` apart. `before_gate` says that the author has not earned the sight of the thread.
    """

    text: str
    kind: str
    moment: datetime
    beside: Sequence[str] = ()
    is_student: bool = True
    has_citation: bool = False
    altered_quotes: Sequence[str] = ()
    cited_urls: Sequence[str] = ()
    mode: Mode = DEFAULT
    published_posts: int = 0
    own_hashes: frozenset[str] = frozenset()
    sent_at: Sequence[datetime] = ()
    slow: timedelta = timedelta()
    last_sent_at: datetime | None = None
    hosts: frozenset[str] = frozenset()
    before_gate: bool = False
    has_stance: bool = False
    rests_on_lesson: bool = False
    words: Sequence[Phrase] = field(default=WORDS)
