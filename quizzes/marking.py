"""What waits for a teacher, and the pile of texts that answer the same question."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Min, Q

from classrooms.models import Membership
from lessons.models import Assignment, Preset
from quizzes.models import QuestionVersion, Response, ResponseEvent


@dataclass
class WaitingEssays:
    """Essays on one question of one assignment that nobody has marked."""

    assignment: Assignment
    version: QuestionVersion
    count: int
    first: int
    since: datetime


@dataclass
class Waiting:
    """What waits in a class."""

    essays: list[WaitingEssays] = field(default_factory=list)
    late: list[ResponseEvent] = field(default_factory=list)
    unreleased: list[Assignment] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.essays or self.late or self.unreleased)


def waiting_in(teacher: Membership) -> Waiting:
    """All that waits for the teacher, in six queries however much it is."""
    handed_in = Count("attempts", filter=Q(attempts__submitted_at__isnull=False, attempts__is_preview=False))
    late = ResponseEvent.objects.visible_to(teacher).counted().late().order_by("at")
    tests = Assignment.objects.visible_to(teacher).filter(preset=Preset.TEST, results_released_at__isnull=True)
    return Waiting(
        essays=_essays(teacher),
        late=list(
            late.select_related(
                "response__version",
                "response__attempt__student__user",
                "response__attempt__assignment__edition__lesson",
            )
        ),
        unreleased=list(tests.annotate(handed_in=handed_in).filter(handed_in__gt=0).select_related("edition__lesson")),
    )


def _essays(teacher: Membership) -> list[WaitingEssays]:
    rows = list(
        Response.objects.visible_to(teacher)
        .counted()
        .to_mark()
        .values("attempt__assignment", "version")
        .annotate(count=Count("pk"), first=Min("pk"), since=Min("attempt__submitted_at"))
        .order_by("since")
    )
    assignments = Assignment.objects.visible_to(teacher).select_related("edition__lesson")
    assignments = assignments.in_bulk([row["attempt__assignment"] for row in rows])
    versions = QuestionVersion.objects.in_bulk([row["version"] for row in rows])
    return [
        WaitingEssays(
            assignments[row["attempt__assignment"]],
            versions[row["version"]],
            row["count"],
            row["first"],
            row["since"],
        )
        for row in rows
    ]


class Pile:
    """All essays that answer the same question of the same assignment, in the order they were begun."""

    def __init__(self, current: Response) -> None:
        self.current = current
        self.essays = Response.objects.filter(
            attempt__assignment=current.attempt.assignment_id,
            attempt__submitted_at__isnull=False,
            attempt__is_preview=False,
            version__question=current.version.question_id,
            answer__isnull=False,
        ).order_by("pk")

    @cached_property
    def pks(self) -> list[int]:
        """The whole pile."""
        return list(self.essays.values_list("pk", flat=True))

    @property
    def place(self) -> int:
        """Where in the pile this essay lies, from 1."""
        return self.pks.index(self.current.pk) + 1

    @property
    def previous(self) -> int | None:
        """The essay before."""
        return self.pks[self.place - 2] if self.place > 1 else None

    @property
    def next(self) -> int | None:
        """The essay after."""
        return self.pks[self.place] if self.place < len(self.pks) else None

    @property
    def next_to_mark(self) -> int | None:
        """The nearest essay after this one that nobody has marked, else the first before it."""
        open_ = list(self.essays.to_mark().exclude(pk=self.current.pk).values_list("pk", flat=True))
        return next((pk for pk in open_ if pk > self.current.pk), open_[0] if open_ else None)
