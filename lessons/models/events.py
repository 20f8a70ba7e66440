"""The timeline and the map: what happened when, and where that is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lessons import maps
from lessons.dates import say_within_year
from lessons.models.record import Source


class Place(models.Model):
    """A town on the map."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    also = models.JSONField(default=list, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    country = models.CharField(max_length=60)
    aside = models.CharField(max_length=5, blank=True, help_text="On which side of its dot the name stands.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="a_place_is_on_earth",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def on_map(self) -> maps.Place:
        """The place as a map draws it."""
        return maps.Place(self.slug, self.name, self.latitude, self.longitude, self.country, self.aside)


class Event(models.Model):
    """Something that happened, as precisely dated as the record allows."""

    class Precision(models.TextChoices):
        DAY = "day"
        MONTH = "month"
        YEAR = "year"

    class Track(models.TextChoices):
        LIBYA = "libya", _("Libya")
        MALI = "mali", _("Mali and the Sahel")
        WORLD = "world", _("Elsewhere")

    code = models.CharField(max_length=8, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=5, choices=Precision)
    place = models.CharField(max_length=120, blank=True)
    track = models.CharField(max_length=5, choices=Track)
    title = models.CharField(max_length=160)
    text = models.TextField()
    places = models.ManyToManyField(Place, related_name="events", blank=True)
    sources = models.ManyToManyField(Source, related_name="events", blank=True)
    lessons = models.ManyToManyField("Lesson", related_name="events", blank=True)

    class Meta:
        ordering = ["starts_on", "code"]

    def __str__(self) -> str:
        return self.title

    @property
    def lead(self) -> str:
        """The title as the first sentence of the entry."""
        return self.title if self.title.endswith(("?", "!", ".")) else f"{self.title}."

    @property
    def when(self) -> str:
        """When it happened, under a heading that names the year."""
        starts = say_within_year(self.starts_on, self.precision)
        ends = say_within_year(self.ends_on, self.precision) if self.ends_on else ""
        return f"{starts} – {ends}" if ends else starts
