"""How a stored number is made, question by question, in words a parent understands."""

from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gradebook.models import Grade
from gradebook.recording import graded_attempts
from quizzes.counting import Counted, Try, counted, tried
from quizzes.explaining import how
from quizzes.kinds import UNSCORED
from quizzes.models import Attempt, Mark, Response
from quizzes.models.windows import Terms, terms_of
from quizzes.presets import Kept


@dataclass
class Line:
    """One question's part in the sum; `earned` is None where nobody has marked it or nothing can be earned."""

    position: int
    title: str
    how: str
    earned: Decimal | None
    points: int


@dataclass
class Explanation:
    """A grade taken apart: the student's attempts, those that count and why, and the questions of the latest of them.

    In `attempts` stands with each whether it counts.
    """

    terms: Terms
    attempts: list[tuple[Try, bool]]
    counted: Counted
    lines: list[Line]

    @property
    def rule(self) -> str:
        """Which of several attempts count."""
        return {
            Kept.HIGHEST: _("The highest attempt counts."),
            Kept.LATEST: _("The latest attempt counts."),
            Kept.FIRST: _("The first attempt counts."),
            Kept.AVERAGE: _("The average of all attempts counts."),
        }[self.terms.settings.kept]

    @property
    def is_average(self) -> bool:
        """Whether the number is made of more attempts than the one whose questions are listed."""
        return len(self.counted.tries) > 1


def explain_grade(grade: Grade) -> Explanation:
    """The sum again, as it was made when the grade was stored."""
    attempts = list(graded_attempts(grade.assignment_id, grade.student_id))
    terms = terms_of(attempts[-1].assignment, grade.student)
    tries = tried(attempts, terms)
    made = counted(tries, terms.settings.kept)
    return Explanation(
        terms,
        attempts=[(one, one in made.tries) for one in tries],
        counted=made,
        lines=explain_lines(made.latest.attempt),
    )


def explain_lines(attempt: Attempt) -> list[Line]:
    """The sum, line by line: two queries."""
    responses = Response.objects.filter(attempt=attempt).with_marks(Mark.objects.signed())
    return [
        Line(
            response.position,
            Truncator(unescape(strip_tags(response.version.prompt_html)).strip()).chars(90),
            _how(response),
            None if response.fraction is None else round(response.fraction * response.points, 2),
            response.points,
        )
        for response in responses
    ]


def _how(response: Response) -> str:
    mark = response.mark
    if response.version.kind in UNSCORED:
        return _("No answer is right or wrong")
    if not response.is_answered and (mark is None or mark.source == Mark.Source.AUTO):
        return _("Not answered")
    if response.is_to_mark or mark is None:
        return _("Waits for a teacher")
    if mark.comment:
        return _("%(how)s: %(comment)s") % {"how": how(mark), "comment": mark.comment}
    return how(mark)
