"""The article that the course checks, paragraph by paragraph, and what readers judge before they see the ledger."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lessons.models.record import Claim


class Paragraph(models.Model):
    """A paragraph of the article in our words: it stands under copyright, so its own are not here."""

    code = models.CharField(max_length=8, unique=True)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    text_html = models.TextField()
    notice_html = models.TextField(help_text="How to read it; nothing about the status of its claims.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Judgement(models.Model):
    """What a person said about a claim before seeing the ledger. Said once, kept as it was said, graded nowhere."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="judgements")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="judgements")
    status = models.CharField(max_length=12, choices=Claim.Status)
    judged_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "claim"], name="one_judges_a_claim_once"),
            models.CheckConstraint(
                condition=Q(status__in=["documented", "contested", "opinion", "inaccurate", "unverifiable"]),
                name="a_judgement_is_one_of_five_statuses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.claim_id}: {self.status}"

    @classmethod
    def give(cls, person: models.Model, claim: Claim, status: str, moment: datetime) -> "Judgement":
        """The person's judgement of the claim: this one, or the one given before, which stays."""
        kept, _is_new = cls.objects.get_or_create(
            person=person, claim=claim, defaults={"status": status, "judged_at": moment}
        )
        return kept
