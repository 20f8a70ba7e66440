"""How a look at a review card went."""

from django import forms

from quizzes.models import CardReview
from quizzes.models.cards import HIGHEST_NUMBER


class RatingForm(forms.Form):
    """How a look at a review card went; `number` says which look, so that a request sent twice counts once."""

    rating = forms.TypedChoiceField(coerce=int, choices=CardReview.Rating.choices)
    number = forms.IntegerField(min_value=1, max_value=HIGHEST_NUMBER)
