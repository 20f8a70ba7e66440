"""What late work loses. Pure: dates and points are values, and the policy is part of the quiz's settings."""

from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal

from quizzes.presets import Settings
from quizzes.scores import CENT


def periods_late(settings: Settings, due: datetime | None, submitted_at: datetime) -> int:
    """How many periods of `late_hours` had begun when it was submitted; 0: in time, or within the grace.

    n = ceil((late - grace) / interval): a period that has begun counts whole.

    >>> noon = datetime(2026, 3, 2, 12)
    >>> periods_late(Settings(late_hours=24, grace=60), noon, noon + timedelta(seconds=60))
    0
    >>> periods_late(Settings(late_hours=24, grace=60), noon, noon + timedelta(hours=25))
    2
    """
    if due is None:
        return 0
    late = submitted_at - due - timedelta(seconds=settings.grace)
    return max(0, -(-late // timedelta(hours=settings.late_hours)))


def deduction(settings: Settings, periods: int, reached: Decimal, possible: Decimal) -> Decimal:
    """The points that `periods` begun periods take from what was `reached`, in whole cents, rounded for the student.

    min(rate * n, max(raw - floor, 0)): rate and floor are shares of the points that are possible. Who has reached no
    more than the floor loses nothing.

    >>> ten_a_day = Settings(late_rate=10, late_floor=50)
    >>> deduction(ten_a_day, 2, reached=Decimal(9), possible=Decimal(10))
    Decimal('2.00')
    >>> deduction(ten_a_day, 7, reached=Decimal(9), possible=Decimal(10))
    Decimal('4.00')
    >>> deduction(ten_a_day, 7, reached=Decimal(4), possible=Decimal(10))
    Decimal('0.00')
    """
    lost = possible * settings.late_rate * periods / 100
    above_the_floor = max(reached - possible * settings.late_floor / 100, Decimal(0))
    return min(lost, above_the_floor).quantize(CENT, ROUND_DOWN)
