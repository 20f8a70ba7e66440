"""The name under which a post stands, decided in one place for every page, mail and file. Pure.

Moderators judge before they know whose a post is: only what is published stands under its author's name. In a
pseudonymous thread nothing does, for anybody, until a moderator asks for the name of a post, and the log keeps that.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from discussions.moderation.transitions import State

if TYPE_CHECKING:
    from classrooms.models import Membership
    from discussions.models import Post


def shown_name(
    *, name: str, pseudonym: str, state: str, is_pseudonymous: bool, is_own: bool = False, is_named: bool = False
) -> str:
    """What stands above a post; `is_named` says that whoever reads it asked for the name, which is on the log.

    >>> shown_name(name="Awa", pseudonym="Neem", state="published", is_pseudonymous=True)
    'Neem'
    >>> shown_name(name="Awa", pseudonym="Neem", state="published", is_pseudonymous=False)
    'Awa'
    """
    if is_own:
        return _("You")
    return name if is_named or (state == State.PUBLISHED and not is_pseudonymous) else pseudonym


def name_for(post: "Post", reader: "Membership") -> str:
    """The name of a post, read with its thread and its author's person, for `reader`."""
    return shown_name(
        name=post.author.name,
        pseudonym=post.pseudonym,
        state=post.state,
        is_pseudonymous=post.thread.is_pseudonymous,
        is_own=post.author_id == reader.pk,
    )
