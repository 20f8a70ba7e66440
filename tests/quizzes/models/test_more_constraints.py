"""Each constraint of the quiz tables, broken once and by name; and the last values that it lets through."""

from datetime import timedelta
from functools import partial

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint
from django.utils import timezone

from quizzes.models import QuestionVersion, QuizItem, SavedComment
from tests.factories import UserFactory
from tests.lessons.factories import AssignmentFactory, ClaimFactory, EventFactory, LessonFactory
from tests.quizzes.factories import (
    AttemptFactory,
    MarkFactory,
    QuestionFactory,
    QuestionVersionFactory,
    QuizFactory,
    QuizItemFactory,
    ResponseEventFactory,
    ResponseFactory,
    RubricFactory,
)
from tests.quizzes.more_factories import (
    CardFactory,
    CardReviewFactory,
    OverrideFactory,
    OwnQuizFactory,
    QuizSettingsFactory,
    RegradeFactory,
)

pytestmark = pytest.mark.django_db

NOW, DAY = timezone.now(), timedelta(days=1)


def twice(factory, *same, **kwargs):
    """Two rows with the `same` values in these columns."""
    row = factory(**{name: value() if callable(value) else value for name, value in kwargs.items()})
    factory(**(kwargs | {name: getattr(row, name) for name in same}))


def comment(**kwargs):
    """A sentence that somebody keeps."""
    return SavedComment.objects.create(**({"teacher": UserFactory(), "text": "Name the source."} | kwargs))


def pool(**kwargs):
    """A pool of two questions for a point each."""
    terms = {"quiz": OwnQuizFactory(kinds=[]), "position": 1, "pool_tags": ["vote"], "pool_count": 2, "points": 1}
    return QuizItem.objects.create(**(terms | kwargs))


def pinned_pool():
    """A pool that names a version too."""
    return pool(pinned_version=QuestionVersionFactory())


def unknown_kind():
    """A version that no kind has read."""
    made = QuestionVersionFactory.build(kind="guess", question=QuestionFactory(), spec={})
    return QuestionVersion.objects.bulk_create([made])


settings, item, version = QuizSettingsFactory, QuizItemFactory, QuestionVersionFactory
dated = partial(OverrideFactory, time_factor=None, assignment=None)

REFUSED = {
    "a_quiz_is_the_courses_or_a_teachers": [
        lambda: OwnQuizFactory(author=None),
        lambda: OwnQuizFactory(lesson=LessonFactory()),
        lambda: QuizFactory(for_lesson=LessonFactory()),
    ],
    "one_quiz_item_per_position": [lambda: twice(item, "quiz", "position")],
    "a_quiz_asks_a_question_once": [lambda: twice(item, "quiz", "question")],
    "a_place_has_a_question_or_a_pool_with_points": [
        partial(item, question=None, quiz__kinds=[]),
        partial(item, pool_count=1),
        partial(pool, pool_count=0),
        partial(pool, points=None),
        pinned_pool,
    ],
    "a_place_is_worth_something": [partial(item, points=0)],
    "a_question_of_the_course_has_a_lesson": [partial(QuestionFactory, lesson=None)],
    "a_suspension_has_a_claim_and_a_date": [
        partial(QuestionFactory, suspended_at=NOW),
        lambda: QuestionFactory(suspended_for=ClaimFactory()),
    ],
    "version_numbers_do_not_repeat": [lambda: twice(version, "question")],
    "a_question_has_a_known_kind": [unknown_kind],
    "a_version_has_a_known_status": [partial(version, status="old")],
    "a_question_is_worth_something_unless_nobody_can_be_wrong": [
        partial(version, points=0),
        partial(version, kind="survey", points=1),
    ],
    "what_a_person_marks_has_a_rubric_and_nothing_else": [
        partial(version, kind="steelman", rubric=None),
        lambda: version(rubric=RubricFactory()),
    ],
    "rubric_numbers_do_not_repeat": [lambda: twice(RubricFactory, "code")],
    "a_quiz_has_a_known_behaviour": [partial(settings, behaviour="later")],
    "a_known_attempt_is_kept": [partial(settings, kept="best")],
    "results_are_shown_at_a_known_time": [
        partial(settings, score_shown="soon"),
        partial(settings, answers_shown="soon"),
    ],
    "a_quiz_has_a_known_layout": [partial(settings, layout="two")],
    "several_tries_are_two_to_ten": [partial(settings, tries=1), partial(settings, tries=11)],
    "a_penalty_is_a_percentage": [partial(settings, penalty=101)],
    "grace_is_at_most_an_hour": [partial(settings, grace=3601)],
    "late_work_loses_percentages": [partial(settings, late_rate=101), partial(settings, late_floor=101)],
    "late_work_is_counted_in_hours": [partial(settings, late_hours=0), partial(settings, late_hours=721)],
    "a_time_factor_gives_time_and_at_most_four_times": [
        partial(OverrideFactory, time_factor="0.99"),
        partial(OverrideFactory, time_factor="4.01"),
    ],
    "dates_are_an_exception_in_one_assignment": [
        *(partial(dated, **{name: NOW}) for name in ("opens_at", "due_at", "closes_at")),
        partial(dated, extra_attempts=1),
    ],
    "attempt_numbers_do_not_repeat": [
        lambda: twice(AttemptFactory, "assignment", "student", "quiz", number=1, submitted=True)
    ],
    "one_open_attempt_per_student": [lambda: twice(AttemptFactory, "assignment", "student", "quiz")],
    "an_attempt_starts_before_it_is_submitted": [partial(AttemptFactory, started_at=NOW, submitted_at=NOW - DAY)],
    "an_attempt_is_submitted_before_it_is_graded": [partial(AttemptFactory, graded_at=NOW)],
    "an_attempt_starts_before_its_deadline": [partial(AttemptFactory, started_at=NOW, deadline_at=NOW - DAY)],
    "one_response_per_position": [lambda: twice(ResponseFactory, "attempt", "position")],
    "an_attempt_asks_a_question_once": [lambda: twice(ResponseFactory, "attempt", "version")],
    "certainty_is_one_two_or_three": [partial(ResponseFactory, certainty=0), partial(ResponseFactory, certainty=4)],
    "what_is_settled_was_checked": [partial(ResponseFactory, settled_at=NOW)],
    "an_answer_sent_twice_is_one_answer": [lambda: twice(ResponseEventFactory, "response", "client_id")],
    "an_answer_says_which_tab_it_came_from": [partial(ResponseEventFactory, client_id="")],
    "an_event_has_a_known_kind": [partial(ResponseEventFactory, kind="guess")],
    "two_marks_of_an_answer_never_share_a_number": [lambda: twice(MarkFactory, "response", number=1)],
    "a_mark_is_between_nothing_and_everything": [partial(MarkFactory, fraction=-1), partial(MarkFactory, fraction=2)],
    "a_mark_has_a_known_source": [partial(MarkFactory, source="guess")],
    "who_marks_by_hand_signs": [partial(MarkFactory, source="manual"), partial(MarkFactory, source="adjustment")],
    "a_regraded_mark_names_its_regrade": [
        partial(MarkFactory, source="regrade"),
        lambda: MarkFactory(regrade=RegradeFactory()),
    ],
    "a_regrade_has_a_known_policy": [partial(RegradeFactory, policy="none")],
    "a_comment_is_kept_once": [lambda: twice(comment, "teacher")],
    "a_saved_comment_says_something": [partial(comment, text="")],
    "a_term_is_on_one_card": [lambda: twice(CardFactory, "student", "term")],
    "an_event_is_on_one_card": [lambda: twice(CardFactory, "student", "event", term=None, event=EventFactory)],
    "a_question_is_on_one_card": [
        lambda: twice(CardFactory, "student", "question", term=None, question=QuestionFactory)
    ],
    "a_card_is_about_one_thing": [
        partial(CardFactory, term=None),
        lambda: CardFactory(event=EventFactory()),
        lambda: CardFactory(question=QuestionFactory()),
    ],
    "a_review_sent_twice_is_one_review": [lambda: twice(CardReviewFactory, "card")],
    "a_review_has_a_known_rating": [partial(CardReviewFactory, rating=0), partial(CardReviewFactory, rating=5)],
    # lessons' own, widened when quizzes learned to be surveys
    "a_quiz_has_a_known_preset": [partial(AssignmentFactory, preset="exam")],
}

LET_THROUGH = [
    *(partial(settings, **{name: value}) for name in ("penalty", "late_rate", "late_floor") for value in (0, 100)),
    *(partial(settings, tries=tries) for tries in (2, 10)),
    *(partial(settings, grace=grace) for grace in (0, 3600)),
    *(partial(settings, late_hours=hours) for hours in (1, 720)),
    *(partial(OverrideFactory, time_factor=factor) for factor in ("1", "4")),
    *(partial(CardReviewFactory, rating=rating) for rating in (1, 4)),
    *(partial(ResponseFactory, certainty=certainty) for certainty in (1, 3)),
    *(partial(AssignmentFactory, preset=preset) for preset in ("practice", "homework", "test", "survey")),
    *(partial(MarkFactory, fraction=fraction) for fraction in (0, 1)),
    partial(ResponseFactory, settled_at=NOW, tries=1),
    partial(OwnQuizFactory, kinds=[]),
    lambda: OwnQuizFactory(for_lesson=LessonFactory()),
    lambda: QuestionFactory(lesson=None, author=UserFactory()),
    pool,
]


def constraints():
    """Those of the quiz tables, by name."""
    models = apps.get_app_config("quizzes").get_models()
    return {constraint.name: constraint for model in models for constraint in model._meta.constraints}


def test_none_is_left_out():
    assert set(REFUSED) - {"a_quiz_has_a_known_preset"} == set(constraints())


@pytest.mark.parametrize(("name", "way"), [(name, n) for name, ways in REFUSED.items() for n in range(len(ways))])
def test_the_database_refuses(name, way):
    is_check = not isinstance(constraints().get(name), UniqueConstraint)
    words = name if is_check else "(?i)unique"
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        REFUSED[name][way]()


@pytest.mark.parametrize("number", range(len(LET_THROUGH)))
def test_the_database_lets_through(number):
    assert LET_THROUGH[number]().pk
