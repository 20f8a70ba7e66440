"""The desk one writes at: a thread's opening post, a reply in a branch, or the revision of a returned post.

The composer is the same at each; the desk knows its address, its words, its draft, and what sending there does.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.models import Membership, Norm
from discussions.forms import PostForm, chip_of
from discussions.models import Draft, Post, Thread
from discussions.models.submissions import CITED, Cited, NotNow, Submission, as_written
from discussions.models.thread_rules import RulesFor
from discussions.moderation.names import name_for
from discussions.moderation.transitions import MOST_TRIES
from discussions.views.rules_in_words import pace_in_words, why_reviewed


@dataclass
class Desk:
    """Who writes what, where."""

    thread: Thread
    member: Membership
    root: Post | None = None
    answers: Post | None = None
    post: Post | None = None

    @property
    def answered(self) -> Post | None:
        """What one replies to: a reply in the branch, else its opening post."""
        return self.answers or self.root

    @property
    def address(self) -> str:
        """Where its form goes."""
        slug = self.member.classroom.slug
        if self.post:
            return reverse("discussions:revise", args=[slug, self.post.pk])
        if self.root:
            return reverse("discussions:reply", args=[slug, self.answered.pk])
        return reverse("discussions:write", args=[slug, self.thread.pk])

    @property
    def key(self) -> str:
        """Tells desks apart on a page and in the browser's storage."""
        return "-".join(str(one.pk if one else 0) for one in (self.thread, self.answered, self.post))

    @cached_property
    def is_change(self) -> bool:
        """Whether one writes at a text that the class reads already."""
        return self.post is not None and self.post.state == Post.State.PUBLISHED

    @property
    def heading(self) -> str:
        """The composer's title."""
        if self.is_change:
            return _("Change your post")
        if self.post:
            return _("Revise and send again")
        if self.root and self.answered.state != Post.State.PUBLISHED:
            return _("Reply in this branch")
        if self.root:
            return _("Reply to %s") % (
                _("yourself") if self.answered.author_id == self.member.pk else self.answered_name
            )
        return _("Add to the discussion")

    @property
    def answered_name(self) -> str:
        """Whose post is answered, for whom writes."""
        return name_for(self.answered, self.member)

    @cached_property
    def is_reviewed(self) -> bool:
        """Whether what is sent here waits for a moderator, whatever it says."""
        if self.post and not self.is_change:
            return True
        published = getattr(self.thread, "my_published", None)
        if published is None:
            published = Post.objects.visible_to(self.member).filter(author=self.member).published().count()
        return self.member.is_student and self.rules.mode.waits(published)

    @cached_property
    def rules(self) -> RulesFor:
        """What holds for whoever writes here."""
        return self.thread.rules_for(self.member, timezone.now())

    @property
    def pace(self) -> str:
        """How often one may post here, where that is not as one likes."""
        if self.post or not self.thread.slow_minutes:
            return ""
        return pace_in_words(self.thread, self.member, self.rules.last_sent_at)

    @property
    def restated(self) -> str:
        """Whose view one may put at its strongest before one answers it, in words; nothing where one answers nobody."""
        if self.post:
            return _("The view that you answer, as its holder would put it") if self.post.root_id else ""
        if self.root is None or self.answered.author_id == self.member.pk:
            return ""
        return _("First: the view of %s at its strongest") % self.answered_name

    @property
    def button(self) -> str:
        """What sending does, in words."""
        if self.is_reviewed:
            return _("Send for review")
        return _("Save the change") if self.is_change else _("Post")

    @property
    def consequence(self) -> str:
        """The line under the button."""
        left = MOST_TRIES - self.post.tries if self.post else 0
        if self.is_change:
            earlier = _("Where a moderator has to look first, the class reads the earlier text until then.")
            return f"{earlier} {_('You can change it %d more times.') % left}"
        if self.post:
            return _("A moderator reads it again. You can send it again %d more times.") % left
        if self.member.may_moderate:
            return _("The class sees it at once.")
        if not self.is_reviewed:
            return _("The class sees it at once, unless a check asks a moderator to look first.")
        return why_reviewed(self.rules.mode)

    @cached_property
    def norms(self) -> list[Norm]:
        """The class's rules; the thread's page has read them with the thread."""
        if hasattr(self.thread, "norms_at_hand"):
            norms = [Norm(**row) for row in self.thread.norms_at_hand or ()]
            return sorted(norms, key=lambda norm: (norm.position, norm.pk))
        return list(Norm.objects.visible_to(self.member).current())

    def form(self, data: QueryDict | None) -> PostForm:
        """The composer's form, with what was typed, else the draft, else what is to be revised."""
        return PostForm(data, self.thread, initial={} if data is not None else self._standing())

    def submission(self, form: PostForm, moment: datetime) -> Submission:
        """What the form holds, on its way to the checks."""
        data = form.cleaned_data
        return Submission(
            self.thread, self.member, data["kind"], data["text"], form.cited, moment, self.post, data["steelman"]
        )

    def send(self, form: PostForm, moment: datetime) -> Post:
        """Write the post, revise it or change it; what was kept of it as a draft goes. Raises Refused."""
        with transaction.atomic():
            post = self._write(form, moment)
            draft = self.kept
            # A newer text, from another window, nobody has sent: it stays.
            if draft and (draft.seq < (form.cleaned_data.get("seq") or 1) or _has_all(form.cleaned_data, draft)):
                draft.delete()
        return post

    def _write(self, form: PostForm, moment: datetime) -> Post:
        data = form.cleaned_data
        if self.is_change:
            if "change" not in form.data:  # a window from before it was published
                raise NotNow
            self.post.edit(data["text"], form.cited, moment, data["steelman"])
            return self.post
        if self.post:
            self.post.revise(data["kind"], data["text"], form.cited, moment, data["steelman"])
            return self.post
        words = (data["kind"], data["text"], form.cited, data["client_token"])
        return Post.write(self.thread, self.member, *words, moment, self.answered, data["steelman"])

    def draft(self, **words: object) -> Draft:
        """A draft with its place, to be kept."""
        return Draft(**self._place, **words)

    def _standing(self) -> dict[str, object]:
        """The draft that was left here; at a revision without one, the returned text."""
        if (seq := self._draft("seq")) is not None:
            kept = {name: self._draft(name) for name in ("kind", "text", "steelman", "cited", "saved_at")}
            return {name: value for name, value in kept.items() if value} | {"seq": seq + 1}
        if not self.post:
            return {}
        citations = self.post.revision.citations.select_related("claim", "source")
        chips = [chip_of(Cited(*(getattr(one, name) for name in CITED)), one.claim, one.source) for one in citations]
        words = {"text": self.post.revision.body.text, "steelman": self.post.revision.body.steelman}
        return {"kind": self.post.kind, "cited": chips, **words}

    def _draft(self, name: str) -> object:
        """A value of the draft; the thread's page has read it with the thread."""
        if hasattr(self.thread, "draft_seq") and not (self.root or self.post):
            return getattr(self.thread, f"draft_{name}", None)  # a thread's opening post restates nobody
        return getattr(self.kept, name, None)

    @cached_property
    def kept(self) -> Draft | None:
        """The draft that was left here."""
        return Draft.objects.visible_to(self.member).filter(**self._place).first()

    @property
    def _place(self) -> dict[str, object]:
        """What tells its draft from the author's others."""
        where = {"root": self.root, "answers": self.answers, "post": self.post}
        return {"author": self.member, "thread": self.thread, **where}


def _has_all(sent: dict[str, str], draft: Draft) -> bool:
    """Whether what was sent begins with everything that the draft has."""
    return all(as_written(sent[name]).startswith(as_written(getattr(draft, name))) for name in ("text", "steelman"))
