"""States that the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lessons.models import Course
from tests.lessons.factories import (
    LONG_AGO,
    AssignmentFactory,
    BlockFactory,
    ClaimFactory,
    EditionFactory,
    EvidenceFactory,
    LessonFactory,
    ReadingFactory,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)

REFUSED = {
    "an_assignment_is_due_after_it_opens": lambda: AssignmentFactory(opens_at=LONG_AGO, due_at=LONG_AGO),
    "an_assignment_closes_after_it_opens": lambda: AssignmentFactory(
        opens_at=LONG_AGO, due_at=None, closes_at=LONG_AGO
    ),
    "an_assignment_closes_no_earlier_than_due": lambda: AssignmentFactory(
        opens_at=LONG_AGO, due_at=LONG_AGO + 2 * DAY, closes_at=LONG_AGO + DAY
    ),
    "a_quiz_has_a_known_preset": lambda: AssignmentFactory(preset="exam"),
    "a_time_limit_is_positive": lambda: AssignmentFactory(time_limit=0),
    "a_claim_has_one_of_five_statuses": lambda: ClaimFactory(status="true"),
    "an_opinion_has_a_holder": lambda: ClaimFactory(opinion=True, holder=""),
    "evidence_takes_a_known_stance": lambda: EvidenceFactory(stance="proves"),
    "a_block_has_a_known_kind": lambda: BlockFactory(kind="video"),
    "a_lesson_takes_time": lambda: EditionFactory(minutes=0),
    "there_is_one_course": lambda: Course.objects.create(pk=2, title="Another"),
    "one_edition_per_number": lambda: [EditionFactory(lesson=LESSON(), number=1) for _ in range(2)],
    "one_lesson_per_position": lambda: [LessonFactory(module=LESSON().module, position=1) for _ in range(2)],
    "one_reading_per_member_and_assignment": lambda: _twice(ReadingFactory),
    "one_block_per_position": lambda: _twice(BlockFactory),
    "one_evidence_per_position": lambda: _twice(EvidenceFactory),
}


def LESSON():
    return LessonFactory._meta.model.objects.first() or LessonFactory(position=7)


def _twice(factory):
    row = factory()
    row.pk = None
    row._state.adding = True
    row.save()


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[name]()
