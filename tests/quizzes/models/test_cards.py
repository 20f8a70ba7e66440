"""A card is about one thing, and a look at it counts once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lessons.models import Term
from quizzes.cards.scheduling import review
from quizzes.models import Card, CardReview
from tests.lessons.factories import EventFactory, TermFactory
from tests.quizzes.more_factories import CardFactory, CardReviewFactory

pytestmark = pytest.mark.django_db

GOOD, EASY = CardReview.Rating.GOOD, CardReview.Rating.EASY


@pytest.fixture
def card(student, moment) -> Card:
    return CardFactory(student=student.user, due_at=moment)


class TestRate:
    def test_it_is_kept_with_what_the_scheduler_makes_of_it(self, card, classroom, moment):
        assert card.rate(GOOD, number=1, moment=moment, zone=classroom.zone)
        kept = Card.objects.get()
        assert (kept.state, kept.due_at) == review({}, GOOD, moment, classroom.zone)
        assert list(kept.reviews.values_list("number", "rating", "at")) == [(1, GOOD, moment)]

    def test_the_second_look_goes_on_from_the_first(self, card, classroom, moment):
        card.rate(GOOD, number=1, moment=moment, zone=classroom.zone)
        due = card.due_at
        first = dict(card.state)
        assert card.rate(GOOD, number=2, moment=due, zone=classroom.zone)
        assert (card.state, card.due_at) == review(first, GOOD, due, classroom.zone)

    @pytest.mark.parametrize("rating", [GOOD, EASY])
    def test_a_look_that_is_sent_twice_counts_once(self, card, classroom, moment, rating):
        card.rate(GOOD, number=1, moment=moment, zone=classroom.zone)
        before = (card.state, card.due_at)
        again = Card.objects.get()
        assert not again.rate(rating, number=1, moment=moment + timedelta(seconds=2), zone=classroom.zone)
        kept = Card.objects.get()
        assert (kept.state, kept.due_at) == before
        assert kept.reviews.count() == 1

    def test_a_look_that_cannot_be_yet_counts_for_nothing(self, card, classroom, moment):
        assert not card.rate(GOOD, number=2, moment=moment, zone=classroom.zone)
        assert not card.reviews.exists()

    def test_there_are_four_ratings(self, card, classroom, moment):
        with pytest.raises(IntegrityError), transaction.atomic():
            card.rate(5, number=1, moment=moment, zone=classroom.zone)
        assert Card.objects.get().state == {}


class TestConstraints:
    def test_a_term_is_on_one_card_of_each_person(self, card):
        CardFactory(term=card.term)
        with pytest.raises(IntegrityError), transaction.atomic():
            CardFactory(term=card.term, student=card.student)

    @pytest.mark.parametrize("event", [None, EventFactory])
    def test_a_card_is_about_one_thing(self, student, event):
        term: Term | None = TermFactory() if event else None
        with pytest.raises(IntegrityError), transaction.atomic():
            CardFactory(student=student.user, term=term, event=event and event())

    def test_one_look_has_one_number(self, card):
        CardReviewFactory(card=card)
        with pytest.raises(IntegrityError), transaction.atomic():
            CardReviewFactory(card=card)

    def test_cards_go_with_their_person(self, student, card):
        CardReviewFactory(card=card)
        user = student.user
        student.delete()
        user.delete()
        assert not Card.objects.exists()
        assert not CardReview.objects.exists()
