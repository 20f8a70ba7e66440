"""How a class discusses: what is reviewed first, where links may lead, and who looks when somebody may be at risk."""

from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, ScopedQuerySet
from discussions.models.audit import AuditEntry
from discussions.moderation.modes import ReviewMode


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

    def settle(self, by: Membership, moment: datetime, changed: list[str]) -> None:
        """Keep the rules as they are now; each of the `changed` has its line on the log."""
        said = {
            "review": f"class review: {self.review}",
            "hosts": f"class sites: {len(hosts_in(self.hosts))}",
            "safeguarding": "class safeguarding: " + ("a person" if self.safeguarding_id else "every teacher"),
        }
        with transaction.atomic():
            ClassRules.objects.update_or_create(
                classroom=self.classroom,
                defaults={"review": self.review, "hosts": self.hosts, "safeguarding": self.safeguarding},
            )
            for name in changed:
                AuditEntry.settle(self.classroom_id, by, said[name], moment)


def hosts_in(lines: str) -> frozenset[str]:
    """The sites of a list, one in a line, as they are kept: normalised.

    >>> sorted(hosts_in("reuters.com\\nun.org"))
    ['reuters.com', 'un.org']
    """
    return frozenset(lines.split())
