"""What a lesson and an assignment's page show of quizzes, and how points are written."""

from collections.abc import Collection
from decimal import Decimal

from django import template
from django.db.models import Q
from django.template import Context
from django.utils import timezone
from django.utils.formats import number_format

from classrooms.models import Classroom, Membership
from lessons.models import Assignment, Edition, Lesson
from quizzes.behaviour import Certainty
from quizzes.checks import Check, checks_of
from quizzes.models import Attempt, Override, Question, Response, ResponseEvent, Rubric
from quizzes.models.settings import quiz_of, settings_of
from quizzes.models.windows import terms_with
from quizzes.on_paper import on_paper
from quizzes.presets import When
from quizzes.taking.standing import standing_of

register = template.Library()


@register.simple_tag
def check_questions(edition: Edition) -> dict[str, Check]:
    """All check questions of a lesson in one query: `{% check_questions edition as checks %}`."""
    return checks_of(edition)


@register.inclusion_tag("quizzes/check.html#check", takes_context=True)
def check_question(context: Context, checks: dict[str, Check], code: str) -> dict[str, object]:
    """Draw one of them: `{% check_question checks block.data.question %}`; nothing when it is not asked any more."""
    return {"check": checks.get(code), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("quizzes/assignment_quiz.html", takes_context=True)
def assignment_quiz(context: Context, assignment: Assignment, member: Membership) -> dict[str, object]:
    """The quiz on its assignment's page: for a student what to do next, for a teacher how many have done it."""
    shown: dict[str, object] = {"assignment": assignment, "member": member, "csrf_token": context.get("csrf_token")}
    quiz = quiz_of(assignment) if assignment.has_quiz else None
    if quiz is None:
        return shown
    shown["quiz"] = quiz
    if member.is_student:
        return shown | {"standing": standing_of(assignment, member, timezone.now())}
    settings = settings_of(assignment)
    waits = When.RELEASED in {settings.score_shown, settings.answers_shown}
    attempts = Attempt.objects.visible_to(member).counted().filter(assignment=assignment)
    to_mark = Response.objects.visible_to(member).counted().filter(attempt__assignment=assignment).to_mark()
    late = ResponseEvent.objects.visible_to(member).counted().late().filter(response__attempt__assignment=assignment)
    return shown | {
        "window": terms_with(assignment, []).window,
        "settings": settings,
        "waits_for_release": waits and not assignment.results_released_at,
        "exceptions": Override.objects.visible_to(member).in_force().filter(assignment=assignment).count(),
        "given": _students(assignment).count(),
        "attempted": attempts.values("student").distinct().count(),
        "handed_in": attempts.submitted().values("student").distinct().count(),
        "to_mark": to_mark.count(),
        "late": late.count(),
        "suspended": Question.objects.current().suspended().filter(quiz_items__quiz=quiz),
    }


@register.inclusion_tag("quizzes/settings_link.html")
def quiz_settings_link(assignment: Assignment) -> dict[str, object]:
    """The way from an assignment's form to all settings of its quiz: `{% quiz_settings_link assignment %}`."""
    return {"assignment": assignment}


@register.inclusion_tag("quizzes/accommodations_link.html")
def accommodations_link(classroom: Classroom) -> dict[str, object]:
    """The way from the people of a class to those who have more time: `{% accommodations_link classroom %}`."""
    return {"classroom": classroom}


@register.inclusion_tag("quizzes/quiz_paper.html")
def quiz_paper(lesson: Lesson, left_out: Collection[str] = ()) -> dict[str, object]:
    """The lesson's quiz to print, without questions on the sections left out: `{% quiz_paper lesson left_out %}`.

    The questions in the lesson's text are among them.
    """
    asked = lesson.quiz.versions() if hasattr(lesson, "quiz") else []
    versions = [version for version in asked if version.section not in left_out]
    Rubric.bring_up_to_date(version.rubric for version in versions)
    questions = [on_paper(number, version) for number, version in enumerate(versions, start=1)]
    return {"questions": questions, "points": sum(version.points for version in versions)}


@register.filter
def points(number: Decimal | int | float | None) -> str:
    """Points without superfluous noughts: 2, 0.5, 0.67.

    >>> points(Decimal("2.00")), points(Decimal("0.66666667"))
    ('2', '0.67')
    """
    if number is None:
        return ""
    rounded = round(Decimal(number), 2)
    places = 0 if rounded == rounded.to_integral_value() else 2
    return number_format(rounded, places).rstrip("0") if places else number_format(rounded, 0)


@register.filter
def how_sure(certainty: int) -> str:
    """A level of certainty in the words that students choose."""
    return str(Certainty(certainty).label)


@register.filter
def coefficient(number: float) -> str:
    """A correlation or the like, with two decimals and a minus that is as wide as a plus: 0.36, −0.04.

    >>> coefficient(-0.038), coefficient(0.36), coefficient(-0.001)
    ('−0.04', '0.36', '0.00')
    """
    shown = round(number, 2) or 0.0
    return number_format(abs(shown), 2) if shown >= 0 else f"−{number_format(-shown, 2)}"


def _students(assignment: Assignment) -> object:
    """The students whom the assignment is for."""
    students = Membership.objects.visible_to(assignment.created_by).active().students()
    return students if assignment.for_everyone else students.filter(Q(assignments=assignment))
