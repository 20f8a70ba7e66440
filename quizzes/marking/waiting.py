"""What waits for a teacher: answers to mark, late ones, results and marks to release."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min, OuterRef, Q, Subquery

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.models import Mark, QuestionVersion, Response, ResponseEvent
from quizzes.models.settings import gives_a_grade, waits_for_release


@dataclass
class WaitingAnswers:
    """Answers to one question of one assignment that nobody has marked."""

    assignment: Assignment
    version: QuestionVersion
    count: int
    first: int
    since: datetime


@dataclass
class Waiting:
    """What waits in a class."""

    answers: list[WaitingAnswers] = field(default_factory=list)
    late: list[ResponseEvent] = field(default_factory=list)
    unreleased: list[Assignment] = field(default_factory=list)
    marks: list[Assignment] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.answers or self.late or self.unreleased or self.marks)


def waiting_in(teacher: Membership) -> Waiting:
    """All that waits for the teacher, in seven queries however much it is.

    Where the results as a whole wait for their release, that releases the marks too.
    """
    handed_in = Count("attempts", filter=Q(attempts__submitted_at__isnull=False, attempts__is_preview=False))
    late = ResponseEvent.objects.visible_to(teacher).counted().late().order_by("at")
    tests = Assignment.objects.visible_to(teacher).filter(waits_for_release(), results_released_at__isnull=True)
    unreleased = list(
        tests.annotate(handed_in=handed_in).filter(handed_in__gt=0).select_related("edition__lesson", "classroom")
    )
    return Waiting(
        answers=_answers(teacher),
        late=list(
            late.select_related(
                "response__version",
                "response__attempt__student__user",
                "response__attempt__assignment__edition__lesson",
            )
        ),
        unreleased=unreleased,
        marks=_marks(teacher, but=unreleased),
    )


def _marks(teacher: Membership, but: list[Assignment]) -> list[Assignment]:
    """The assignments with marks that their students do not see yet; `waiting_marks` says of how many answers."""
    marks = Mark.objects.counted().unreleased().filter(response__attempt__assignment=OuterRef("pk"))
    count = marks.order_by().values("response__attempt__assignment").annotate(n=Count("response", distinct=True))
    graded = Assignment.objects.filter(gives_a_grade())
    assignments = Assignment.objects.visible_to(teacher).filter(pk__in=graded).exclude(pk__in=[one.pk for one in but])
    counted = assignments.annotate(waiting_marks=Subquery(count.values("n"))).filter(waiting_marks__gt=0)
    return list(counted.select_related("edition__lesson").order_by("opens_at", "pk"))


def _answers(teacher: Membership) -> list[WaitingAnswers]:
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
        WaitingAnswers(
            assignments[row["attempt__assignment"]],
            versions[row["version"]],
            row["count"],
            row["first"],
            row["since"],
        )
        for row in rows
    ]
