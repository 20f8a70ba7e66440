"""What is taught: modules of lessons; a lesson's text as immutable editions; an edition as a sequence of blocks."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone


class Course(models.Model):
    """What the course is about, and the article that it examines. There is one."""

    title = models.CharField(max_length=120)
    summary_html = models.TextField()
    article_title = models.CharField(max_length=200)
    article_author = models.CharField(max_length=120)
    article_publication = models.CharField(max_length=120)
    article_published = models.CharField(max_length=60)
    article_url = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_course")]

    def __str__(self) -> str:
        return self.title


class Module(models.Model):
    """A part of the course."""

    number = models.PositiveSmallIntegerField(unique=True)
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    summary_html = models.TextField()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The module's page in the library."""
        return reverse("lessons:module", args=[self.slug])


class LessonQuerySet(models.QuerySet["Lesson"]):
    """Lessons, for those who read and those who assign."""

    def readable(self) -> Self:
        """Lessons that have a text, with it at hand."""
        return self.filter(current_edition__isnull=False).select_related("current_edition", "module")


class Lesson(models.Model):
    """A lesson's identity, which outlives every edition of its text."""

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="lessons")
    code = models.CharField(max_length=8, unique=True)
    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField()
    current_edition = models.OneToOneField(
        "Edition", on_delete=models.PROTECT, null=True, blank=True, related_name="current_for"
    )

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["module__number", "position"]
        constraints = [models.UniqueConstraint(fields=["module", "position"], name="one_lesson_per_position")]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """The lesson's page in the library."""
        return reverse("lessons:lesson", args=[self.slug])

    @property
    def following(self) -> Self | None:
        """The next lesson of the module that can be read."""
        after = Lesson.objects.readable().filter(module=self.module_id, position__gt=self.position)
        return after.order_by("position").first()


class Edition(models.Model):
    """One immutable version of a lesson's text. Classes read the edition that they were assigned."""

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    subtitle = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    younger_leave_out = models.JSONField(
        null=True,
        blank=True,
        help_text="Sections that classes of 13 and 14 leave out; null: they leave out the lesson.",
    )
    content_note = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField()
    objectives = models.JSONField(default=list)
    key_questions = models.JSONField(default=list)
    sections = models.JSONField(default=list, help_text="In order: {anchor, title}.")
    claims = models.ManyToManyField("Claim", related_name="editions", blank=True)
    sources = models.ManyToManyField("Source", related_name="editions", blank=True)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="one_edition_per_number"),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="a_lesson_takes_time"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_for_younger(self) -> bool:
        """Whether the lesson is on the shorter path for classes of 13 and 14."""
        return self.younger_leave_out is not None

    @property
    def left_out_titles(self) -> list[str]:
        """The sections that the shorter path leaves out, by title."""
        left_out = self.younger_leave_out or ()
        return [section["title"] for section in self.sections if section["anchor"] in left_out]


class Block(models.Model):
    """One piece of an edition, drawn by its kind; a higher floor draws its own (a check question).

    `source` and `data` never change. `html` is drawn from them and from the present status of the claims they name.
    """

    class Kind(models.TextChoices):
        TEXT = "text"
        FIGURE = "figure"
        CHECK = "check"
        CONTENT_NOTE = "content_note"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    section = models.SlugField()
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.TextField(blank=True)
    html = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="one_block_per_position"),
            models.CheckConstraint(
                condition=Q(kind__in=["text", "figure", "check", "content_note"]), name="a_block_has_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"
