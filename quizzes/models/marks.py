"""What an answer earned, and why. Marks are added and never changed; the last one counts."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet
from quizzes.behaviour import penalty_part, share_left
from quizzes.grading import rubric_credit
from quizzes.kinds import Outcome
from quizzes.models.questions import QuestionVersion

if TYPE_CHECKING:
    from quizzes.models.responses import Response


# The entry among a mark's parts that says what several tries cost: {"of": "penalty", "share": "0.67"}.
PENALTY = "penalty"


class MarkedMeanwhile(Exception):
    """Somebody else has marked the answer since this person looked; `mark` is theirs."""

    def __init__(self, mark: "Mark") -> None:
        super().__init__("marked meanwhile")
        self.mark = mark


class MarkQuerySet(ScopedQuerySet):
    """Marks, by person."""

    path_to_classroom = "response__attempt__assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; a student's own. When a student may see them is the preset's rule."""
        marks = super().visible_to(member)
        return marks if member.is_teacher else marks.filter(response__attempt__student=member)

    def counted(self) -> Self:
        """Those of students' answers: what a teacher tries out counts nowhere."""
        return self.filter(response__attempt__is_preview=False)

    def by_hand(self) -> Self:
        """Those that a person gave with a rubric."""
        return self.filter(source=Mark.Source.MANUAL)

    def released(self) -> Self:
        """Those that a student may see. A mark by hand is for teachers alone until a release that came after it."""
        return self.filter(~Q(source=Mark.Source.MANUAL) | _is_released())

    def unreleased(self) -> Self:
        """Marks by hand that wait for a release."""
        return self.by_hand().exclude(_is_released())

    def signed(self) -> Self:
        """With what is said of each: by whom, and for which regrade."""
        return self.select_related("by__user", "regrade__version")


class Mark(models.Model):
    """One judgement of one answer: `fraction` of the response's points, with the parts that were judged."""

    class Source(models.TextChoices):
        AUTO = "auto", _("By the key")
        MANUAL = "manual", _("By hand")
        REGRADE = "regrade", _("By a corrected key")
        ADJUSTMENT = "adjustment", _("Adjusted")

    response = models.ForeignKey("Response", on_delete=models.PROTECT, related_name="marks")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="marks")
    source = models.CharField(max_length=10, choices=Source)
    fraction = models.DecimalField(max_digits=9, decimal_places=8)
    parts = models.JSONField(default=list, blank=True)
    comment = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="For those who mark; the student never reads it.")
    regrade = models.ForeignKey("Regrade", on_delete=models.PROTECT, null=True, blank=True, related_name="marks")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="marks_given")
    at = models.DateTimeField(default=timezone.now)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["response", "number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="two_marks_of_an_answer_never_share_a_number"),
            models.CheckConstraint(
                condition=Q(fraction__gte=0, fraction__lte=1), name="a_mark_is_between_nothing_and_everything"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["auto", "manual", "regrade", "adjustment"]), name="a_mark_has_a_known_source"
            ),
            models.CheckConstraint(
                condition=~Q(source__in=["manual", "adjustment"]) | Q(by__isnull=False),
                name="who_marks_by_hand_signs",
            ),
            models.CheckConstraint(
                condition=Q(source="regrade", regrade__isnull=False) | (~Q(source="regrade") & Q(regrade__isnull=True)),
                name="a_regraded_mark_names_its_regrade",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.fraction}"

    @classmethod
    def automatic(cls, response: "Response", moment: datetime, penalty: int = 0) -> "Mark | None":
        """The unsaved first mark of an answer by its key, less `penalty` per cent of the points for each wrong try.

        None when a person must say.
        """
        outcome = response.version.asked.grade(response.answer)
        if outcome is None:
            return None
        before = response.tries_before(outcome)
        fields = outcome_fields(outcome, share=share_left(before, penalty))
        if taken := penalty_part(before, penalty):
            fields["parts"].append(taken)
        return cls(response=response, number=1, version=response.version, at=moment, **fields)

    @property
    def points(self) -> Decimal:
        """What the answer earned."""
        return self.fraction * self.response.points

    @property
    def is_by_hand(self) -> bool:
        """Whether a person said what the answer earns; a late answer that was let in was judged by the key."""
        judged_by_key = any("is_right" in part for part in self.parts)
        return self.source == Mark.Source.MANUAL or (self.source == Mark.Source.ADJUSTMENT and not judged_by_key)

    @property
    def penalty(self) -> Fraction:
        """What the outcome was multiplied by for tries that went wrong; 1: nothing was taken off."""
        return next((Fraction(part["share"]) for part in self.parts if part.get("of") == PENALTY), Fraction(1))


def _is_released() -> Q:
    # By name: the file of `Release` imports this one.
    release = apps.get_model("quizzes", "Release").objects.filter(
        assignment=OuterRef("response__attempt__assignment"), at__gte=OuterRef("at")
    )
    return Exists(release) | Q(response__attempt__assignment__results_released_at__gte=F("at"))


def outcome_fields(outcome: Outcome, source: str = Mark.Source.AUTO, share: Fraction = Fraction(1)) -> dict[str, Any]:
    """An outcome as the fields of a mark; `share` is what wrong tries have left of it."""
    parts = [asdict(part) for part in outcome.parts]
    return {"fraction": _stored(outcome.fraction * share), "parts": parts, "source": source}


def rubric_fields(version: QuestionVersion, levels: Mapping[str, int]) -> dict[str, object]:
    """The levels of a rubric as the fields of a mark; raises KeyError when a criterion is missing."""
    criteria = version.rubric.criteria
    reached = [levels[criterion["id"]] for criterion in criteria]
    credit = rubric_credit(reached, [len(criterion["levels"]) - 1 for criterion in criteria])
    parts = [{"of": criterion["id"], "level": level} for criterion, level in zip(criteria, reached, strict=True)]
    return {"fraction": _stored(credit), "parts": parts, "source": Mark.Source.MANUAL}


def _stored(share: Fraction) -> Decimal:
    """As many digits of it as the column has."""
    return round(Decimal(share.numerator) / Decimal(share.denominator), 8)
