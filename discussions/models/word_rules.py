"""The words that a site or a class adds to the built-in list, or takes off it. A row is retired, never rewritten.

So the list of any day can be put together again, and a verdict of that day replayed.
"""

from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, ScopedQuerySet
from discussions.models.audit import AuditEntry
from discussions.moderation.keys import key_of
from discussions.moderation.words import Action, Phrase, in_force

MOST_WORDS = 300


class WordRuleQuerySet(ScopedQuerySet):
    """Phrases of the site and of classes."""

    def visible_to(self, member: Membership) -> Self:
        """The class's and the site's for those who moderate; whoever writes does not read what is watched for."""
        return self.of(member.classroom_id) if member.may_moderate else self.none()

    def of(self, classroom_id: int | None) -> Self:
        """The site's and, where one is named, the class's."""
        return self.filter(Q(classroom__isnull=True) | Q(classroom=classroom_id))

    def standing(self, moment: datetime) -> Self:
        """Added, and not yet retired, at `moment`."""
        return self.filter(created_at__lte=moment).filter(Q(retired_at__isnull=True) | Q(retired_at__gt=moment))


class WordRule(models.Model):
    """One phrase and what it leads to; without a class it is the site's."""

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, null=True, blank=True, related_name="word_rules")
    phrase = models.CharField(_("word or phrase"), max_length=60)
    key = models.CharField(max_length=120, help_text="As it is compared: keys.key_of.")
    action = models.CharField(_("what it leads to"), max_length=9, choices=Action)
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = WordRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "key"],
                condition=Q(retired_at__isnull=True, classroom__isnull=False),
                name="one_rule_per_phrase_in_a_class",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(retired_at__isnull=True, classroom__isnull=True),
                name="one_rule_per_phrase_of_the_site",
            ),
            models.CheckConstraint(
                condition=Q(action__in=["warn", "hold", "safeguard", "off"]), name="a_word_leads_to_something_known"
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(phrase=""), name="a_word_rule_has_a_word"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("created_at")),
                name="a_word_is_retired_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phrase}: {self.get_action_display()}"

    @classmethod
    def in_force_in(cls, classroom_id: int | None, moment: datetime) -> tuple[Phrase, ...]:
        """Every phrase that counts in a class at `moment`. One query."""
        rows = list(cls.objects.of(classroom_id).standing(moment).order_by("pk"))
        lists = [[row.as_phrase() for row in rows if (row.classroom_id is None) is site] for site in (True, False)]
        return in_force(*lists)

    def as_phrase(self) -> Phrase:
        """As the checks read it."""
        return Phrase(self.key, Action(self.action), self.phrase)

    @classmethod
    def put(
        cls, classroom: Classroom | None, phrase: str, action: str, by: Membership | None, moment: datetime
    ) -> "WordRule":
        """Add a phrase, or change what it leads to: the row there was is retired, and kept."""
        phrase = " ".join(phrase.split())
        key = key_of(phrase).text
        with transaction.atomic():
            there = cls.objects.filter(classroom=classroom, key=key, retired_at=None)
            there.update(retired_at=moment)
            rule = cls.objects.create(
                classroom=classroom, phrase=phrase, key=key, action=action, created_by=by, created_at=moment
            )
            rule._note(by, action, moment)
        return rule

    def retire(self, by: Membership | None, moment: datetime) -> None:
        """Let the phrase count no more; twice is once."""
        with transaction.atomic():
            if WordRule.objects.filter(pk=self.pk, retired_at=None).update(retired_at=moment):
                self._note(by, "retired", moment)

    def _note(self, by: Membership | None, what: str, moment: datetime) -> None:
        if self.classroom_id:  # the log is a class's; the site's list is its own record
            AuditEntry.settle(self.classroom_id, by, f"word no. {self.pk}: {what}", moment)
