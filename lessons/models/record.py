"""What the course rests on: claims with their status and evidence, sources, terms."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lessons.dates import in_words

MEANINGS = {
    "documented": _("Independent records agree on the substance."),
    "contested": _("Serious sources disagree, or it is true only in part."),
    "opinion": _("A judgement that no record can settle."),
    "inaccurate": _("The record contradicts it on a point of fact."),
    "unverifiable": _("No record we can reach confirms or refutes it."),
}


class Source(models.Model):
    """A work that can be cited."""

    class Type(models.TextChoices):
        PRIMARY = "primary", _("Primary document")
        OFFICIAL = "official", _("Official report")
        NEWS = "news", _("News report")
        SCHOLARLY = "scholarly", _("Scholarly work")
        THINK_TANK = "think-tank", _("Think-tank paper")
        NGO = "ngo", _("NGO report")
        OPINION = "opinion", _("Opinion piece")
        REFERENCE = "reference", _("Reference work")
        DATA = "data", _("Data set")

    class Standpoint(models.TextChoices):
        """From where a work speaks."""

        MALI = "mali", _("Mali")
        AFRICA = "africa", _("Other African countries")
        ARAB = "arab", _("Libya and the Arab world")
        FRANCE = "france", _("France")
        WEST = "west", _("Other Western countries")
        RUSSIA = "russia", _("Russia")
        UN = "un", _("United Nations and world bodies")
        OTHER = "other", _("Elsewhere, or of no country")

    key = models.SlugField(max_length=20, unique=True)
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=200, blank=True)
    producer = models.CharField(max_length=200)
    type = models.CharField(max_length=12, choices=Type)
    language = models.CharField(max_length=12)
    perspective = models.CharField(max_length=200)
    standpoint = models.CharField(max_length=8, choices=Standpoint, default=Standpoint.OTHER)
    independence_group = models.CharField(max_length=60)
    published = models.CharField(max_length=60, blank=True)
    url = models.URLField(max_length=500, blank=True)
    note = models.CharField(max_length=400, blank=True)
    excerpts = models.JSONField(
        default=list, blank=True, help_text="Words of it that the course quotes, as they stand."
    )

    class Meta:
        ordering = ["title", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standpoint__in=["mali", "africa", "arab", "france", "west", "russia", "un", "other"]),
                name="a_source_speaks_from_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The source's page in the library."""
        return reverse("lessons:source", args=[self.key])

    @property
    def published_in_words(self) -> str:
        """When it came out, as one says it."""
        return in_words(self.published)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, with what pages draw of them."""

    def with_evidence(self) -> Self:
        """With the evidence on each side and its sources at hand, for drawing cards."""
        return self.select_related("lesson__module").prefetch_related("evidence__source")

    def with_tally(self) -> Self:
        """With the number of sources on each side, for lists; in the course's order, which counting would lose."""
        counted = self.annotate(
            supports=Count("evidence", filter=Q(evidence__stance="supports")),
            challenges=Count("evidence", filter=Q(evidence__stance="challenges")),
        )
        return counted.order_by("position", "code")


class Claim(models.Model):
    """Something the article says, what the record says about it, and how sure one can be."""

    class Status(models.TextChoices):
        DOCUMENTED = "documented", _("Documented")
        CONTESTED = "contested", _("Contested")
        OPINION = "opinion", _("Opinion")
        INACCURATE = "inaccurate", _("Inaccurate")
        UNVERIFIABLE = "unverifiable", _("Unverifiable")

        @property
        def meaning(self) -> str:
            """What the status says about a claim, in one sentence."""
            return MEANINGS[self.value]

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    KEYABLE = (Status.DOCUMENTED, Status.INACCURATE)

    code = models.CharField(max_length=8, unique=True)
    position = models.PositiveIntegerField(default=0, help_text="In the course's order; C9 before C10.")
    lesson = models.ForeignKey("Lesson", on_delete=models.PROTECT, related_name="first_claims")
    paragraph = models.CharField(max_length=8)
    status = models.CharField(max_length=12, choices=Status)
    confidence = models.CharField(max_length=6, choices=Confidence)
    holder = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    short = models.TextField(help_text="What the record says, in two sentences, for the margin.")
    record_html = models.TextField()
    why = models.TextField()
    would_change = models.TextField()
    caution = models.CharField(max_length=200, blank=True, help_text="Stands beside it before its status is told.")
    one_group = models.TextField(blank=True, help_text="Why its evidence comes from one group only.")
    earlier = models.JSONField(default=list, blank=True, help_text="In order: {status, until, why}.")
    checked_on = models.DateField()
    sources = models.ManyToManyField(Source, through="Evidence", related_name="claims")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["documented", "contested", "opinion", "inaccurate", "unverifiable"]),
                name="a_claim_has_one_of_five_statuses",
            ),
            models.CheckConstraint(condition=~Q(status="opinion", holder=""), name="an_opinion_has_a_holder"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    def get_absolute_url(self) -> str:
        """The claim's card in the library."""
        return reverse("lessons:claim", args=[self.code])

    @property
    def changes(self) -> list[dict[str, object]]:
        """Its earlier statuses, newest first: {label, until, why}."""
        return [
            {"label": self.Status(one["status"]).label, "until": date.fromisoformat(one["until"]), "why": one["why"]}
            for one in reversed(self.earlier)
        ]

    @property
    def supporting(self) -> list["Evidence"]:
        """The evidence for it; drawn from `with_evidence`."""
        return self._evidence(Evidence.Stance.SUPPORTS)

    @property
    def challenging(self) -> list["Evidence"]:
        """The evidence against it."""
        return self._evidence(Evidence.Stance.CHALLENGES)

    @property
    def context(self) -> list["Evidence"]:
        """What helps to understand it and decides nothing."""
        return self._evidence(Evidence.Stance.CONTEXT)

    def _evidence(self, stance: str) -> list["Evidence"]:
        return [evidence for evidence in self.evidence.all() if evidence.stance == stance]


class Evidence(models.Model):
    """What one source says for or against a claim, or about its setting."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", _("Supports")
        CHALLENGES = "challenges", _("Challenges")
        CONTEXT = "context", _("Context")

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=10, choices=Stance)
    locator = models.CharField(max_length=120, blank=True)
    shows = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["claim", "position"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "position"], name="one_evidence_per_position"),
            models.CheckConstraint(
                condition=Q(stance__in=["supports", "challenges", "context"]), name="evidence_takes_a_known_stance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.stance} {self.claim_id}"


class Term(models.Model):
    """A glossary entry."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")
        GROUP = "group", _("Armed movement")
        STATE = "state", _("State")
        MISSION = "mission", _("Mission or operation")
        PLACE = "place", _("Place")
        PEOPLE = "people", _("People")
        TERM = "term", _("Term")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    also = models.JSONField(default=list, blank=True)
    definition_html = models.TextField()
    lessons = models.ManyToManyField("Lesson", related_name="terms", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
