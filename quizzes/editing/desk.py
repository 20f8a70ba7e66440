"""What lies at hand when a teacher writes a question: claims, the lesson's sections and sources, rubrics."""

from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from classrooms.models import Membership
from lessons.models import Claim, Edition, Source
from quizzes.models import Quiz, Rubric

Choices = list[tuple[str, Any]]


class Desk:
    """Looked up when it is first needed, each once."""

    def __init__(self, quiz: Quiz, member: Membership) -> None:
        self.quiz, self.member = quiz, member

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims of the course, by code, in the course's order."""
        claims = Claim.objects.select_related("lesson").only("code", "text", "status", "position", "lesson__code")
        return {claim.code: claim for claim in claims}

    @cached_property
    def claim_choices(self) -> Choices:
        """The claims by lesson, each with its status in words."""
        by_lesson = groupby(self.claims.values(), key=lambda claim: claim.lesson.code)
        grouped = [
            (_("Lesson %(code)s") % {"code": code}, [_named(claim) for claim in some]) for code, some in by_lesson
        ]
        return [("", _("None")), *grouped]

    @cached_property
    def misconceptions(self) -> Choices:
        """The claims that the record contradicts."""
        wrong = [claim for claim in self.claims.values() if claim.status == Claim.Status.INACCURATE]
        return [("", _("None")), *(_named(claim) for claim in wrong)]

    @cached_property
    def edition(self) -> Edition | None:
        """The present text of the lesson that the quiz is about."""
        return self.quiz.about.current_edition if self.quiz.about else None

    @cached_property
    def sections(self) -> Choices:
        """The lesson's sections."""
        sections = self.edition.sections if self.edition else []
        return [("", _("None")), *((one["anchor"], one["title"]) for one in sections)] if sections else []

    @cached_property
    def sources(self) -> Choices:
        """The lesson's sources."""
        sources = self.edition.sources.all() if self.edition else Source.objects.none()
        return [(one.key, f"{one.producer}: {one.title}") for one in sources]

    @cached_property
    def rubrics(self) -> dict[str, Rubric]:
        """The newest number of each rubric that the teacher may use, by its key in the form."""
        rubrics = Rubric.objects.visible_to(self.member).newest()
        return {str(rubric.pk): rubric for rubric in rubrics}

    def rubric_choices(self) -> Choices:
        """The course's rubrics, then the teacher's own."""
        course = [(pk, one.title) for pk, one in self.rubrics.items() if not one.author_id]
        own = [(pk, one.title) for pk, one in self.rubrics.items() if one.author_id]
        groups = [(_("From the course"), course), (_("My own"), own)]
        return [("", _("Choose one")), *(group for group in groups if group[1])]


def _named(claim: Claim) -> tuple[str, str]:
    text = Truncator(claim.text).chars(90)
    return claim.code, f"{claim.code} · {claim.get_status_display()} · {text}"
