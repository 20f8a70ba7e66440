"""The versions of a question, and the classes in which an older one is still being answered."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.urls import reverse

from lessons.models import Assignment
from quizzes.models import Question, QuestionVersion, Response
from quizzes.models.settings import own_title_of


@dataclass(frozen=True)
class OlderInUse:
    """An assignment in which students were asked an older version, and how many of them."""

    assignment: Assignment
    title: str
    students: int
    newest_asked: int
    regrade_url: str


def versions_of(question: Question) -> list[QuestionVersion]:
    """Newest first, each with `answers`, the number of students' answers to it."""
    counted = Count("responses", filter=Q(responses__attempt__is_preview=False, responses__answer__isnull=False))
    versions = question.versions.select_related("question", "claim", "rubric").annotate(answers=counted)
    return list(versions.order_by("-number"))


def older_in_use(question: Question, latest: QuestionVersion | None) -> list[OlderInUse]:
    """Where in the classes of its author an attempt asks a version older than `latest`, the one asked today."""
    if latest is None:
        return []
    asked = Response.objects.counted().filter(version__question=question, version__number__lt=latest.number)
    asked = asked.filter(attempt__assignment__classroom__in=_classes_of(question))
    counted = asked.values("attempt__assignment").annotate(
        students=Count("attempt__student", distinct=True), newest_asked=Max("version__number")
    )
    rows = {row["attempt__assignment"]: row for row in counted}
    assignments = Assignment.objects.filter(pk__in=rows).select_related(
        "classroom", "edition__lesson", "quiz_settings__quiz"
    )
    return [
        OlderInUse(
            one,
            own_title_of(one) or one.edition.title,
            rows[one.pk]["students"],
            rows[one.pk]["newest_asked"],
            reverse("quizzes:regrade", args=[one.classroom.slug, question.pk]),
        )
        for one in assignments.order_by("classroom__name", "pk")
    ]


def _classes_of(question: Question) -> object:
    return question.author.memberships.active().teachers().values("classroom")
