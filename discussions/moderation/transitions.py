"""The states of a post as a table: who may bring it from one state to another, and what must be given for it.

Pure: no models, no clock, no database. The verbs, the queue's template and the form that posts back all read this
one table, so that a button is never shown for something that would be refused.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_TRIES = 5


class State(TextChoices):
    """Where a post stands."""

    PENDING = "pending", _("Waiting for review")
    PUBLISHED = "published", _("Published")
    RETURNED = "returned", _("Returned to its author")
    REMOVED = "removed", _("Removed")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    ERASED = "erased", _("Erased")


class Outcome(TextChoices):
    """What a moderator decides; the button's words."""

    PUBLISH = "publish", _("Publish")
    RETURN = "return", _("Return to revise")
    REMOVE = "remove", _("Remove")
    OVERTURN = "overturn", _("Publish after all")
    UPHOLD = "uphold", _("Stand by the first decision")


class Who(TextChoices):
    """In which part somebody acts on a post."""

    AUTHOR = "author", _("the author")
    MODERATOR = "moderator", _("a moderator or teacher of the class, not the author")
    SECOND = "second", _("on an appeal: a moderator or teacher who neither wrote the post nor decided first")
    SYSTEM = "system", _("the site itself")
    OFFICER = "officer", _("whoever erases what a person asks to have erased")


class Act(TextChoices):
    """What is done to a post."""

    SEND = "send", _("Send")
    REVISE = "revise", _("Revise and send again")
    EDIT = "edit", _("Change what is published")
    WITHDRAW = "withdraw", _("Withdraw")
    APPEAL = "appeal", _("Ask somebody else to look")
    PUBLISH = Outcome.PUBLISH
    RETURN = Outcome.RETURN
    REMOVE = Outcome.REMOVE
    OVERTURN = Outcome.OVERTURN
    UPHOLD = Outcome.UPHOLD
    HIDE = "hide", _("Hide until somebody has looked")
    ERASE = "erase", _("Erase its words")


@dataclass(frozen=True)
class Transition:
    """One line of the table."""

    act: Act
    before: State | None
    after: State
    who: Who
    needs_reason: bool = False


TRANSITIONS = (
    Transition(Act.SEND, None, State.PUBLISHED, Who.AUTHOR),
    Transition(Act.SEND, None, State.PENDING, Who.AUTHOR),
    Transition(Act.REVISE, State.RETURNED, State.PENDING, Who.AUTHOR),
    Transition(Act.EDIT, State.PUBLISHED, State.PUBLISHED, Who.AUTHOR),
    Transition(Act.WITHDRAW, State.PENDING, State.WITHDRAWN, Who.AUTHOR),
    Transition(Act.WITHDRAW, State.PUBLISHED, State.WITHDRAWN, Who.AUTHOR),
    Transition(Act.WITHDRAW, State.RETURNED, State.WITHDRAWN, Who.AUTHOR),
    Transition(Act.APPEAL, State.RETURNED, State.RETURNED, Who.AUTHOR),
    Transition(Act.APPEAL, State.REMOVED, State.REMOVED, Who.AUTHOR),
    Transition(Act.PUBLISH, State.PENDING, State.PUBLISHED, Who.MODERATOR),
    Transition(Act.PUBLISH, State.PUBLISHED, State.PUBLISHED, Who.MODERATOR),
    Transition(Act.RETURN, State.PENDING, State.RETURNED, Who.MODERATOR, needs_reason=True),
    Transition(Act.RETURN, State.PUBLISHED, State.RETURNED, Who.MODERATOR, needs_reason=True),
    Transition(Act.REMOVE, State.PENDING, State.REMOVED, Who.MODERATOR, needs_reason=True),
    Transition(Act.REMOVE, State.PUBLISHED, State.REMOVED, Who.MODERATOR, needs_reason=True),
    Transition(Act.REMOVE, State.RETURNED, State.REMOVED, Who.MODERATOR, needs_reason=True),
    Transition(Act.OVERTURN, State.RETURNED, State.PUBLISHED, Who.SECOND),
    Transition(Act.OVERTURN, State.REMOVED, State.PUBLISHED, Who.SECOND),
    Transition(Act.UPHOLD, State.RETURNED, State.RETURNED, Who.SECOND, needs_reason=True),
    Transition(Act.UPHOLD, State.REMOVED, State.REMOVED, Who.SECOND, needs_reason=True),
    Transition(Act.HIDE, State.PUBLISHED, State.PENDING, Who.SYSTEM),
    *(Transition(Act.ERASE, state, State.ERASED, Who.OFFICER) for state in State if state != State.ERASED),
)
SENT_AGAIN = frozenset({Act.REVISE, Act.EDIT})
# What an author may ask somebody else to look at; what that person says is final.
APPEALABLE = frozenset({Outcome.RETURN, Outcome.REMOVE})
NEGATIVE = frozenset(Outcome(line.act) for line in TRANSITIONS if line.needs_reason)


def parts(
    *, is_author: bool, may_moderate: bool, is_appeal: bool = False, decided_first: bool = False
) -> frozenset[Who]:
    """In which parts somebody may act. An author never moderates their own post, whatever their role; an appeal is
    decided by somebody who has not `decided_first`.

    >>> [part.value for part in parts(is_author=True, may_moderate=True)]
    ['author']
    """
    if is_author:
        return frozenset({Who.AUTHOR})
    if not may_moderate or (is_appeal and decided_first):
        return frozenset()
    return frozenset({Who.SECOND if is_appeal else Who.MODERATOR})


def acts(state: State | str, who: frozenset[Who], *, tries: int = 0) -> tuple[Act, ...]:
    """What `who` may do with a post in `state` that has been sent again `tries` times, in the order of the buttons.

    >>> [act.value for act in acts(State.RETURNED, frozenset({Who.AUTHOR}), tries=MOST_TRIES)]
    ['withdraw', 'appeal']
    """
    return tuple(
        line.act
        for line in TRANSITIONS
        if line.before == state and line.who in who and not (line.act in SENT_AGAIN and tries >= MOST_TRIES)
    )


def after(act: Act | Outcome | str, state: State | str) -> State:
    """The state that `act` leads to; KeyError when the table has no such line."""
    for line in TRANSITIONS:
        if line.before == state and line.act == act:
            return line.after
    raise KeyError((str(act), str(state)))
