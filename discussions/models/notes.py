"""What moderators write for themselves: private notes about an author, and messages they use again."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, Norm, ScopedQuerySet


class ModeratorNoteQuerySet(ScopedQuerySet):
    """Notes of a class's moderators."""

    path_to_classroom = "about__classroom"

    def visible_to(self, member: Membership) -> Self:
        """The class's moderators', but never to the person they are about, whatever that person's role."""
        notes = super().visible_to(member)
        return notes.exclude(about=member) if member.may_moderate else notes.none()


class ModeratorNote(models.Model):
    """What one moderator tells the others about a member of the class. Never rewritten; it goes when data must go."""

    about = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="notes_about")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=1000)
    at = models.DateTimeField(default=timezone.now)

    objects = ModeratorNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_moderators_note_has_words"),
            models.CheckConstraint(condition=~Q(author=F("about")), name="nobody_notes_about_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.author_id} about {self.about_id}"


class CannedMessageQuerySet(ScopedQuerySet):
    """Messages kept for the next time."""

    def visible_to(self, member: Membership) -> Self:
        """One's own."""
        return super().visible_to(member).filter(author=member)


class CannedMessage(models.Model):
    """A message that a moderator uses again, for one norm of the class."""

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="canned_messages")
    norm = models.ForeignKey(Norm, on_delete=models.PROTECT, related_name="canned_messages")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="canned_messages")
    text = models.TextField(_("message"), max_length=1000)
    kept_at = models.DateTimeField(default=timezone.now)

    objects = CannedMessageQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_canned_message_has_words")]

    def __str__(self) -> str:
        return self.text[:40]

    @classmethod
    def keep(cls, author: Membership, norm: Norm, text: str) -> None:
        """Keep a message for the next time; one that is there already is enough."""
        if not cls.objects.filter(author=author, norm=norm, text=text).exists():
            cls.objects.create(classroom_id=author.classroom_id, author=author, norm=norm, text=text)
