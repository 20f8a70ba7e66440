"""What somebody wants to post, before it is a post: the words, what they rest on, and what the checks say of them."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings

from classrooms.models import Membership
from discussions.models.revisions import Body, Citation, Revision
from discussions.models.sanctions import Sanction, SanctionQuerySet
from discussions.models.search import SearchText
from discussions.models.word_rules import WordRule
from discussions.moderation import checks
from discussions.moderation.findings import Context, Finding, Verdict
from discussions.moderation.keys import hash_of
from discussions.moderation.links import site_of
from discussions.moderation.quotes import compare
from discussions.moderation.text import RENDERER, host_of, to_html
from discussions.moderation.transitions import State
from discussions.moderation.words import Phrase
from discussions.own_checks import own_checks
from lessons.models import Source

if TYPE_CHECKING:
    from discussions.models.posts import Post
    from discussions.models.threads import Thread

SILENCED = (Sanction.Kind.MUTE, Sanction.Kind.SUSPEND)
RATE_LOOKS_BACK = timedelta(minutes=15)
CITED = ("claim_id", "source_id", "locator", "url", "quote")
"""The columns of a Citation that a `Cited` is made of, in its order."""


def as_written(text: str) -> str:
    """The text without blank ends, with one sort of line end: a place in it is the same place everywhere."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def in_one_line(text: str) -> str:
    """The text with one space wherever it had blanks, tabs or new lines."""
    return " ".join(text.split())


class Refused(Exception):
    """A text was not taken. It is still in its author's hands: the page shows it again."""


class Blocked(Refused):
    """The checks say that this cannot be a post as it is."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = [finding for finding in findings if finding.severity is Verdict.BLOCK]
        super().__init__(" ".join(finding.message for finding in self.findings))


class ThreadClosed(Refused):
    """The discussion is not open."""


class ThreadLocked(ThreadClosed):
    """A teacher or moderator has locked the discussion: it is read, and nobody writes in it for now."""


class Unchanged(Refused):
    """A returned post was sent again with the same text."""


class RootGone(Refused):
    """The post that it answers has been taken back or removed, and nothing of its branch is left to stand in."""


class Muted(Refused):
    """The author may not write until a sanction ends."""

    def __init__(self, sanction: Sanction) -> None:
        self.sanction = sanction
        super().__init__(sanction.reason)


class NotNow(Refused):
    """The post is in a state in which this cannot be done; somebody was faster."""


@dataclass(frozen=True)
class Cited:
    """One thing that a text rests on: a claim, a source with a place in it and words of it, or an address."""

    claim_id: int | None = None
    source_id: int | None = None
    locator: str = ""
    url: str = ""
    quote: str = ""

    @classmethod
    def read(cls, line: str) -> "Cited | None":
        """A citation as forms and drafts write it; None when it is none.

        >>> Cited.read("source 3 chapter 2")
        Cited(claim_id=None, source_id=3, locator='chapter 2', url='', quote='')
        """
        if "\x00" in line:  # which PostgreSQL keeps in no text
            return None
        place, _, quote = line.strip().partition("\t")
        what, _, rest = place.partition(" ")
        number, _, locator = rest.partition(" ")
        if what == "url" and host_of(rest):
            return cls(url=rest.strip()[:500])
        if what in {"claim", "source"} and number.isascii() and number.isdigit() and len(number) < 16:
            if what == "claim":
                return cls(claim_id=int(number))
            return cls(source_id=int(number), locator=in_one_line(locator)[:120], quote=in_one_line(quote)[:500])
        return None

    def __str__(self) -> str:
        if self.url:
            return f"url {self.url}"
        if self.claim_id:
            return f"claim {self.claim_id}"
        return f"source {self.source_id} {self.locator}".strip() + (f"\t{self.quote}" if self.quote else "")


@dataclass(frozen=True)
class Submission:
    """A text on its way, `as_written`. `post` is the post that it revises or changes, if it does.

    `steelman` is the view that it answers, as whoever holds that view would put it.
    """

    thread: "Thread"
    author: Membership
    kind: str
    text: str
    citations: list[Cited]
    moment: datetime
    post: "Post | None" = None
    steelman: str = ""

    def __post_init__(self) -> None:
        for name in ("text", "steelman"):
            object.__setattr__(self, name, as_written(getattr(self, name)))

    @cached_property
    def findings(self) -> list[Finding]:
        """What the checks find."""
        return checks.findings(self._context(), (*checks.CHECKS, *own_checks()))

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings."""
        return checks.verdict(self.findings)

    @property
    def nudges(self) -> list[Finding]:
        """What the author is asked to think about before sending, unless the text is blocked anyway."""
        if self.verdict is Verdict.BLOCK:
            return []
        return [finding for finding in self.findings if finding.severity is Verdict.NUDGE]

    @property
    def sanctions(self) -> SanctionQuerySet:
        """What is in force for the author."""
        return Sanction.objects.on(self.author, self.moment)

    def is_same_as(self, revision: Revision) -> bool:
        """Whether it says nothing that the revision does not say, and rests on the same things."""
        cited = revision.citations.order_by("position").values_list(*CITED)
        is_same_text = (self.text, self.steelman) == (revision.body.text, revision.body.steelman)
        return is_same_text and [Cited(*one) for one in cited] == self.citations

    def admit(self) -> None:
        """Raise when the text cannot be taken: its author may not write now, the discussion is closed to students, or
        the checks block it.
        """
        if muted := self.author.is_student and self.sanctions.filter(kind__in=SILENCED).first():
            raise Muted(muted)
        if self.author.is_student and not self.thread.is_open(self.moment):
            raise ThreadLocked if self.thread.locked_at else ThreadClosed
        if self.verdict is Verdict.BLOCK:
            raise Blocked(self.findings)

    def keep_as(self, post: "Post", number: int) -> Revision:
        """Write the revision with its words and citations."""
        revision = Revision.objects.create(
            post=post,
            number=number,
            sent_at=self.moment,
            verdict=self.verdict.name.lower(),
            findings=[finding.as_json() for finding in self.findings],
            ruleset=checks.ruleset(self._words, settings.DISCUSSION_CHECKS),
            key_hash=hash_of(self.text),
        )
        Body.objects.create(
            revision=revision,
            text=self.text,
            html=to_html(self.text),
            steelman=self.steelman,
            steelman_html=to_html(self.steelman) if self.steelman else "",
            renderer=RENDERER,
        )
        SearchText.of(revision.pk, self.text, self.steelman).save(force_insert=True)
        Citation.objects.bulk_create(
            [
                Citation(revision=revision, position=position, quote_check=self.quote_checks[cited], **asdict(cited))
                for position, cited in enumerate(self.citations)
            ]
        )
        return revision

    @cached_property
    def quote_checks(self) -> dict[Cited, str]:
        """What came of comparing each quote with the words of its source that the course has; "" where none is."""
        quoting = {cited.source_id for cited in self.citations if cited.quote}
        excerpts = dict(Source.objects.filter(pk__in=quoting).values_list("pk", "excerpts")) if quoting else {}
        return {
            cited: compare(cited.quote, excerpts.get(cited.source_id, [])) if cited.quote else ""
            for cited in self.citations
        }

    @cached_property
    def _words(self) -> tuple[Phrase, ...]:
        return WordRule.in_force_in(self.thread.classroom_id, self.moment)

    def _context(self) -> Context:
        lately = (self.moment - RATE_LOOKS_BACK, self.moment)
        earlier = Revision.objects.filter(post__author=self.author)
        standing = earlier.filter(post__thread=self.thread).exclude(post__state=State.WITHDRAWN)
        if self.post:
            standing = standing.exclude(post=self.post)
        rules = self.thread.rules_for(self.author, self.moment)
        return Context(
            text=self.text,
            kind=self.kind,
            moment=self.moment,
            beside=[self.steelman, *(words for cited in self.citations for words in (cited.locator, cited.quote))],
            is_student=self.author.is_student,
            has_citation=bool(self.citations),
            altered_quotes=[one.quote for one, check in self.quote_checks.items() if check == "differs"],
            cited_urls=[cited.url for cited in self.citations if cited.url],
            mode=rules.mode,
            published_posts=self.author.posts.published().count(),
            own_hashes=frozenset(standing.values_list("key_hash", flat=True)),
            sent_at=list(earlier.filter(sent_at__range=lately).values_list("sent_at", flat=True)),
            slow=timedelta(minutes=0 if self.post else self.thread.slow_minutes),
            last_sent_at=None if self.post else rules.last_sent_at,
            before_gate=(before_gate := self.post is None and not self.thread.is_in_sight_of(self.author)),
            has_stance=before_gate and self.thread.has_stance_of(self.author, self.moment),
            rests_on_lesson=any(cited.claim_id or cited.source_id for cited in self.citations),
            hosts=rules.hosts | self._hosts_of_the_lesson(),
            words=self._words,
        )

    def _hosts_of_the_lesson(self) -> frozenset[str]:
        sources = self.thread.assignment.edition.sources.exclude(url="")
        return frozenset(site_of(url) for url in sources.values_list("url", flat=True))
