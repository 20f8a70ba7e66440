"""Keeping what is being written, and settling it where two windows wrote different words: neither is lost unasked."""

from datetime import datetime

from django.http import QueryDict

from discussions.forms import PostForm
from discussions.models import Post
from discussions.views.desk import Desk

MINE, THEIRS, BOTH = "mine", "theirs", "both"
SETTLING = {MINE, THEIRS, BOTH}


def keep(desk: Desk, form: PostForm, moment: datetime) -> dict[str, object]:
    """Keep what the form holds as the desk's draft; what the composer says of that.

    Where a newer draft has other words, it is `newer`, and nothing was saved. Where it was, the next save is `seq`.
    """
    form.is_valid()
    data, seq = form.cleaned_data, form.cleaned_data.get("seq") or 1
    told = {"saved_at": moment, "seq": seq}
    if "text" not in data:
        return told | {"saved": False}
    if _is_sent(desk, form):
        return told | {"saved": True}
    draft = desk.draft(
        kind=data.get("kind", ""),
        text=data["text"],
        steelman=data.get("steelman", ""),
        cited=form.chips,
        seq=seq,
        saved_at=moment,
    )
    standing = draft.keep()
    if standing.says_the_same_as(draft):
        return told | {"saved": True, "seq": standing.seq + 1}
    return told | {"saved": False, "newer": standing}


def settled(desk: Desk, data: QueryDict) -> QueryDict:
    """What was posted, with the words that its author chose: their own, the newer draft's, or both.

    They chose between words that they had read: where the newer draft has changed since, they are shown it again.
    """
    newer = desk.kept
    if newer is None or str(newer.seq) != data.get("over"):
        return data
    data = data.copy()
    chosen = data["step"]
    for name in ("text", "steelman"):
        mine, theirs = data.get(name, ""), getattr(newer, name)
        data[name] = {MINE: mine, THEIRS: theirs, BOTH: "\n\n".join(filter(None, [mine.rstrip(), theirs]))}[chosen]
    if chosen != MINE:
        mine = data.getlist("cited") if chosen == BOTH else []
        data.setlist("cited", [*mine, *(chip["line"] for chip in newer.cited)])
    if chosen == THEIRS and newer.kind:
        data["kind"] = newer.kind
    data["seq"] = str(newer.seq + 1)
    return data


def _is_sent(desk: Desk, form: PostForm) -> bool:
    """Whether this form has arrived already: a save that was still on its way must not bring the text back."""
    token = form.cleaned_data.get("client_token")
    mine = Post.objects.visible_to(desk.member).filter(author=desk.member)
    return token is not None and mine.filter(client_token=token).exists()
