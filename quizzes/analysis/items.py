"""One question as a class answered it: what was chosen, how hard it was, and how it goes with the rest of the quiz.

No queries: `quiz.py` beside it reads the rows. The arithmetic is `statistics.py`, the counting `tally.py`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lessons.models import Claim
from lessons.svg import WIDTH, px
from quizzes.analysis import statistics
from quizzes.analysis.statistics import FEW, Discrimination
from quizzes.analysis.tally import RIGHT, WRONG, Group, Row, levels_reached, tally
from quizzes.behaviour import Certainty
from quizzes.kinds import Answer, Kind, Single, TrueFalse
from quizzes.models import QuestionVersion

BAR_HEIGHT = 14
FILLS = {"right": "fill-action", "partly": "fill-ochre", "wrong": "fill-ochre", "": "fill-quiet"}


@dataclass(slots=True)
class Answered:
    """One student's answer to the question. `share` is what it earned, from 0 to 1; None: not marked, or no points.

    `rest` is the same for everything else that this student was asked and that is marked.
    """

    attempt: int
    position: int
    points: int
    answer: Answer
    certainty: int | None = None
    share: float | None = None
    rest: float | None = None
    seconds: float | None = None
    levels: Sequence[dict[str, Any]] = ()
    judged_by: int | None = None

    @property
    def is_right(self) -> bool:
        """Whether it earned all its points."""
        return self.share is not None and self.share >= 1


@dataclass(frozen=True)
class Line:
    """A row of the tally with its bar, and with the claim that a wrong option stands for."""

    row: Row
    of: int
    claim: Claim | None = None

    @property
    def percent(self) -> int:
        """The row's share in per cent."""
        return round(100 * self.row.count / self.of) if self.of else 0

    @property
    def bar(self) -> SafeString:
        """The row's share as a picture; the numbers stand beside it."""
        return bar(self.row.count / self.of if self.of else 0, self.row.verdict)


@dataclass
class Item:
    """A version of a question with all counted answers. `judge` is the version by whose key the marks were made.

    In a quiz that is not scored, a survey, nothing is right or wrong: there is what was answered, and no more.
    """

    version: QuestionVersion
    judge: QuestionVersion
    answers: list[Answered]
    claims: dict[str, Claim] = field(default_factory=dict)
    is_scored: bool = True

    @cached_property
    def position(self) -> int:
        """Where most attempts asked it."""
        return Counter(one.position for one in self.answers).most_common(1)[0][0]

    @cached_property
    def asked(self) -> Kind:
        """The question with the key that counts now, which a regrade may have corrected."""
        return self.judge.asked if self.judge.kind == self.version.kind else self.version.asked

    @property
    def is_corrected(self) -> bool:
        """Whether most answers were judged by another version than the one they were given to."""
        return self.judge.pk != self.version.pk

    @cached_property
    def marked(self) -> list[Answered]:
        """The answers that have earned something, be it nothing."""
        return [one for one in self.answers if one.share is not None] if self.is_scored else []

    @property
    def waiting(self) -> int:
        """How many answers a person still has to mark; they are in none of the numbers."""
        return len(self.answers) - len(self.marked) if self.asked.is_by_hand and self.is_scored else 0

    @property
    def n(self) -> int:
        """How many answers the numbers rest on."""
        return len(self.marked) if self.asked.is_scored and self.is_scored else len(self.answers)

    @property
    def is_enough(self) -> bool:
        """Whether there are numbers at all."""
        return self.n >= FEW

    @property
    def right(self) -> int:
        """How many earned all points."""
        return sum(one.is_right for one in self.marked)

    @cached_property
    def facility(self) -> float | None:
        """The share of the points that was earned on average, from 0 to 1."""
        return statistics.facility([one.share for one in self.marked])

    @property
    def facility_percent(self) -> int | None:
        """The same in per cent."""
        return None if self.facility is None else round(100 * self.facility)

    @property
    def facility_bar(self) -> SafeString:
        """The same as a picture."""
        return bar(self.facility or 0, RIGHT)

    @cached_property
    def groups(self) -> list[Group]:
        """What was answered, or which levels of the rubric were reached."""
        if self.asked.is_by_hand:
            return levels_reached(self.version.rubric.criteria, [one.levels for one in self.marked if one.levels])
        return tally(self.asked, [one.answer for one in self.answers])

    @property
    def lines(self) -> list[tuple[str, list[Line]]]:
        """The groups with bars and claims; empty while there are too few answers."""
        if not self.is_enough or self.is_text_alone:
            return []
        return [(group.title, [self._line(row, group.n) for row in group.rows]) for group in self.groups]

    def _line(self, row: Row, of: int) -> Line:
        if not self.is_scored:
            return Line(replace(row, verdict=""), of)
        return Line(row, of, self.claims.get(row.misconception))

    @property
    def is_text_alone(self) -> bool:
        """Whether there are texts to read and nothing to count: nobody marks them in a quiz that is not scored."""
        return self.asked.is_by_hand and not self.is_scored

    @cached_property
    def compared(self) -> list[Answered]:
        """The answers that can be compared with what their students earned for the rest."""
        return [one for one in self.marked if one.rest is not None]

    @cached_property
    def discrimination(self) -> Discrimination | None:
        """How it goes with the rest of the quiz."""
        return statistics.discrimination([one.share for one in self.compared], [one.rest for one in self.compared])

    @property
    def separation(self) -> str:
        """The discrimination as one of four words: good, some, none, backwards; "" where there is none."""
        if self.discrimination is None:
            return ""
        value = self.discrimination.value
        if value <= -0.1:
            return "backwards"
        return "good" if value >= 0.3 else ("some" if value >= 0.1 else "none")

    @cached_property
    def better_than_key(self) -> list[Row]:
        """Wrong options that those chose who did well on the rest, more than the key. Is the key wrong?"""
        if not (self.is_scored and isinstance(self.asked, Single | TrueFalse)):
            return []
        rows = [row for group in self.groups for row in group.rows]
        keys = {row.key for row in rows if row.verdict == RIGHT}
        key, rest = [int(one.answer in keys) for one in self.compared], [one.rest for one in self.compared]
        return [
            row
            for row in rows
            if row.verdict == WRONG
            and statistics.is_better_than_key([int(one.answer == row.key) for one in self.compared], key, rest)
        ]

    @property
    def is_flagged(self) -> bool:
        """Whether a teacher should look at the question itself."""
        is_negative = self.discrimination is not None and self.discrimination.value < 0
        return is_negative or bool(self.better_than_key)

    @cached_property
    def median_seconds(self) -> float | None:
        """The median of the time it took; see `analysis.seconds_by_response` for what time is."""
        return statistics.median([one.seconds for one in self.answers if one.seconds is not None])

    @property
    def wrong(self) -> int:
        """How many did not earn all points and had said how sure they were."""
        return sum(not one.is_right for one in self._said_how_sure)

    @property
    def wrong_and_sure(self) -> int:
        """How many of these had been very sure."""
        return sum(not one.is_right and one.certainty == Certainty.SURE for one in self._said_how_sure)

    @property
    def _said_how_sure(self) -> Iterable[Answered]:
        return [one for one in self.marked if one.certainty]


def bar(share: float, verdict: str) -> SafeString:
    """A bar that is filled to `share`, 0 to 1, in the colour of the verdict; words and numbers stand beside it."""
    return format_html(
        '<svg class="bar bar-tall" viewBox="0 0 {0} {1}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="{2}" width="{3}" height="{1}"/></svg>',
        WIDTH,
        BAR_HEIGHT,
        FILLS[verdict],
        px(WIDTH * share),
    )
