"""What the checks find in a text before it is posted, and the verdict. Pure: everything they know is in the Context.

All checks run; the verdict is the worst of what they found, on allow < nudge < hold < block. A nudge leaves the author
to decide, a hold leaves it to a moderator, and only a text that cannot be a post at all is blocked. A check that fails
holds: it never lets through what it could not read. Whoever moderates is nudged where a student is held: nobody decides
on their own post, so a teacher's would wait for ever in a class with no other moderator.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum

from django.utils.translation import gettext as _

from discussions.moderation import gate as gates
from discussions.moderation.keys import hash_of, key_of
from discussions.moderation.text import host_of
from discussions.moderation.words import WORDS, Action, Phrase

RULESET = "2026-11c"
"""The version stored with every verdict: raise it with every change of a check or of the word list."""

LONGEST, SHORT = 5000, 25
BURST, REFILL = 5, timedelta(minutes=1)
REVIEWED_FIRST = 3
# Kinds that state facts, so that they must rest on something.
FACTUAL = frozenset({"evidence"})
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\[\]()\"']+", re.IGNORECASE)


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
    """Everything the checks may know. `sent_at` are the times of the author's latest posts in the class; `before_gate`
    says that the author has not earned the sight of the thread.
    """

    text: str
    kind: str
    moment: datetime
    is_student: bool = True
    has_citation: bool = False
    cited_urls: Sequence[str] = ()
    reviews_every_post: bool = False
    published_posts: int = 0
    own_hashes: frozenset[str] = frozenset()
    sent_at: Sequence[datetime] = ()
    hosts: frozenset[str] = frozenset()
    before_gate: bool = False
    has_stance: bool = False
    rests_on_lesson: bool = False
    words: Sequence[Phrase] = field(default=WORDS)


def length(context: Context) -> Iterable[Finding]:
    """Empty and endless texts are no posts; a very short one may lack its reason."""
    size = len(context.text.strip())
    if size == 0:
        yield Finding("length-0", Verdict.BLOCK, _("Write something first."))
    elif size > LONGEST:
        yield Finding("length-1", Verdict.BLOCK, _("This is longer than 5,000 characters. Shorten it, or make it two."))
    elif size < SHORT:
        yield Finding("length-2", Verdict.NUDGE, _("This is very short. Can you say why?"))


def gate(context: Context) -> Iterable[Finding]:
    """Where one posts before one sees, the first post has substance: that is what it pays with."""
    if not (context.is_student and context.before_gate):
        return
    given = {"has_stance": context.has_stance, "rests_on_lesson": context.rests_on_lesson, "text": context.text}
    for condition in gates.missing(gates.conditions(**given)):
        yield Finding(condition.rule, Verdict.BLOCK, condition.missing)


def duplicate(context: Context) -> Iterable[Finding]:
    """The same words again, whatever their case, accents and spacing."""
    if hash_of(context.text) in context.own_hashes:
        yield Finding("duplicate-1", Verdict.BLOCK, _("You have already posted this here."))


def rate(context: Context) -> Iterable[Finding]:
    """A bucket of five posts that refills with one a minute."""
    bucket, last = float(BURST), None
    for sent in sorted(context.sent_at):
        if last is not None:
            bucket = min(BURST, bucket + (sent - last) / REFILL)
        bucket, last = max(0.0, bucket - 1), sent
    if last is not None:
        bucket = min(BURST, bucket + (context.moment - last) / REFILL)
    if bucket < 1:
        yield Finding("rate-1", Verdict.BLOCK, _("That is many posts in a short time. Wait a minute and send it then."))


def link(context: Context) -> Iterable[Finding]:
    """An address that no source of the lesson has is looked at first."""
    places = [(match[0], match.span()) for match in ADDRESS.finditer(context.text)]
    for address, span in [*places, *((url, None) for url in context.cited_urls)]:
        host = host_of(address if "://" in address else f"https://{address}").removeprefix("www.")
        if host not in context.hosts:
            message = _("A link to %(host)s, which no source of this lesson has.") % {"host": host or address}
            yield Finding("link-1", Verdict.HOLD, message, span)


def words(context: Context) -> Iterable[Finding]:
    """Phrases of the word list, as whole words."""
    key = key_of(context.text)
    for phrase in context.words:
        for span in key.places(phrase.key):
            if phrase.action is Action.WARN:
                yield Finding(
                    "words-1", Verdict.NUDGE, _("Wording about a people. Speak about acts, not peoples."), span
                )
            elif phrase.action is Action.HOLD:
                yield Finding("words-2", Verdict.HOLD, _("Wording that attacks a person."), span)
            else:
                yield Finding("words-3", Verdict.HOLD, _("The author, or somebody else, may be at risk."), span)


def cite(context: Context) -> Iterable[Finding]:
    """A fact says where it comes from."""
    if context.kind in FACTUAL and not context.has_citation:
        yield Finding("cite-1", Verdict.NUDGE, _("Evidence needs a source. Say where the fact comes from."))


def review(context: Context) -> Iterable[Finding]:
    """A student's first posts are read before the class sees them; all of them where the teacher wants it so."""
    if context.is_student and context.reviews_every_post:
        yield Finding("review-2", Verdict.HOLD, _("Every post in this discussion is reviewed."))
    elif context.is_student and context.published_posts < REVIEWED_FIRST:
        yield Finding("review-1", Verdict.HOLD, _("One of the author's first three posts."))


CHECKS: tuple[Callable[[Context], Iterable[Finding]], ...] = (length, gate, duplicate, rate, cite, words, link, review)


def findings(context: Context, checks: Sequence[Callable[[Context], Iterable[Finding]]] = CHECKS) -> list[Finding]:
    """Everything that the checks find, those with a place in the text in the order of the text, the others after."""
    found: list[Finding] = []
    for check in checks if len(context.text) <= LONGEST else (length,):  # a book is not read, only measured
        try:
            found += check(context)
        except Exception:
            found.append(Finding(f"{check.__name__}-failed", Verdict.HOLD, _("A check could not read this text.")))
    if not context.is_student:
        found = [replace(one, severity=Verdict.NUDGE) if one.severity is Verdict.HOLD else one for one in found]
    return sorted(found, key=lambda finding: (finding.span is None, finding.span or (0, 0)))


def verdict(found: Iterable[Finding]) -> Verdict:
    """The worst of what was found; allow when nothing was."""
    return max((finding.severity for finding in found), default=Verdict.ALLOW)
