"""How a stored number is made, question by question, in words a parent understands."""

from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from quizzes.kinds import UNSCORED
from quizzes.models import Attempt, Mark, Response


@dataclass
class Line:
    """One question's part in the sum; `earned` is None where nobody has marked it or nothing can be earned."""

    position: int
    title: str
    how: str
    earned: Decimal | None
    points: int


def explain_lines(attempt: Attempt) -> list[Line]:
    """The sum, line by line: two queries."""
    responses = Response.objects.filter(attempt=attempt).with_marks()
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
        return _("%(how)s: %(comment)s") % {"how": mark.get_source_display(), "comment": mark.comment}
    return mark.get_source_display()
