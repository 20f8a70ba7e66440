"""A post: what somebody says in a thread, where it stands, and the verbs of its author."""

import uuid
from datetime import datetime

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership
from discussions.models.decided import TakesDecisions
from discussions.models.drafts import Draft
from discussions.models.flags import Flag
from discussions.models.notices import Notice
from discussions.models.post_sets import GONE, PostQuerySet
from discussions.models.review import ReviewItem
from discussions.models.revisions import Body, Citation
from discussions.models.sight import Unlock
from discussions.models.submissions import Cited, NotNow, RootGone, Submission, Unchanged
from discussions.models.threads import Thread
from discussions.moderation.checks import Verdict
from discussions.moderation.transitions import MOST_TRIES, Act, State, Who, acts, after

# What may change when a post changes its state; its counters are changed in place, never saved from memory.
MOVES = (
    *("state", "kind", "tries", "revision", "live_revision", "pub_seq"),
    *("last_decision", "moved_by", "moved_at"),
)


AS_IT_IS = ("state", "tries", "revision_id", "live_revision_id", "root_id", "last_decision_id")


class Post(TakesDecisions):
    """One post. `revision` is what its author sent last; `live_revision` what the class reads, while published."""

    class Kind(models.TextChoices):
        CLAIM = "claim", _("Claim")
        EVIDENCE = "evidence", _("Evidence")
        QUESTION = "question", _("Question")
        STEELMAN = "steelman", _("Steelman")
        CONCESSION = "concession", _("Concession")
        SYNTHESIS = "synthesis", _("Synthesis")

    State = State

    thread = models.ForeignKey("discussions.Thread", on_delete=models.PROTECT, related_name="posts", db_index=False)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="posts")
    root = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies", db_index=False
    )
    answers = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        db_index=False,
        help_text="Inside a branch: the post that it replies to.",
    )
    kind = models.CharField(_("kind of post"), max_length=10, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    pseudonym = models.CharField(max_length=30, help_text="What moderators call the author before they ask the name.")
    client_token = models.UUIDField(help_text="Made by the form: a form sent twice is one post.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often it was revised and sent again.")
    revision = models.OneToOneField("discussions.Revision", on_delete=models.PROTECT, null=True, related_name="+")
    live_revision = models.OneToOneField(
        "discussions.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pub_seq = models.PositiveIntegerField(null=True, blank=True)
    published_replies = models.PositiveIntegerField(default=0)
    minds_changed = models.PositiveIntegerField(default=0)
    last_decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now, help_text="When its state last changed.")
    moved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="a_post_is_in_one_of_six_states"),
            models.CheckConstraint(
                condition=Q(state="published", live_revision__isnull=False, pub_seq__isnull=False)
                | (~Q(state="published") & Q(live_revision__isnull=True, pub_seq__isnull=True)),
                name="published_means_live_text_and_number",
            ),
            models.CheckConstraint(condition=~Q(root=models.F("id")), name="a_post_does_not_answer_itself"),
            models.CheckConstraint(
                condition=Q(kind__in=["claim", "evidence", "question", "steelman", "concession", "synthesis"]),
                name="a_post_has_a_known_kind",
            ),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="a_post_is_sent_again_five_times_at_most"),
            models.CheckConstraint(
                condition=Q(published_replies__gte=0, minds_changed__gte=0), name="a_post_never_counts_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(root__isnull=False), name="only_a_reply_answers_a_post"
            ),
            models.UniqueConstraint(fields=["author", "client_token"], name="a_form_sent_twice_is_one_post"),
            models.UniqueConstraint(fields=["thread", "pub_seq"], name="one_post_per_number_in_a_thread"),
        ]
        indexes = [
            models.Index(fields=["thread", "id"], condition=Q(root__isnull=True), name="opening_posts_of_a_thread"),
            models.Index(fields=["root", "id"], condition=Q(root__isnull=False), name="replies_of_a_branch"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def stands(self) -> bool:
        """Whether the class sees it, or its place above the replies of others."""
        return self.state == State.PUBLISHED or (self.state in GONE and self.published_replies > 0)

    @property
    def is_unread(self) -> bool:
        """Whether the class does not read what its author sent last."""
        return self.revision_id != self.live_revision_id

    # ------------------------------------------------------------------ what its author does

    @classmethod
    def write(
        cls,
        thread: Thread,
        author: Membership,
        kind: str,
        text: str,
        citations: list[Cited],
        client_token: uuid.UUID,
        moment: datetime,
        root: "Post | None" = None,
        steelman: str = "",
    ) -> "Post":
        """Send a text: published at once, or held for review, as the checks and the thread's rule say.

        `root` is the post that it replies to: it stands in that post's branch, and `answers` it where that is a reply.
        A form sent twice (`client_token`) is one post: the second time returns the first. Raises Refused.
        """
        submission = Submission(thread, author, kind, text, citations, moment, steelman=steelman)
        with transaction.atomic():
            # One person's posts one after the other, so that the second of two equal forms finds the first.
            Membership.objects.select_for_update(no_key=True).get(pk=author.pk)
            if first := cls.objects.filter(author=author, client_token=client_token).first():
                return first
            if root and not (thread.is_in_sight_of(author) and cls.objects.get(pk=root.root_id or root.pk).stands):
                raise RootGone  # also of a branch that one may not see: there is nothing to tell about it
            submission.admit()
            return cls._keep(submission, client_token, root, held=submission.verdict >= Verdict.HOLD)

    def revise(self, kind: str, text: str, citations: list[Cited], moment: datetime, steelman: str = "") -> None:
        """Send a returned post again, with a text that differs, at most five times. Raises Refused.

        A form sent twice is one revision: the second time finds its own text waiting.
        """
        submission = Submission(self.thread, self.author, kind, text, citations, moment, self, steelman)
        with transaction.atomic():
            self.hold()
            if self.state == State.PENDING and submission.is_same_as(self.revision):
                return
            if Act.REVISE not in acts(self.state, frozenset({Who.AUTHOR}), tries=self.tries):
                raise NotNow
            if submission.is_same_as(self.revision):
                raise Unchanged
            submission.admit()
            ReviewItem.void(self, moment, ReviewItem.Reason.APPEAL)  # whoever revises needs no second opinion
            self.tries += 1
            self.kind = kind
            self.revision = submission.keep_as(self, number=self.tries + 1)
            self._move(State.PENDING, self.author, moment)
            ReviewItem.open_for(self, ReviewItem.Reason.RESUBMIT, moment)

    def edit(self, text: str, citations: list[Cited], moment: datetime, steelman: str = "") -> None:
        """Change what is published. Where the new text must be reviewed, the approved one stays live until then.

        Its kind stays: replies answer it. A form sent twice is one change. Raises Refused.
        """
        submission = Submission(self.thread, self.author, self.kind, text, citations, moment, self, steelman)
        with transaction.atomic():
            waiting = self.hold()
            if Act.EDIT not in acts(self.state, frozenset({Who.AUTHOR}), tries=self.tries):
                raise NotNow
            if submission.is_same_as(self.revision):
                if self.is_unread and waiting is None:  # it has been returned
                    raise Unchanged
                return
            submission.admit()
            self.tries += 1
            self.revision = submission.keep_as(self, number=self.tries + 1)
            if submission.verdict < Verdict.HOLD:
                self.live_revision = self.revision
            self.save(update_fields=["tries", "revision", "live_revision"])
            if waiting:
                waiting.follow(self.revision)
            elif submission.verdict >= Verdict.HOLD:
                ReviewItem.open_for(self, ReviewItem.Reason.EDIT, moment)

    def withdraw(self, moment: datetime) -> None:
        """Take it back. Waiting for a decision ends; the log keeps that it was there. Raises Refused."""
        with transaction.atomic():
            self.hold()
            if Act.WITHDRAW not in acts(self.state, frozenset({Who.AUTHOR})):
                raise NotNow
            self._leave(State.WITHDRAWN, self.author, moment)

    # ------------------------------------------------------------------ what happens to it otherwise

    def hide(self, moment: datetime) -> None:
        """Take it out of sight until somebody has looked; its open review item is there already."""
        self._lock()
        if self.state == State.PUBLISHED:
            self._move(after(Act.HIDE, self.state), None, moment)

    def erase(self, moment: datetime) -> None:
        """Delete its words, every try of them; what happened stays on the log, without them."""
        with transaction.atomic():
            self.hold()
            if self.state == State.ERASED:
                return
            self._leave(after(Act.ERASE, self.state), None, moment)
            for words in (Citation, Body):
                words.objects.filter(revision__post=self).delete()
            Draft.objects.filter(post=self).delete()

    @classmethod
    def _keep(cls, submission: Submission, client_token: uuid.UUID, root: "Post | None", *, held: bool) -> "Post":
        thread, author, moment = submission.thread, submission.author, submission.moment
        post = cls.objects.create(
            thread=thread,
            author=author,
            root_id=(root.root_id or root.pk) if root else None,
            answers_id=root.pk if root and root.root_id else None,
            kind=submission.kind,
            pseudonym=cls.objects.filter(thread=thread).name_of(author),
            client_token=client_token,
            created_at=moment,
            moved_at=moment,
        )
        post.revision = submission.keep_as(post, number=1)
        post.state = ""  # It comes from nowhere: nothing has counted it yet.
        post._move(State.PENDING if held else State.PUBLISHED, author, moment)
        Notice.take_part(thread, author, moment)
        if held:
            ReviewItem.open_for(post, ReviewItem.Reason.NEW, moment)
        Unlock.earn(thread, author, moment)
        return post

    def _leave(self, to: State, by: Membership | None, moment: datetime) -> None:
        """Nobody need look at it any more: what waits for a decision about it ends without one."""
        ReviewItem.void(self, moment)
        Flag.objects.live().filter(post=self).update(withdrawn_at=moment)
        self._move(to, by, moment)

    def hold(self) -> ReviewItem | None:
        """Hold its open item, if there is one, and then the row itself, until the transaction ends."""
        return ReviewItem.hold_before(self.pk, self._lock)

    def _lock(self) -> None:
        """Hold the row until the transaction ends, and know what it says now."""
        held = Post.objects.select_for_update(no_key=True).filter(pk=self.pk)
        for name, value in held.values(*AS_IT_IS).get().items():
            setattr(self, name, value)

    def _move(self, to: State, by: Membership | None, moment: datetime) -> None:
        """Change the state, and what is counted with it. Rows are locked in the order post, root, thread."""
        published, waiting = (int(to == state) - int(self.state == state) for state in (State.PUBLISHED, State.PENDING))
        if published and self.root_id:
            Post.objects.filter(pk=self.root_id).update(published_replies=F("published_replies") + published)
        number = self.thread.last_pub_seq = self.thread.count(published=published, waiting=waiting)
        if published > 0:
            Notice.tell_of_post(self.thread, self.author_id, moment)
        self.state, self.moved_by, self.moved_at = to, by, moment
        self.live_revision_id = self.revision_id if to == State.PUBLISHED else None
        self.pub_seq = number if to == State.PUBLISHED else None
        self.save(update_fields=MOVES)
