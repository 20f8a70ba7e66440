"""What a student sees and when, drawn on one question of the quiz. Everything is made in memory and nothing stored."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.utils.translation import gettext as _

from classrooms.models import Membership
from lessons.models import Assignment
from quizzes.feedback import Result
from quizzes.kinds import Answer, Kind
from quizzes.models import Attempt, Mark, Quiz, Response
from quizzes.models.quizzes import Asked
from quizzes.presets import Settings, Shown, When, answers_due, shown
from quizzes.scores import Score, score_of
from quizzes.taking.sheet import Sheet
from quizzes.timing import Window


@dataclass(frozen=True)
class Stage:
    """One point in time: its heading, and what is shown then."""

    title: str
    shown: Shown
    result: "SampleResult"


class Sample:
    """The first question that has a key, as an attempt would ask it, answered not quite right."""

    def __init__(self, assignment: Assignment, quiz: Quiz, teacher: Membership, asked: Asked, moment: datetime) -> None:
        self.version, self.asked = asked.version, asked.version.asked
        self.attempt = Attempt(
            pk=0,
            assignment=assignment,
            quiz=quiz,
            student=teacher,
            number=1,
            is_preview=True,
            started_at=moment,
            submitted_at=moment,
            graded_at=moment,
        )
        self.response = Response(
            pk=0,
            attempt=self.attempt,
            position=1,
            version=self.version,
            option_order=self.asked.order(Random(0)),  # noqa: S311
            points=asked.points,
            answer=_answer(self.asked),
        )
        mark = Mark.automatic(self.response, moment)
        self.response._prefetched_objects_cache = {"marks": [mark] if mark else []}

    def sheet(self, settings: Settings) -> Sheet:
        """The question on its page, with the answer in it; where that is done on the spot, checked once."""
        response = self.response
        if response.is_checked_on_the_spot(settings):
            response.tries, response.checked_rev = 1, response.rev
            response.settled_at = self.attempt.started_at if settings.tries_allowed == 1 else None
        return Sheet.of(response, settings)

    @property
    def score(self) -> Score:
        """What this one question adds up to."""
        return score_of([(self.response.points, self.response.fraction)])

    def stages(self, settings: Settings, window: Window) -> list[Stage]:
        """What is shown of it, each time something may change."""
        return [Stage(title, what, SampleResult(self, what)) for title, what in stages(settings, window)]


class SampleResult(Result):
    """The result of the sample, made as every result is, of rows that are not there."""

    def __init__(self, sample: Sample, what: Shown) -> None:
        self.attempt, self.shown, self.for_teacher = sample.attempt, what, False
        self.responses, self.late, self.regrades = [sample.response], {}, {}
        self.sources = self._sources()


def sample_of(
    assignment: Assignment, quiz: Quiz | None, settings: Settings, teacher: Membership, moment: datetime
) -> Sample | None:
    """A question to show; None when the quiz asks nothing."""
    asked = quiz.draw(Random(0), (), with_checks=settings.with_checks) if quiz else []  # noqa: S311
    with_key = [one for one in asked if one.version.asked.has_key]
    chosen = next(iter(with_key or asked), None)
    return Sample(assignment, quiz, teacher, chosen, moment) if chosen else None


def stages(settings: Settings, window: Window) -> list[tuple[str, Shown]]:
    """The points in time at which a student may see more than before, with what is shown from then on."""
    due, found = answers_due(window), []
    found.append((_("Right after submitting"), shown(settings, window, None, window.opens)))
    if due:
        found.append((_("After it is due"), shown(settings, window, None, due)))
    if When.RELEASED in {settings.score_shown, settings.answers_shown}:
        moment = due or window.opens
        found.append((_("After you release the results"), shown(settings, window, moment, moment)))
    return found


def _answer(asked: Kind) -> Answer:
    """An answer that is not quite right, if the kind has such an example; else whatever it has."""
    answers = [asked.normalise(answer) for _words, answer in asked.examples()]
    flawed = [one for one in answers if one is not None and asked.has_key and asked.grade(one).fraction < 1]
    return next(iter(flawed or answers), None)
