"""What a post shows, worked out once per page: the template loops over plain values and asks for nothing.

Inside a loop over posts there is no address to look up and no permission to ask: addresses are built from one prefix,
and what a person may do with a post follows from its state by the table in moderation/transitions.py.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models import Citation, Post
from discussions.models.reading import Page
from discussions.moderation.names import shown_name
from discussions.moderation.text import Span, highlighted, host_of
from discussions.moderation.transitions import APPEALABLE, MOST_TRIES, Act, Outcome, State, acts, parts
from discussions.moderation.waits import next_step
from discussions.views.restated import Restated, restated_in
from lessons.dates import in_words
from sahel.templatetags.sahel import CLAIM_ICONS, IconSheet

KIND_ICONS = {
    "claim": "megaphone",
    "evidence": "file-earmark-text",
    "question": "question-circle",
    "steelman": "shield",
    "concession": "hand-thumbs-up",
    "synthesis": "intersect",
}


# Kinds that say that something is so: where nothing is cited, the reader is told.
STATES_SOMETHING = {Post.Kind.CLAIM, Post.Kind.EVIDENCE}


@dataclass(frozen=True)
class Chip:
    """One citation: where it leads, its icon and its words; what it quotes, and what came of comparing that."""

    url: str
    icon: SafeString
    label: str
    code: str = ""
    is_outside: bool = False
    quote: str = ""
    checked: str = ""


@dataclass(frozen=True)
class Verdict:
    """What its author reads about a returned or removed post."""

    by: str
    norm: str
    message: str
    is_final: bool = False
    is_appealed: bool = False


@dataclass(frozen=True)
class Card:
    """One post on the page. Keys are text already: a template would write every number by the rules of a language."""

    pk: str
    root: str
    name: str
    kind: str
    kind_icon: SafeString
    when: str
    at: str
    state: str
    words: SafeString
    is_own: bool
    is_gone: bool
    chips: list[Chip] = field(default_factory=list)
    restated: Restated | None = None
    lacks_source: bool = False
    edited: str = ""
    verdict: Verdict | None = None
    reply_to: str = ""
    may_revise: bool = False
    may_change: bool = False
    has_earlier: bool = False
    minds: int = 0
    may_mind: bool = False
    has_minded: bool = False
    change: str = ""
    may_withdraw: bool = False
    may_name: bool = False
    may_close: bool = False
    may_flag: bool = False
    may_appeal: bool = False
    is_reply: bool = False
    answers: str = ""
    answered: str = ""
    first_reply: bool = False
    ends_branch: bool = False
    is_new: bool = False
    rest: int | None = None
    last_shown: str = ""
    next_step: str = ""


class Cards:
    """Makes the cards of one page for one member."""

    def __init__(
        self,
        member: Membership,
        *,
        may_write: bool,
        is_pseudonymous: bool = False,
        since: int | None = None,
        wait: str = "",
    ) -> None:
        self.member = member
        self.is_pseudonymous = is_pseudonymous
        self.wait = wait  # how long a decision usually takes, in words
        self.since = since  # what got a higher number is new to the member; None: they see all of it for the first time
        self.may_write = may_write
        self.kinds = {value: str(label) for value, label in Post.Kind.choices}
        self.now = timezone.localtime()
        self.yourself, self.reply_to = _("yourself"), _("Reply to %s")
        self.claims = reverse("lessons:claims")
        self.sources = reverse("lessons:sources")
        self.icons = IconSheet()
        self.quote_checks = {value: str(label) for value, label in Citation.QuoteCheck.choices}

    def of(self, page: Page) -> list[Card]:
        """Every post of the page in reading order; from then on `icons` has what they show."""
        cards = []
        for root in page.roots:
            branch = [root, *page.replies.get(root["pk"], [])]
            named = {row["pk"]: self._answered(row) for row in branch if not row["is_gone"]}
            for place, row in enumerate(branch):
                chips = [self.chip(one) for one in page.citations.get(row["shown_revision"], [])]
                card = self._card(row, chips, place, is_last=place == len(branch) - 1)
                if row["answers_id"] in named:
                    card = replace(card, answers=str(row["answers_id"]), answered=named[row["answers_id"]])
                whose = named.get(row["answers_id"] or row["root_id"], "")
                cards.append(replace(card, restated=restated_in(row, self.member, by=card.name, whose=whose)))
            if root.get("rest_from"):
                cards[-1] = replace(cards[-1], rest=_rest(root, branch), last_shown=str(root["rest_from"] - 1))
        return cards

    def chip(self, cited: dict) -> Chip:
        """A row of `citations_of` as a chip."""
        if code := cited["claim__code"]:
            label = Truncator(cited["claim__text"]).words(5)
            return Chip(f"{self.claims}{code}/", self._status_icon(cited["claim__status"]), label, code=code)
        if cited["url"]:
            return Chip(cited["url"], self.icons.use("link-45deg"), host_of(cited["url"]), is_outside=True)
        words = [cited["source__producer"], in_words(cited["source__published"]), cited["locator"]]
        return Chip(
            f"{self.sources}{cited['source__key']}/",
            self.icons.use("journal-text"),
            ", ".join(filter(None, words)),
            quote=cited["quote"],
            checked=self.quote_checks.get(cited["quote_check"], ""),
        )

    def _for_moderators(self, row: dict, *, is_own: bool) -> dict[str, bool]:
        """What only moderators can do with a published post."""
        if not (self.member.may_moderate and row["state"] == State.PUBLISHED):
            return {}
        may_name = self.is_pseudonymous and not (is_own or row["is_named"])
        return {"may_name": may_name, "may_close": row["kind"] == Post.Kind.SYNTHESIS}

    def _status_icon(self, status: str) -> SafeString:
        drawn = self.icons.use(CLAIM_ICONS[status])
        return format_html('<span class="status-icon status-{}">{}</span>', status, drawn)

    def _name(self, row: dict) -> str:
        return shown_name(
            name=row["author__user__name"],
            pseudonym=row["pseudonym"],
            state=row["state"],
            is_pseudonymous=self.is_pseudonymous,
            is_own=row["author_id"] == self.member.pk,
            is_named=row["is_named"],
        )

    def _edited(self, row: dict) -> str:
        """When the text that the class reads was changed after it had been published."""
        is_edited = row["live_sent_at"] is not None and row["live_sent_at"] > row["moved_at"]
        return spoken_time(row["live_sent_at"], self.now) if is_edited else ""

    def _answered(self, row: dict) -> str:
        return _("you") if row["author_id"] == self.member.pk else self._name(row)

    def _card(self, row: dict, chips: list[Chip], place: int, *, is_last: bool) -> Card:
        is_own = row["author_id"] == self.member.pk
        name = self._name(row)
        may = acts(row["state"], parts(is_author=is_own, may_moderate=False), tries=row["tries"])
        change = _change(row) if is_own else ""
        judged = is_own and row["state"] in {State.RETURNED, State.REMOVED}
        return Card(
            pk=str(row["pk"]),
            root=str(row["root_id"] or row["pk"]),
            name=name,
            kind=self.kinds[row["kind"]],
            kind_icon=self.icons.use(KIND_ICONS[row["kind"]]),
            when=spoken_time(row["created_at"], self.now),
            at=row["created_at"].isoformat(timespec="seconds"),
            state=row["state"],
            words=_judged(row) if judged else mark_safe(row["html"]),  # cleaned when written
            is_own=is_own,
            is_gone=row["is_gone"],
            chips=chips,
            lacks_source=not chips and row["kind"] in STATES_SOMETHING,
            edited=self._edited(row),
            verdict=_verdict(row) if judged or change == "returned" else None,
            change=change,
            reply_to=self.reply_to % (self.yourself if is_own else name)
            if self.may_write and row["state"] == State.PUBLISHED
            else "",
            may_revise=self.may_write and Act.REVISE in may,
            may_change=self.may_write and Act.EDIT in may,
            has_earlier=is_own and row["tries"] > 0,
            may_withdraw=Act.WITHDRAW in may,
            minds=row["minds_changed"] if row["state"] == State.PUBLISHED else 0,
            may_mind=self.member.is_student and not is_own and row["state"] == State.PUBLISHED,
            has_minded=row["has_changed_mine"],
            **self._for_moderators(row, is_own=is_own),
            may_flag=not is_own and row["state"] == State.PUBLISHED,
            may_appeal=Act.APPEAL in may
            and row["last_decision__outcome"] in APPEALABLE
            and not row["last_decision__appeal__made_at"],
            next_step=next_step(row["state"], row["tries"], MOST_TRIES, self.wait) if is_own else "",
            is_reply=place > 0,
            first_reply=place == 1,
            ends_branch=is_last,
            is_new=not is_own and self.since is not None and (row["pub_seq"] or 0) > self.since,
        )


def spoken_time(at: datetime, now: datetime) -> str:
    """As one says it: "just now", "today 11:52", "Thursday", "19 November"."""
    at = timezone.localtime(at, now.tzinfo)
    days = (now.date() - at.date()).days
    if (now - at).total_seconds() < 120:
        return _("just now")
    if days == 0:
        return _("today %s") % date_format(at, "TIME_FORMAT")
    return date_format(at, "l" if days < 7 else "j F" if at.year == now.year else "j F Y")


def _rest(root: dict, branch: list[dict]) -> int:
    """How many published replies of the branch do not come with this page."""
    shown = sum(row["state"] == State.PUBLISHED for row in branch if row is not root)
    return max(root["published_replies"] - shown, 0)


def _change(row: dict) -> str:
    """What became of a change that the class does not read: it "waits" or was "returned"; nothing without one."""
    if row["state"] != State.PUBLISHED or row["revision_id"] == row["live_revision_id"]:
        return ""
    is_judged = row["last_decision__revision_id"] == row["revision_id"]
    return "returned" if is_judged and row["last_decision__outcome"] == Outcome.RETURN else "waits"


def _verdict(row: dict) -> Verdict:
    return Verdict(
        row["last_decision__decider__user__name"],
        row["last_decision__norm__text"],
        row["last_decision__message"],
        is_final=row["last_decision__outcome"] == Outcome.UPHOLD,
        is_appealed=row["last_decision__appeal__made_at"] is not None,
    )


def _judged(row: dict) -> SafeString:
    return quoted(row["text"], row["last_decision__quote_start"], row["last_decision__quote_end"])


def quoted(text: str, start: int | None, end: int | None) -> SafeString:
    """A text as its author typed it, with the words marked that a decision quotes."""
    spans = [] if start is None or end is None else [Span(start, end)]
    return mark_safe(f'<p class="as-typed">{highlighted(text, spans)}</p>')  # escaped by highlighted()
