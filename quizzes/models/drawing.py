"""What one attempt asks: the quiz's questions and draws from its pools, each with its options in their order."""

from random import Random
from typing import TYPE_CHECKING

from quizzes.models.quizzes import Asked
from quizzes.models.responses import Response
from quizzes.presets import Settings

if TYPE_CHECKING:
    from quizzes.models.attempts import Attempt

# Kinds whose options may stand as they were written; in the others that order would be the answer.
MAY_STAND = ("single", "multiple", "claimcheck", "survey")


def draw_responses(attempt: "Attempt", settings: Settings) -> list[Response]:
    """The unsaved, empty responses of an attempt that starts now. From its `seed`, so that it can be explained."""
    chance = Random(attempt.seed)  # noqa: S311 - an order that can be made again, not a secret
    seen = Response.objects.filter(attempt__student__user=attempt.student.user_id)
    seen = seen.values_list("version__question", flat=True)
    asked = attempt.quiz.draw(chance, seen, with_checks=settings.with_checks)
    if settings.shuffle_questions:
        chance.shuffle(asked)
    return [
        Response(
            attempt=attempt,
            position=position,
            version=one.version,
            option_order=_option_order(one, chance, settings),
            points=one.points,
        )
        for position, one in enumerate(asked, 1)
    ]


def _option_order(one: Asked, chance: Random, settings: Settings) -> list[str]:
    stands = one.version.kind in MAY_STAND and not settings.shuffle_options
    return one.version.asked.order(_AsWritten() if stands else chance)


class _AsWritten:
    """Stands in for `Random` where options are not to be shuffled."""

    def shuffle(self, options: list[str]) -> None:
        """Leave them as they are."""
