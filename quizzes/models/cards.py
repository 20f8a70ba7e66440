"""Review cards: what a student looks at again when it is about to be forgotten. Never graded."""

from datetime import datetime, tzinfo
from typing import Self

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from lessons.models import Event, Term
from quizzes.cards import scheduling
from quizzes.kinds import KEYLESS, Panel
from quizzes.models.questions import Question, QuestionVersion

HIGHEST_NUMBER = 2**31 - 1

# Never on a card: what no key judges, and what careful readers weigh in different ways: that is not to be remembered.
NOT_TO_REMEMBER = [*KEYLESS, Panel.name]


class CardQuerySet(models.QuerySet["Card"]):
    """Cards, by person and time."""

    def of(self, user: User) -> Self:
        """One person's."""
        return self.filter(student=user)

    def awake(self) -> Self:
        """Without the cards of questions that rest: retired, suspended, or no longer fit for a card."""
        versions = QuestionVersion.objects.latest_ready().filter(question=OuterRef("question"))
        fit = versions.exclude(kind__in=NOT_TO_REMEMBER)
        asked = Q(question__retired_at__isnull=True, question__suspended_for__isnull=True) & Exists(fit)
        return self.filter(Q(question__isnull=True) | asked)

    def unseen(self) -> Self:
        """Those that nobody has looked at yet."""
        return self.filter(state={})

    def due(self, moment: datetime) -> Self:
        """Those to look at by `moment`, the longest due first."""
        return self.filter(due_at__lte=moment).order_by("due_at", "pk")

    def with_thing(self) -> Self:
        """With what they are about."""
        return self.select_related("term", "event", "question__lesson")


class Card(models.Model):
    """One thing to remember: a term, an event, or a question that was missed.

    `state` is what `quizzes/cards/scheduling.py` keeps of it, empty before the first look.
    """

    student = models.ForeignKey(User, on_delete=models.CASCADE, related_name="cards")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, null=True, blank=True, related_name="cards")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, blank=True, related_name="cards")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, blank=True, related_name="cards")
    state = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["student", "term"], name="a_term_is_on_one_card"),
            models.UniqueConstraint(fields=["student", "event"], name="an_event_is_on_one_card"),
            models.UniqueConstraint(fields=["student", "question"], name="a_question_is_on_one_card"),
            models.CheckConstraint(
                condition=Q(term__isnull=False, event__isnull=True, question__isnull=True)
                | Q(term__isnull=True, event__isnull=False, question__isnull=True)
                | Q(term__isnull=True, event__isnull=True, question__isnull=False),
                name="a_card_is_about_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["student", "due_at"], name="cards_by_student_and_date")]

    def __str__(self) -> str:
        return f"Card {self.pk} of {self.student_id}"

    def rate(self, rating: int, *, number: int, moment: datetime, zone: tzinfo) -> bool:
        """Keep how look `number` at the card went, and when it is due again.

        False when that look is on record already: a request that is sent twice does its work once. `zone` is where the
        student's days begin.
        """
        with transaction.atomic():
            row = Card.objects.select_for_update(no_key=True).get(pk=self.pk)
            if number != row.next_number:
                return False
            CardReview.objects.create(card=row, number=number, rating=rating, at=moment)
            row.state, row.due_at = scheduling.review(row.state, rating, moment, zone)
            row.save(update_fields=["state", "due_at"])
        self.state, self.due_at = row.state, row.due_at
        return True

    @property
    def next_number(self) -> int:
        """The number of the look that comes next."""
        return self.reviews.count() + 1


class CardReview(models.Model):
    """One look at a card and how it went. Rows are only added, or go with the person."""

    class Rating(models.IntegerChoices):
        AGAIN = 1, _("Forgot it")
        HARD = 2, _("Hard")
        GOOD = 3, _("Good")
        EASY = 4, _("Easy")

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="reviews")
    number = models.PositiveIntegerField()
    rating = models.PositiveSmallIntegerField(choices=Rating)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["card", "number"]
        constraints = [
            models.UniqueConstraint(fields=["card", "number"], name="a_review_sent_twice_is_one_review"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=4), name="a_review_has_a_known_rating"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id}.{self.number}: {self.rating}"
