"""A line of the log in words, for the page and for the file: who did what to which post, with no word of any post.

An author stands under the name of a plant, a reporter nowhere. A sanction names the person whom it is about, so it
leaves out the post; read in the story of a post, it names the post and leaves out the person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from discussions.models import AuditEntry, Sanction
from discussions.moderation.transitions import Outcome, State

Act = AuditEntry.Act
SHOWN = (
    *("actor__user", "about__user", "post__thread", "thread", "revision", "decision__norm", "decision__item"),
    "decision__revision",
)


@dataclass(frozen=True)
class Line:
    """One event. `post` is a number as text, or nothing; `thread` the discussion's title."""

    at: datetime
    act: str
    who: str
    what: str
    norm: str = ""
    message: str = ""
    post: str = ""
    thread: str = ""
    thread_pk: str = ""


def lines(entries: Iterable[AuditEntry], *, story: bool = False) -> Iterator[Line]:
    """The entries in words; with `story`, as the story of one post."""
    for entry in entries:
        thread = entry.post.thread if entry.post else entry.thread
        about_a_person = entry.about_id is not None and not story
        decision = entry.decision if entry.act == Act.DECIDED else None
        yield Line(
            at=entry.at,
            act=entry.act,
            who=_who(entry),
            what=_what(entry, story=story),
            norm=decision.norm.text if decision and decision.norm else "",
            message=decision.message if decision else "",
            post=str(entry.post_id) if entry.post_id and not about_a_person else "",
            thread=thread.title if thread and not about_a_person else "",
            thread_pk=str(thread.pk) if thread and not about_a_person else "",
        )


def _who(entry: AuditEntry) -> str:
    if entry.act == Act.FLAGGED:
        return _("a reader")
    if entry.post and entry.actor_id == entry.post.author_id and entry.about_id is None:
        return entry.post.pseudonym
    return entry.actor.name if entry.actor else _("the site")


def _what(entry: AuditEntry, *, story: bool) -> str:
    if entry.act == Act.SENT:
        return _("sent a post") if entry.revision.number == 1 else _("sent it again (text %s)") % entry.revision.number
    if entry.act == Act.DECIDED:
        return _decided(entry)
    if entry.act == Act.MOVED:
        return _moved(entry)
    if entry.act == Act.FLAGGED:
        return _("flagged it: somebody may be at risk") if entry.detail else _("flagged it")
    if entry.act in {Act.SANCTIONED, Act.LIFTED}:
        kind = Sanction.Kind(entry.detail).label if entry.detail in Sanction.Kind.values else entry.detail
        whom = _("its author") if story else entry.about.name
        words = (
            _("imposed on %(whom)s: %(kind)s") if entry.act == Act.SANCTIONED else _("lifted for %(whom)s: %(kind)s")
        )
        return words % {"whom": whom, "kind": kind}
    if entry.act == Act.SETTLED:
        return _("changed a rule: %s") % entry.detail if entry.detail else _("changed a rule")
    return {
        Act.NAMED: _("asked for the author’s name"),
        Act.ESCALATED: _("gave it to the safeguarding adult"),
        Act.APPEALED: _("asked for a second look"),
    }.get(entry.act, str(entry.get_act_display()))


def _decided(entry: AuditEntry) -> str:
    outcome = entry.decision.outcome
    on_a_change = entry.decision.item.reason == "edit"
    if on_a_change and outcome == Outcome.RETURN and entry.from_state == State.PUBLISHED:
        return _("returned a change; the earlier text stays published")
    if on_a_change and outcome == Outcome.PUBLISH:
        return _("published a change")
    return {
        Outcome.PUBLISH: _("published it"),
        Outcome.RETURN: _("returned it to its author"),
        Outcome.REMOVE: _("removed it"),
        Outcome.OVERTURN: _("published it after all: the first decision is overturned"),
        Outcome.UPHOLD: _("stood by the first decision"),
    }[Outcome(outcome)]


def _moved(entry: AuditEntry) -> str:
    if entry.from_state == "":
        return _("it was published at once")
    if entry.to_state == State.PUBLISHED and entry.from_state == State.PENDING:
        return _("it was published at once")
    if entry.to_state == State.ERASED:
        return _("its words were erased")
    if entry.to_state == State.WITHDRAWN:
        return _("took it back")
    if entry.from_state == State.PUBLISHED and entry.to_state == State.PENDING:
        return _("hid it until somebody has looked")
    return f"{entry.get_from_state_display()} → {entry.get_to_state_display()}"
