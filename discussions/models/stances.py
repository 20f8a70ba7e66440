"""Where a member stands on a thread's statement, before and after the discussion. Never graded, never named."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Abs, JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Membership, ScopedQuerySet
from discussions.movement import FEWEST_ANSWERS, groups_to_show


def tally_key(phase: str, position: int) -> str:
    """The name under which `tallied` counts one position of one phase."""
    return f"{phase}_{position}"


class StanceQuerySet(ScopedQuerySet):
    """Stances, one's own; the class's only as a distribution."""

    path_to_classroom = "thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """One's own: nobody, teachers included, reads who stands where."""
        return super().visible_to(member).filter(member=member)

    def tallied(self) -> QuerySet:
        """How many stand where in each phase, and how many who answered twice moved by how many steps: one row."""
        before = Stance.objects.filter(
            thread=OuterRef("thread"), member=OuterRef("member"), phase=Stance.Phase.BEFORE
        ).values("position")
        after = Q(phase=Stance.Phase.AFTER)
        steps = Abs(F("position") - F("earlier"))
        counts = {
            tally_key(phase, position): Count("pk", filter=Q(phase=phase, position=position))
            for phase in Stance.Phase
            for position in Stance.Position
        }
        moved = {f"moved_{steps}": Count("pk", filter=after & Q(steps=steps)) for steps in (0, 1)}
        both = Count("pk", filter=after & Q(steps__isnull=False))
        per_thread = self.order_by().annotate(earlier=Subquery(before)).annotate(steps=steps).values("thread")
        return per_thread.annotate(tally=JSONObject(**counts, **moved, both=both)).values("tally")

    def as_said(self) -> QuerySet:
        """Each with what its member told besides, as one value."""
        return self.values(said=JSONObject(position="position", confidence="confidence", why="why"))


class Stance(models.Model):
    """A student's answer to "do you agree with the statement?"."""

    class Phase(models.TextChoices):
        BEFORE = "before", _("before the discussion")
        AFTER = "after", _("after the discussion")

    class Position(models.IntegerChoices):
        AGREE_STRONGLY = 2, _("Agree strongly")
        AGREE = 1, _("Agree")
        UNSURE = 0, _("Unsure")
        DISAGREE = -1, _("Disagree")
        DISAGREE_STRONGLY = -2, _("Disagree strongly")

    class Confidence(models.IntegerChoices):
        GUESS = 1, _("A guess")
        FAIRLY_SURE = 2, _("Fairly sure")
        SURE = 3, _("Sure")

    thread = models.ForeignKey("discussions.Thread", on_delete=models.PROTECT, related_name="stances")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="stances")
    phase = models.CharField(max_length=6, choices=Phase, default=Phase.BEFORE)
    position = models.SmallIntegerField(choices=Position)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 (a guess) to 3 (sure).")
    why = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    objects = StanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "member", "phase"], name="one_stance_per_member_and_phase"),
            models.CheckConstraint(condition=Q(phase__in=["before", "after"]), name="a_stance_has_a_known_phase"),
            models.CheckConstraint(
                condition=Q(position__gte=-2, position__lte=2), name="a_stance_is_between_minus_two_and_two"
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=1, confidence__lte=3),
                name="confidence_is_between_one_and_three",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_position_display()} ({self.get_phase_display()})"


class AsksWhereOneStands(models.Model):
    """The half of a thread that asks its statement twice: before the discussion, and after."""

    class Meta:
        abstract = True

    def stances_close_at(self) -> datetime | None:
        """From when the class may see how it stands: the teacher's word, else when the assignment is due or closes."""
        return self.stances_closed_at or self.assignment.due_at or self.assignment.closes_at

    def stances_are_closed(self, moment: datetime) -> bool:
        """Whether nobody can change where they stand any more, so that no difference gives a name away."""
        closes_at = self.stances_close_at()
        return closes_at is not None and closes_at <= moment

    def second_stances_close_at(self) -> datetime | None:
        """From when the class may see how it stands after the discussion: the teacher's word, else the closing."""
        return self.second_stances_closed_at or self.assignment.closes_at

    def phase_to_ask(self, moment: datetime) -> Stance.Phase | None:
        """Which question students may answer at `moment`: first the one before the discussion, then the one after."""
        if not self.is_open(moment):
            return None
        if not self.stances_are_closed(moment):
            return Stance.Phase.BEFORE
        closes_at = self.second_stances_close_at()
        return Stance.Phase.AFTER if closes_at is None or moment < closes_at else None

    def is_answered(self, phase: str, moment: datetime) -> bool:
        """Whether nobody can answer the question of `phase` any more."""
        if phase == Stance.Phase.BEFORE or not self.stances_are_closed(moment):
            return self.stances_are_closed(moment)
        closes_at = self.second_stances_close_at()
        return closes_at is not None and closes_at <= moment

    def distribution(self, moment: datetime, phase: str = Stance.Phase.BEFORE) -> dict[Stance.Position, int] | None:
        """How many stand where, once nobody can change it and enough people answered to hide each; else None.

        Needs the thread from `with_desk_of`.
        """
        tally = self.stances_tally or {}
        counts = {place: tally.get(tally_key(phase, place), 0) for place in Stance.Position}
        enough = sum(counts.values()) >= FEWEST_ANSWERS
        return counts if enough and self.is_answered(phase, moment) else None

    def movement(self, moment: datetime) -> tuple[int, ...] | None:
        """How many moved how far, where that gives nobody away and nobody can answer any more.

        Needs the thread from `with_desk_of`.
        """
        if not (self.stances_tally and self.is_answered(Stance.Phase.AFTER, moment)):
            return None
        stayed, one_step, both = (self.stances_tally[name] for name in ("moved_0", "moved_1", "both"))
        return groups_to_show(stayed, one_step, both - stayed - one_step)

    def take_stance(
        self,
        member: Membership,
        position: int,
        moment: datetime,
        phase: str = Stance.Phase.BEFORE,
        confidence: int | None = None,
        why: str = "",
    ) -> bool:
        """Note or change where `member` stands before or after the discussion; False when that is not asked now."""
        if self.phase_to_ask(moment) != phase:
            return False
        said = {"position": position, "confidence": confidence, "why": why, "taken_at": moment}
        Stance.objects.update_or_create(thread=self, member=member, phase=phase, defaults=said)
        return True

    def close_stances(self, moment: datetime, phase: str = Stance.Phase.BEFORE) -> None:
        """Take no more answers to one of the questions from now on, and let the class see how it stands."""
        field = "stances_closed_at" if phase == Stance.Phase.BEFORE else "second_stances_closed_at"
        rows = type(self).objects.filter(pk=self.pk, **{field: None})
        if phase == Stance.Phase.BEFORE or self.stances_are_closed(moment):
            rows.update(**{field: moment})

    def has_stance_of(self, member: Membership, moment: datetime) -> bool:
        """Whether `member` has said where they stand, or cannot any more: then it is not asked of them."""
        return self.phase_to_ask(moment) is None or self.stances.filter(member=member).exists()
