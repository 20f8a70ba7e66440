"""Review cards, across all of a person's classes: one at a time, never graded, seen by nobody else."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from classrooms.access import signed_in
from quizzes.cards.deck import NEW_A_DAY, Deck
from quizzes.cards.faces import face_of
from quizzes.cards.scheduling import due_again, outlook
from quizzes.forms.cards import RatingForm
from quizzes.models import Card, CardReview
from sahel.shortcuts import form_status, posted, render_part


@signed_in
@never_cache
def cards(request: HttpRequest) -> HttpResponse:
    """The front of the card that is due longest; without one, when the next is due or how cards come about."""
    deck = Deck.filled(request.user, timezone.now())
    context: dict[str, object] = {"deck": deck, "new_a_day": NEW_A_DAY}
    if deck.first:
        context |= {"card": deck.first, "face": face_of(deck.first)}
    elif deck.next_due:
        context["next_due"] = due_again(deck.next_due, deck.moment, deck.zone)
    return render_part(request, "quizzes/cards.html", "card", context)


@signed_in
@never_cache
def card_answer(request: HttpRequest, card_pk: int) -> HttpResponse:
    """The back of a card, with what an answer to its question comes to. Nothing is stored."""
    deck = Deck(request.user, timezone.now())
    card = get_object_or_404(deck.cards.with_thing(), pk=card_pk)
    return _show_back(request, deck, card, RatingForm(), posted(request))


@signed_in
@require_POST
def rate(request: HttpRequest, card_pk: int) -> HttpResponse:
    """Keep how it went, and go on to the next card."""
    deck = Deck(request.user, timezone.now())
    card = get_object_or_404(deck.cards.with_thing(), pk=card_pk)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return _show_back(request, deck, card, form)
    card.rate(**form.cleaned_data, moment=deck.moment, zone=deck.zone)
    return redirect("quizzes:cards")


def _show_back(
    request: HttpRequest, deck: Deck, card: Card, form: RatingForm, data: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The back with its four buttons; the front again where a question was sent without an answer."""
    face = face_of(card, data)
    context = {"deck": deck, "card": card, "face": face}
    if face.check and face.check.is_empty:
        return render_part(request, "quizzes/cards.html", "card", context, status=422)
    dates = outlook(card.state, deck.moment, deck.zone)
    ratings = [(one.value, one.label, due_again(dates[one], deck.moment, deck.zone)) for one in CardReview.Rating]
    context |= {"form": form, "number": card.next_number, "ratings": ratings}
    return render_part(request, "quizzes/card_answer.html", "card", context, status=form_status(form))
