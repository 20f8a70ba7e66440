"""How a class discusses: what is reviewed first, where links may lead, and who looks when somebody may be at risk."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, ScopedQuerySet


class ReviewMode(models.TextChoices):
    """What a moderator reads before the class sees it, from the least to the most."""

    NONE = "none", _("Only what a check holds")
    FIRST = "first", _("The first three posts of each student")
    EVERY = "every", _("Every post of a student")


class ClassRulesQuerySet(ScopedQuerySet):
    """Rules of classes: whoever is in the class may know them."""


class ClassRules(models.Model):
    """The rules of one class; a class without a row has the defaults."""

    classroom = models.OneToOneField(Classroom, on_delete=models.PROTECT, related_name="discussion_rules")
    review = models.CharField(
        _("reviewed before the class sees it"), max_length=5, choices=ReviewMode, default=ReviewMode.FIRST
    )
    hosts = models.TextField(_("sites that links may lead to"), blank=True, help_text=_("One in a line: example.org"))
    safeguarding = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who looks when somebody may be at risk"),
        help_text=_("Left empty, every teacher of the class."),
    )

    objects = ClassRulesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "class rules"
        constraints = [
            models.CheckConstraint(condition=Q(review__in=ReviewMode.values), name="a_class_has_a_known_review_mode")
        ]

    def __str__(self) -> str:
        return f"{self.classroom}: {self.get_review_display()}"

    @classmethod
    def of(cls, classroom: Classroom) -> Self:
        """The class's rules; the defaults, unsaved, where nobody has changed them."""
        return cls.objects.filter(classroom=classroom).first() or cls(classroom=classroom)
