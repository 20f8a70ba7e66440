"""Which review cards come into being, for whom and when; and what becomes of them."""

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.cards.deck import MOST_DUE, NEW_A_DAY, Deck
from quizzes.cards.new import new_cards
from quizzes.models import Attempt, Card
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, ClaimFactory, EventFactory, ReadingFactory, TermFactory
from tests.quizzes.factories import MarkFactory, start
from tests.quizzes.more_factories import CardFactory, OverrideFactory, QuizSettingsFactory

pytestmark = pytest.mark.django_db

DAY, NOON = timedelta(days=1), datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def read_lesson(classroom, student, moment):
    """Have the student read a lesson to the end that names so many terms and events; returns the lesson."""

    def read(terms=1, events=0, at=None, member=student, **kwargs):
        given = AssignmentFactory(classroom=member.classroom, opens_at=moment - 30 * DAY, **kwargs)
        lesson = given.edition.lesson
        lesson.terms.set(TermFactory.create_batch(terms))
        lesson.events.set(EventFactory.create_batch(events))
        ReadingFactory(assignment=given, member=member, finished_at=at or moment - DAY)
        return lesson

    return read


@pytest.fixture
def missed(student, moment):
    """Have the student hand in wrong answers to a quiz; returns the attempt."""

    def hand_in(kinds=("single",), member=student, answer="a", **kwargs) -> Attempt:
        terms = {"preset": "practice", "opens_at": moment - DAY, "due_at": moment + DAY} | kwargs
        attempt = start(AssignmentFactory(classroom=member.classroom, **terms), member, moment, kinds=[*kinds])
        attempt.responses.filter(version__kind="single").get().save_answer(
            answer, client_id="t:1", rev=0, moment=moment
        )
        attempt.submit("key", moment)
        attempt.grade()
        return attempt

    return hand_in


def cards(student):
    return Card.objects.of(student.user)


def fill(student, moment):
    return Deck.filled(student.user, moment)


class TestTermsAndEvents:
    def test_they_become_cards_once_their_lesson_is_read(self, student, moment, read_lesson):
        lesson = read_lesson(terms=2, events=1)
        fill(student, moment)
        assert {card.term for card in cards(student) if card.term} == set(lesson.terms.all())
        assert {card.event for card in cards(student) if card.event} == set(lesson.events.all())

    def test_a_lesson_that_is_only_begun_gives_none(self, student, classroom, moment):
        given = AssignmentFactory(classroom=classroom)
        given.edition.lesson.terms.add(TermFactory())
        ReadingFactory(assignment=given, member=student)
        assert fill(student, moment).is_empty

    def test_what_others_read_gives_none(self, student, classmate, moment, read_lesson):
        read_lesson(member=classmate)
        assert fill(student, moment).is_empty

    def test_what_somebody_read_who_does_not_learn_here_gives_none(self, teacher, moment, read_lesson):
        read_lesson(member=teacher)
        assert fill(teacher, moment).is_empty

    def test_the_lesson_that_was_read_first_comes_first(self, student, moment, read_lesson):
        read_lesson(terms=NEW_A_DAY, at=moment - DAY)
        older = read_lesson(terms=2, events=1, at=moment - 2 * DAY)
        fill(student, moment)
        found = [card.term or card.event for card in cards(student).order_by("pk")]
        assert set(found[:3]) == {*older.terms.all(), *older.events.all()}

    def test_terms_and_events_of_a_lesson_take_turns(self, student, moment, read_lesson):
        read_lesson(terms=9, events=9)
        fill(student, moment)
        assert {bool(card.term) for card in cards(student)} == {True, False}

    def test_lessons_of_all_classes_count(self, student, moment, read_lesson):
        elsewhere = MembershipFactory(user=student.user)
        read_lesson()
        read_lesson(member=elsewhere)
        assert fill(student, moment).left == 2


class TestBearable:
    def test_a_day_brings_so_many_and_no_more(self, student, moment, read_lesson):
        read_lesson(terms=4 * NEW_A_DAY)
        for hour in range(3):
            fill(student, moment + timedelta(hours=hour))
        assert cards(student).count() == NEW_A_DAY

    def test_they_do_not_pile_up_while_nobody_looks(self, student, moment, read_lesson):
        read_lesson(terms=4 * NEW_A_DAY)
        for day in range(9):
            fill(student, moment + day * DAY)
        assert cards(student).count() == NEW_A_DAY

    def test_the_next_day_brings_more_to_who_has_looked(self, student, moment, read_lesson):
        read_lesson(terms=4 * NEW_A_DAY)
        deck = fill(student, moment)
        for card in cards(student):
            card.rate(4, number=1, moment=moment, zone=deck.zone)
        assert fill(student, moment + timedelta(hours=1)).left == 0
        assert fill(student, moment + DAY).left == NEW_A_DAY

    def test_the_day_begins_at_midnight_of_the_class(self, student, classroom, read_lesson):
        classroom.time_zone = "Asia/Tokyo"
        classroom.save()
        evening, later = datetime(2026, 3, 2, 14, 50, tzinfo=UTC), datetime(2026, 3, 2, 15, 10, tzinfo=UTC)
        read_lesson(terms=2 * NEW_A_DAY)
        deck = fill(student, evening)
        for card in cards(student):
            card.rate(4, number=1, moment=evening, zone=deck.zone)
        assert fill(student, later).left == NEW_A_DAY

    def test_none_come_while_many_are_due(self, student, moment, read_lesson):
        read_lesson()
        CardFactory.create_batch(MOST_DUE, student=student.user, state={"seen_on": "2026-01-01"}, due_at=moment - DAY)
        assert fill(student, moment).left == MOST_DUE

    def test_twice_at_once_makes_no_card_twice(self, student, moment, read_lesson, monkeypatch):
        read_lesson(terms=3)
        slow = Deck(student.user, moment)
        found = new_cards(student.user, slow.seats, moment, NEW_A_DAY)
        fill(student, moment)  # another request makes the same cards meanwhile
        monkeypatch.setattr("quizzes.cards.deck.new_cards", lambda *args: found)
        slow.fill()
        assert slow.left == cards(student).count() == 3


class TestMissedQuestions:
    def test_a_missed_question_becomes_a_card(self, student, moment, missed):
        attempt = missed()
        fill(student, moment)
        assert cards(student).get().question == attempt.responses.get().version.question

    def test_a_right_answer_gives_none(self, student, moment, missed):
        missed(answer="b")
        assert fill(student, moment).is_empty

    @pytest.mark.parametrize("kind", ["essay", "survey", "panel"])
    def test_what_is_not_there_to_be_remembered_gives_none(self, student, moment, missed, kind):
        attempt = missed(kinds=["single", kind])
        fill(student, moment)
        asked = attempt.responses.get(version__kind="single").version.question
        assert [card.question for card in cards(student)] == [asked]

    def test_the_last_mark_counts(self, student, teacher, moment, missed):
        response = missed().responses.get()
        MarkFactory(response=response, number=2, source="adjustment", by=teacher, fraction=1)
        assert fill(student, moment).is_empty

    def test_they_come_before_terms(self, student, moment, read_lesson, missed):
        read_lesson(terms=2 * NEW_A_DAY)
        missed()
        assert fill(student, moment).first.question

    def test_a_preview_of_the_teacher_gives_none(self, teacher, moment, missed):
        missed(member=teacher)
        MembershipFactory(user=teacher.user)
        assert fill(teacher, moment).is_empty

    def test_an_attempt_that_is_not_graded_gives_none(self, student, moment, missed):
        attempt = missed()
        Attempt.objects.filter(pk=attempt.pk).update(graded_at=None)
        assert fill(student, moment).is_empty


class TestNoKeyIsGivenAway:
    def test_not_by_a_homework_that_is_not_due(self, student, moment, missed):
        missed(preset="homework")
        assert fill(student, moment).is_empty
        assert fill(student, moment + DAY).left == 1

    def test_not_by_a_test_before_its_release(self, student, moment, missed):
        attempt = missed(preset="test")
        assert fill(student, moment + 9 * DAY).is_empty
        Attempt.release_results(attempt.assignment, moment)
        assert fill(student, moment).left == 1

    def test_not_to_somebody_with_a_later_date(self, student, moment, missed):
        attempt = missed(preset="homework")
        OverrideFactory(student=student, assignment=attempt.assignment, due_at=moment + 3 * DAY, time_factor=None)
        assert fill(student, moment + 2 * DAY).is_empty
        assert fill(student, moment + 3 * DAY).left == 1

    def test_the_later_date_of_a_classmate_changes_nothing(self, student, classmate, moment, missed):
        attempt = missed(preset="homework")
        OverrideFactory(student=classmate, assignment=attempt.assignment, due_at=moment + 3 * DAY, time_factor=None)
        assert fill(student, moment + 2 * DAY).left == 1

    def test_not_where_the_teacher_keeps_the_answers(self, student, moment, missed):
        attempt = missed()
        QuizSettingsFactory(assignment=attempt.assignment, answers_shown="never")
        assert fill(student, moment + 9 * DAY).is_empty

    @pytest.mark.parametrize("change", [{"has_quiz": False}, {"for_everyone": False}, {"withdrawn_at": NOON}])
    def test_not_by_what_was_taken_back(self, student, moment, missed, change):
        given = missed().assignment
        type(given).objects.filter(pk=given.pk).update(**change)
        assert fill(student, moment).is_empty


class TestResting:
    def test_the_card_of_a_suspended_question_rests(self, student, moment, missed):
        question = missed().responses.get().version.question
        assert fill(student, moment).left == 1
        question.suspended_for, question.suspended_at = ClaimFactory(), moment
        question.save()
        deck = fill(student, moment)
        assert (deck.left, deck.first) == (0, None)
        assert cards(student).exists()

    def test_the_card_of_a_retired_question_rests(self, student, moment, missed):
        question = missed().responses.get().version.question
        fill(student, moment)
        question.retired_at = moment
        question.save()
        assert fill(student, moment).first is None

    def test_a_question_that_rests_makes_no_card(self, student, moment, missed):
        question = missed().responses.get().version.question
        question.retired_at = moment
        question.save()
        assert fill(student, moment).is_empty
