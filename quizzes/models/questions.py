"""A question's identity, its immutable versions, and the rubrics by which texts are marked.

Everything a student was asked, and everything an answer is judged by, stands in the version: its kind, its key, the
claim and the passage it is about. So an old answer can always be explained, and a key can be changed without fear.
"""

import secrets
from collections.abc import Iterable
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from classrooms.models import Membership
from lessons.models import Block, Claim, Lesson
from quizzes.kinds import BY_HAND, KINDS, UNSCORED, Kind


class RubricQuerySet(models.QuerySet["Rubric"]):
    """Rubrics, by who may use them."""

    def visible_to(self, member: Membership) -> Self:
        """The course's and a teacher's own; what a colleague wrote is the colleague's."""
        if not member.is_teacher:
            return self.none()
        return self.filter(Q(author__isnull=True) | Q(author=member.user_id))

    def newest(self) -> Self:
        """One number of each: the last."""
        last = Rubric.objects.filter(code=OuterRef("code")).order_by("-number")
        return self.filter(pk=Subquery(last.values("pk")[:1])).order_by("title", "code")


class Rubric(models.Model):
    """Criteria and levels for marking by hand. Rows never change: a change of meaning adds the next number.

    `criteria` is a list of `{id, title, levels}`; reaching level n of a criterion earns n.
    """

    code = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=120)
    criteria = models.JSONField()
    author = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rubrics",
        help_text="The teacher who wrote it; nobody: the course.",
    )
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RubricQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="rubric_numbers_do_not_repeat")]

    def __str__(self) -> str:
        return self.title

    @property
    def shape(self) -> list[tuple[str, int]]:
        """What marks rest on: the criteria in their order, and how many levels each has."""
        return [(criterion["id"], len(criterion["levels"])) for criterion in self.criteria]

    @cached_property
    def today(self) -> "Rubric":
        """The newest number that differs from this one in its wording alone: by it people read and mark.

        A mark names criteria and levels by id and number, so that it means the same in both.
        """
        self.bring_up_to_date([self])
        return self.__dict__["today"]

    @classmethod
    def bring_up_to_date(cls, rubrics: Iterable["Rubric | None"]) -> None:
        """Look up `today` for all of them at once; None among them is passed over."""
        known = [one for one in rubrics if one is not None]
        numbers = list(cls.objects.filter(code__in={one.code for one in known}).order_by("-number")) if known else []
        for one in known:
            same = (other for other in numbers if (other.code, other.shape) == (one.code, one.shape))
            one.__dict__["today"] = next(same, one)

    @property
    def most(self) -> int:
        """What the highest level of every criterion earns together."""
        return sum(len(criterion["levels"]) - 1 for criterion in self.criteria)


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions, by whether and where they are asked."""

    def of_the_course(self) -> Self:
        """Those that came with the course."""
        return self.filter(author__isnull=True)

    def written_by(self, user: User) -> Self:
        """One teacher's own."""
        return self.filter(author=user)

    def in_bank_of(self, user: User) -> Self:
        """What a teacher may put into a quiz now: the course's questions and their own."""
        return self.asked().filter(Q(author__isnull=True) | Q(author=user))

    def current(self) -> Self:
        """Those that are still asked."""
        return self.filter(retired_at__isnull=True)

    def suspended(self) -> Self:
        """Those that rest while the claim they are about has no settled status, with that claim."""
        return self.filter(suspended_for__isnull=False).select_related("suspended_for")

    def asked(self) -> Self:
        """Those that a new attempt and a lesson's text may ask."""
        return self.current().filter(suspended_for__isnull=True)

    def in_lessons(self) -> Self:
        """Those that stand as checks in the text of any edition, where everybody may try them."""
        block = Block.objects.filter(kind=Block.Kind.CHECK, source=OuterRef("code"))
        return self.filter(Exists(block))


class Question(models.Model):
    """What stays the same about a question when its wording or its key is changed."""

    code = models.CharField(max_length=16, unique=True)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    author = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        help_text="The teacher who wrote it; nobody: the course.",
    )
    tags = models.JSONField(default=list, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    suspended_for = models.ForeignKey(
        Claim,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="suspended_questions",
        help_text="The claim whose new status leaves no right answer.",
    )
    suspended_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(suspended_for__isnull=True, suspended_at__isnull=True)
                | Q(suspended_for__isnull=False, suspended_at__isnull=False),
                name="a_suspension_has_a_claim_and_a_date",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(lesson__isnull=False),
                name="a_question_of_the_course_has_a_lesson",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def latest_ready(self) -> "QuestionVersion | None":
        """The version that is asked today."""
        return self.versions.filter(status=QuestionVersion.Status.READY).order_by("-number").first()


def new_code() -> str:
    """A code for a teacher's own question; the form carries it, so that a form sent twice writes one question."""
    return f"own-{secrets.token_hex(6)}"


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    """Versions, by whether they are asked."""

    def latest_ready(self) -> Self:
        """One version for each question: the newest that is ready."""
        newest = QuestionVersion.objects.filter(question=OuterRef("question"), status=QuestionVersion.Status.READY)
        return self.filter(pk=Subquery(newest.order_by("-number").values("pk")[:1]))


class QuestionVersion(models.Model):
    """One wording of a question with its key.

    Once it is ready, the database refuses to change what it says or to delete it, and it refuses a right or wrong
    answer on a claim that is contested, an opinion or unverifiable (migration 0002).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        READY = "ready", _("Ready")
        RETIRED = "retired", _("Retired")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=Status, default=Status.READY)
    kind = models.CharField(max_length=12, choices=[(name, kind.label) for name, kind in KINDS.items()])
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="question_versions")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="versions")
    section = models.SlugField(blank=True, help_text="Anchor of the passage in the lesson.")
    source_keys = models.JSONField(default=list, blank=True)
    points = models.PositiveSmallIntegerField(default=1)
    prompt = models.TextField(help_text="Markdown.")
    prompt_html = models.TextField()
    explanation = models.TextField(blank=True, default="", db_default="", help_text="Markdown.")
    explanation_html = models.TextField(blank=True)
    spec = models.JSONField(help_text="Options, key and feedback, as the kind defines them.")
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="version_numbers_do_not_repeat"),
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="a_question_has_a_known_kind"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "ready", "retired"]), name="a_version_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(UNSCORED), points=0) | (~Q(kind__in=list(UNSCORED)) & Q(points__gt=0)),
                name="a_question_is_worth_something_unless_nobody_can_be_wrong",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(BY_HAND), rubric__isnull=False)
                | (~Q(kind__in=list(BY_HAND)) & Q(rubric__isnull=True)),
                name="what_a_person_marks_has_a_rubric_and_nothing_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.number}"

    @cached_property
    def asked(self) -> Kind:
        """The question as its kind understands it: options, key, how an answer is read and judged."""
        return KINDS[self.kind].read(self.spec)

    @property
    def stamp(self) -> str:
        """Names what it says and whether it is in use: two stamps are equal when nothing was saved in between."""
        return f"{self.number}-{self.status}-{self.sha256[:12]}"

    @property
    def asked_for_points(self) -> bool:
        """Whether an answer to it can earn anything."""
        return self.kind not in UNSCORED

    @property
    def heading_html(self) -> str:
        """The first paragraph of the prompt, to stand in a heading."""
        first, _end, _rest = self.prompt_html.partition("</p>")
        return mark_safe(first.removeprefix("<p>"))  # rendered and cleaned when it was written

    @property
    def text_html(self) -> str:
        """What follows the first paragraph."""
        return mark_safe(self.prompt_html.partition("</p>")[2].strip())  # the same

    def save(self, **kwargs) -> None:
        """Refuse a specification that its kind cannot read, and store it in the kind's own form."""
        self.__dict__.pop("asked", None)
        self.spec = self.asked.write()
        super().save(**kwargs)
