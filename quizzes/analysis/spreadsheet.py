"""All answers to an assignment's quiz as the rows of a CSV file, read a few at a time."""

from collections.abc import Iterator
from datetime import tzinfo
from html import unescape

from django.db.models import Prefetch, QuerySet
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from quizzes.models import Attempt, Mark, QuestionVersion, Response
from quizzes.scores import CENT

CHUNK = 1000


def response_rows(responses: QuerySet[Response], zone: tzinfo) -> Iterator[list[object]]:
    """A header, then one row for each answer: by student, attempt and place in the quiz. Dates are meant in `zone`.

    Versions and attempts are read once and shared: an answer is put into words by its version, and many answer one.
    """
    yield [
        _("Student"),
        _("Username"),
        _("Attempt"),
        _("Question number"),
        _("Question"),
        _("Version"),
        _("What was asked"),
        _("Answer"),
        _("Points"),
        _("Points possible"),
        _("How sure, 1 to 3"),
        _("Handed in"),
        _("State"),
    ]
    versions = QuestionVersion.objects.filter(pk__in=responses.values("version")).select_related("question")
    known = {version.pk: version for version in versions}
    prompts = {pk: unescape(strip_tags(version.prompt_html)).strip() for pk, version in known.items()}
    attempts = Attempt.objects.filter(pk__in=responses.values("attempt")).select_related("student__user").in_bulk()
    marks = Prefetch("marks", Mark.objects.order_by("number").only("response", "number", "fraction", "source"))
    rows = responses.prefetch_related(marks).defer("option_order")
    ordered = rows.order_by("attempt__student__user__name", "attempt__student", "attempt__number", "position")
    for response in ordered.iterator(chunk_size=CHUNK):
        response.version, response.attempt = known[response.version_id], attempts[response.attempt_id]
        yield _row(response, prompts[response.version_id], zone)


def _row(response: Response, prompt: str, zone: tzinfo) -> list[object]:
    attempt, version, earned = response.attempt, response.version, response.fraction
    return [
        attempt.student.name,
        attempt.student.user.username,
        attempt.number,
        response.position,
        version.question.code,
        version.number,
        prompt,
        "; ".join(version.asked.in_words(response.answer)),
        "" if earned is None else f"{(earned * response.points).quantize(CENT).normalize():f}",
        response.points,
        response.certainty or "",
        f"{localtime(attempt.submitted_at, zone):%Y-%m-%d %H:%M:%S}",
        _state(response),
    ]


def _state(response: Response) -> str:
    if not response.version.asked_for_points:
        return _("earns no points")
    if response.fraction is not None:
        return _("marked")
    return _("to mark") if response.is_to_mark else _("not marked yet")
