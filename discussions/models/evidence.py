"""What one student wrote in an assignment's discussions, sorted by the moves that it may show. Two queries.

Only what the class reads, under the name that it reads: threads where authors stand under another name are left
out, because this page names its student. Where the student stands is not asked.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from classrooms.models import Membership
from discussions.models.moves import FairnessMark
from discussions.models.posts import Post
from discussions.models.review import Decision
from discussions.models.revisions import Citation
from discussions.moderation.text import host_of
from discussions.moderation.transitions import Outcome
from discussions.moves import Move
from lessons.models import Assignment


@dataclass(frozen=True)
class Shown:
    """A post that may show a move: where it stands, how it begins, and what there is to see in it."""

    pk: str
    thread_pk: str
    begins: str
    kind: str
    notes: list[str] = field(default_factory=list)


def evidence_of(assignment: Assignment, student: Membership) -> dict[Move, list[Shown]]:
    """By move, the student's published posts that may show it, in the order in which they were written."""
    returned = Decision.objects.filter(post=OuterRef("pk"), outcome=Outcome.RETURN)
    posts = list(
        Post.objects.published()
        .filter(thread__assignment=assignment, author=student, thread__is_pseudonymous=False)
        .annotate(was_returned=Exists(returned))
        .select_related("live_revision__body", "live_revision__fairness_mark")
        .order_by("pk")
    )
    cited: dict[int, list[Citation]] = {}
    rests_on = Citation.objects.filter(revision__in=[post.live_revision_id for post in posts])
    for citation in rests_on.select_related("claim", "source").order_by("revision", "position"):
        cited.setdefault(citation.revision_id, []).append(citation)
    found: dict[Move, list[Shown]] = {move: [] for move in Move}
    for post in posts:
        for move, notes in _shows(post, cited.get(post.live_revision_id, [])).items():
            found[move].append(
                Shown(
                    str(post.pk),
                    str(post.thread_id),
                    Truncator(strip_tags(post.live_revision.body.text)).words(24),
                    str(post.get_kind_display()),
                    notes,
                )
            )
    return found


def _shows(post: Post, cited: list[Citation]) -> dict[Move, list[str]]:
    shows: dict[Move, list[str]] = {}
    if post.kind == Post.Kind.CLAIM:
        shows[Move.CLAIM] = []
    if cited:
        shows[Move.SOURCE] = [_cited(one) for one in cited]
    if post.kind == Post.Kind.STEELMAN or post.live_revision.body.steelman:
        shows[Move.STEELMAN] = _restated(post)
    if notes := _revised(post):
        shows[Move.REVISION] = notes
    return shows


def _cited(citation: Citation) -> str:
    if citation.claim:
        return _("claim %s") % citation.claim.code
    if citation.url:
        return host_of(citation.url)
    words = ", ".join(filter(None, [citation.source.producer, citation.locator]))
    return f"{words}. {citation.get_quote_check_display()}" if citation.quote else words


def _restated(post: Post) -> list[str]:
    notes = []
    if words := post.live_revision.body.steelman:
        notes.append(_("Restates: “%s”") % Truncator(words).words(30))
    mark = getattr(post.live_revision, "fairness_mark", None)
    if mark:
        is_fair = mark.verdict == FairnessMark.Verdict.FAIR
        notes.append(_("Marked as fair by whom it restates") if is_fair else _("“Not quite”, says whom it restates"))
    return notes


def _revised(post: Post) -> list[str]:
    notes = []
    if post.was_returned and post.tries:
        notes.append(_("Was returned, revised and published"))
    if post.kind == Post.Kind.CONCESSION:
        notes.append(_("Concedes a point"))
    if post.kind == Post.Kind.SYNTHESIS:
        notes.append(_("Brings two views together"))
    return notes
