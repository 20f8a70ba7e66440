"""The log of everything that was ever sent for a question. The database refuses to change or delete a line."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet


class Saved(models.TextChoices):
    """What became of an answer that arrived. None of them loses it."""

    SAVED = "save", _("Saved")
    REPEATED = "repeated", _("Saved before")
    CONFLICT = "conflict", _("Kept beside the answer from another tab")
    LATE = "late", _("Kept, and flagged as late")
    SETTLED = "settled", _("Kept beside the answer that was checked")

    @classmethod
    def kind_of(cls, became: "Saved") -> str:
        """The kind of the log's line: what came after a check is kept like what came from another tab."""
        return ResponseEvent.Kind.CONFLICT if became == cls.SETTLED else became.value


class ResponseEventQuerySet(ScopedQuerySet):
    """Lines of the log, by person and by kind."""

    path_to_classroom = "response__attempt__assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; for everybody else their own."""
        events, own = super().visible_to(member), Q(response__attempt__student=member)
        return events.filter(Q(response__attempt__is_preview=False) | own) if member.is_teacher else events.filter(own)

    def counted(self) -> Self:
        """Those of students: what a teacher tries out counts nowhere."""
        return self.filter(response__attempt__is_preview=False)

    def stored(self) -> Self:
        """Those that became the current answer, each in its turn."""
        return self.filter(kind__in=[ResponseEvent.Kind.SAVED, ResponseEvent.Kind.ACCEPTED])

    def late(self) -> Self:
        """Answers that came after the end and that no teacher has accepted; the last one of each question."""
        later = ResponseEvent.objects.filter(
            response=OuterRef("response"), pk__gt=OuterRef("pk"), kind__in=["late", "imported", "accepted"]
        )
        return self.unasked().exclude(Exists(later))

    def unasked(self) -> Self:
        """What came after the end, by itself or in a file that a teacher added."""
        return self.filter(kind__in=[ResponseEvent.Kind.LATE, ResponseEvent.Kind.IMPORTED])


class ResponseEvent(models.Model):
    """One thing that arrived. `rev` is the revision it made; of a conflict or a late answer, the one it stands beside.

    `client_id` is unique for its question, so that an answer sent twice is one; unique for all, and one student
    could block another's save.
    """

    class Kind(models.TextChoices):
        SAVED = "save", _("Saved")
        CONFLICT = "conflict", _("From another tab")
        LATE = "late", _("Late")
        ACCEPTED = "accepted", _("Late, accepted")
        CHECKED = "checked", _("Checked on the spot")
        IMPORTED = "imported", _("From a file")

    response = models.ForeignKey("Response", on_delete=models.PROTECT, related_name="events")
    client_id = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind)
    rev = models.PositiveIntegerField()
    answer = models.JSONField(null=True, blank=True)
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ResponseEventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["response", "client_id"], name="an_answer_sent_twice_is_one_answer"),
            models.CheckConstraint(condition=~Q(client_id=""), name="an_answer_says_which_tab_it_came_from"),
            models.CheckConstraint(
                condition=Q(kind__in=["save", "conflict", "late", "accepted", "checked", "imported"]),
                name="an_event_has_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, revision {self.rev}"
