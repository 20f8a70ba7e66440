"""What somebody is still writing. Kept apart from posts, so that nobody else ever reads it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from classrooms.models import Membership, ScopedQuerySet

LONGEST_DRAFT = 20_000


class DraftQuerySet(ScopedQuerySet):
    """Drafts are their author's alone: no teacher and no moderator reads them."""

    path_to_classroom = "thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """One's own."""
        return super().visible_to(member).filter(author=member)


class Draft(models.Model):
    """An unsent text: an opening post of a thread, a reply in a branch (`root`), to the post that opened it or to one
    of its replies (`answers`), or a revision (`post`).

    `seq` counts the saves of the page that writes it; a save that comes late, or from an older window, changes nothing.
    A draft may be longer than a post can be: a text that is too long is told so, not cut.
    """

    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="drafts")
    thread = models.ForeignKey("discussions.Thread", on_delete=models.CASCADE, related_name="drafts")
    root = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    answers = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    post = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    kind = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    steelman = models.TextField(blank=True)
    cited = models.JSONField(default=list, blank=True, help_text="In order: {line, code, status, label}.")
    seq = models.PositiveBigIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "thread"],
                condition=Q(root__isnull=True, post__isnull=True),
                name="one_draft_per_author_and_thread",
            ),
            models.UniqueConstraint(
                fields=["author", "root"],
                condition=Q(root__isnull=False, answers__isnull=True),
                name="one_draft_per_author_and_branch",
            ),
            models.UniqueConstraint(
                fields=["author", "answers"],
                condition=Q(answers__isnull=False),
                name="one_draft_per_author_and_answered_reply",
            ),
            models.UniqueConstraint(
                fields=["author", "post"], condition=Q(post__isnull=False), name="one_draft_per_author_and_revision"
            ),
            models.CheckConstraint(
                condition=Q(root__isnull=True) | Q(post__isnull=True), name="a_draft_has_one_purpose"
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(root__isnull=False), name="a_draft_answers_a_reply_in_its_branch"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_DRAFT)
                & LessThanOrEqual(Length("steelman"), LONGEST_DRAFT),
                name="a_draft_is_not_a_book",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    def keep(self) -> Self:
        """Save it, unless something newer is already there. Returns the draft that stands then."""
        self.text, self.steelman = self.text[:LONGEST_DRAFT], self.steelman[:LONGEST_DRAFT]
        where = {name: getattr(self, name) for name in ("author", "thread", "root", "answers", "post")}
        values = {name: getattr(self, name) for name in ("kind", "text", "steelman", "cited", "seq", "saved_at")}
        kept, made = Draft.objects.get_or_create(**where, defaults=values)
        if made or Draft.objects.filter(pk=kept.pk, seq__lt=self.seq).update(**values):
            return self
        return Draft.objects.filter(pk=kept.pk).first() or kept  # as it is now, or was until it was sent

    def says_the_same_as(self, other: Self) -> bool:
        """Whether both have the same words: a save that arrives twice contradicts nothing."""
        return all(getattr(self, name) == getattr(other, name) for name in ("kind", "text", "steelman", "cited"))
