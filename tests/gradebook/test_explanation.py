"""A number explained in words a parent understands: no entities, no digits of rounding."""

from decimal import Decimal

from gradebook.explanation import explain_lines
from quizzes.models import Mark
from tests.quizzes.factories import AttemptFactory, QuestionVersionFactory, ResponseFactory


def test_a_question_reads_as_it_was_asked_and_thirds_are_rounded(db, moment):
    version = QuestionVersionFactory(prompt_html="<p>Guns &amp; causes?</p>", points=12)
    response = ResponseFactory(attempt=AttemptFactory(), version=version, points=12)
    Mark.objects.create(
        response=response, number=1, version=version, at=moment, fraction=Decimal("0.66666667"), source="auto", parts=[]
    )
    (line,) = explain_lines(response.attempt)
    assert (line.title, line.earned) == ("Guns & causes?", 8)
