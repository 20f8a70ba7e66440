"""What an author sent, try by try, with what the checks said of it. Nothing here is ever rewritten.

The words stand in tables of their own (Body, Citation): they can be deleted when a person asks for it, and the
record of what happened stays without them.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lessons.models import Claim, Source

LONGEST_TEXT = 5000
LONGEST_STEELMAN = 1000


def in_order(steelman: str, text: str) -> str:
    """Both as one text, as they stand one above the other."""
    return "\n\n".join(filter(None, [steelman, text]))


class Revision(models.Model):
    """One text of a post as it was sent, and the verdict of the checks on it."""

    post = models.ForeignKey("discussions.Post", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=5, help_text="allow, nudge or hold.")
    findings = models.JSONField(default=list, help_text="In order: {rule, severity, span, message}.")
    ruleset = models.CharField(max_length=20, help_text="The version of the checks, so that a verdict can be replayed.")
    key_hash = models.CharField(max_length=64, help_text="Of the normalised text: tells a duplicate.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="one_revision_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=6), name="a_post_is_sent_at_most_six_times"),
            models.CheckConstraint(
                condition=Q(verdict__in=["allow", "nudge", "hold"]), name="a_blocked_text_is_never_kept_as_a_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}.{self.number}"


class Body(models.Model):
    """The words of a revision, and how they are shown: rendered and cleaned when written."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, primary_key=True, related_name="body")
    text = models.TextField()
    html = models.TextField()
    steelman = models.TextField(blank=True, help_text="The other side's view as its holder would put it.")
    steelman_html = models.TextField(blank=True)
    renderer = models.CharField(max_length=20)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_body_has_words"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_TEXT), name="a_body_is_not_longer_than_a_page"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("steelman"), LONGEST_STEELMAN), name="a_steelman_is_not_an_essay"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def said(self) -> str:
        """The view that it restates and then its text: what one try is compared with another by."""
        return in_order(self.steelman, self.text)


class Citation(models.Model):
    """What a revision rests on: a claim of the course, a source of the lesson, or an address."""

    class QuoteCheck(models.TextChoices):
        FOUND = "found", _("The lesson has these words of the source.")
        DIFFERS = "differs", _("The lesson has other words of the source.")
        UNKNOWN = "unknown", _("The lesson has no words of this source to compare.")

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="citations")
    position = models.PositiveSmallIntegerField()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    locator = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    quote = models.CharField(max_length=500, blank=True)
    quote_check = models.CharField(max_length=7, choices=QuoteCheck, blank=True)

    class Meta:
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "position"], name="one_citation_per_place"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, source__isnull=True, url="")
                | Q(claim__isnull=True, source__isnull=False, url="")
                | (Q(claim__isnull=True, source__isnull=True) & ~Q(url="")),
                name="a_citation_names_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(quote="", quote_check="")
                | (Q(source__isnull=False, quote_check__in=["found", "differs", "unknown"]) & ~Q(quote="")),
                name="a_quote_is_from_a_source_and_was_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.url or f"{self.claim_id or self.source_id}"
