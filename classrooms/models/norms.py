"""The rules of a class."""

from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models.scope import ScopedQuerySet


class NormQuerySet(ScopedQuerySet):
    """A class's rules."""

    def current(self) -> Self:
        """The rules in force, in the class's order."""
        return self.filter(retired_at__isnull=True).order_by("position", "pk")


class Norm(models.Model):
    """A rule of the class; also the reason of a flag and of a decision.

    Rows are versions: changing a norm's wording retires the row and adds another, so that an old decision keeps the
    words it was made with.
    """

    class About(models.TextChoices):
        """What the site's checks can find in a post; the first rule about it is named to its author."""

        PEOPLES = "peoples", _("words to be careful with, such as about a people")
        SOURCES = "sources", _("a fact without its source, or other words than its source has")
        TONE = "tone", _("a text in capitals, or too short to give a reason")

    classroom = models.ForeignKey("classrooms.Classroom", on_delete=models.PROTECT, related_name="norms")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("rule"), max_length=200)
    message = models.TextField(
        _("message to the student"), max_length=1000, help_text=_("What a student reads whose post breaks this rule.")
    )
    about = models.CharField(
        _("named where a check finds"),
        max_length=7,
        choices=About,
        blank=True,
        help_text=_("Before a student sends such a post, they read this rule."),
    )
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = NormQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "position"], condition=Q(retired_at__isnull=True), name="one_norm_per_position"
            ),
            models.CheckConstraint(
                condition=Q(about__in=["", "peoples", "sources", "tone"]), name="a_norm_is_about_what_checks_find"
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(message=""), name="a_norm_has_a_rule_and_a_message"),
        ]

    def __str__(self) -> str:
        return self.text

    def retire(self) -> None:
        """Take this rule out of force; what was decided by it keeps it."""
        self.retired_at = timezone.now()
        self.save(update_fields=["retired_at"])

    @transaction.atomic
    def reword(self, text: str, message: str, about: str = "") -> Self:
        """Put other words in this rule's place; returns the row that carries them."""
        self.retire()
        return type(self).objects.create(
            classroom_id=self.classroom_id, position=self.position, text=text, message=message, about=about
        )
