"""A submitted attempt, explained: for each question what was answered, what is right, why, and where to read on."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lessons.models import Source
from quizzes.behaviour import Certainty, certainty_points
from quizzes.explaining import Explained, explain, judged_by
from quizzes.kinds import BY_HAND, KEYLESS, UNSCORED, verdict
from quizzes.models import Attempt, Mark, QuestionVersion, Regrade, Response, ResponseEvent, Rubric
from quizzes.presets import Shown
from quizzes.scores import Score, score_of

# Most is learned from the first group, so it stands first. What was said without being right or wrong stands last.
GROUPS = ("certain", "wrong", "partly", "open", "right", "said")


@dataclass
class Line:
    """One question of the result. What may not be shown yet is not in it."""

    response: Response
    verdict: str
    points: Decimal | None
    words: list[str]
    right_words: list[str] = field(default_factory=list)
    feedback: list[tuple[str, str]] = field(default_factory=list)
    levels: list[tuple[str, str]] = field(default_factory=list)
    explanation: str = ""
    comment: str = ""
    section: str = ""
    sources: list[Source] = field(default_factory=list)
    certainty: str = ""
    late: ResponseEvent | None = None
    late_words: list[str] = field(default_factory=list)
    explained: Explained | None = None

    @property
    def group(self) -> str:
        """Where it stands: who was very sure of a wrong answer has most to learn from it."""
        surprised = self.verdict == "wrong" and self.response.certainty == Certainty.SURE
        return "certain" if surprised else self.verdict

    @property
    def heading(self) -> SafeString:
        """The question."""
        return self.response.version.heading_html

    @property
    def prose(self) -> str:
        """A long answer, which is shown as text and not as a list of words."""
        return self.words[0] if self.response.version.kind in BY_HAND and self.words else ""

    @property
    def is_by_hand(self) -> bool:
        """Whether a person says what the answer earns."""
        return self.response.version.kind in BY_HAND

    @property
    def is_by_key(self) -> bool:
        """Whether a key says what the answer earns."""
        return self.response.version.kind not in KEYLESS

    @property
    def material(self) -> list[tuple[str, str]]:
        """What stood before the student beside the question."""
        return self.response.version.asked.material

    @property
    def caution(self) -> str:
        """What must be said beside the question wherever it is shown."""
        return str(self.response.version.asked.caution)


class Result:
    """All questions of an attempt, as far as `shown` allows, in nine queries however many there are.

    Marks by hand that are not released are in it `for_teacher` alone, and so are private notes.
    """

    def __init__(self, attempt: Attempt, shown: Shown, *, for_teacher: bool = False) -> None:
        self.attempt, self.shown, self.for_teacher = attempt, shown, for_teacher
        marks = Mark.objects.signed() if for_teacher else Mark.objects.signed().released()
        responses = Response.objects.filter(attempt=attempt).with_marks(marks)
        self.responses = list(responses.select_related("version__claim", "version__rubric", "version__question"))
        regrades = Regrade.objects.filter(classroom=attempt.assignment.classroom_id)
        self.regrades = regrades.newest_of(response.version.question_id for response in self.responses)
        Rubric.bring_up_to_date(one.version.rubric for one in self.responses)
        self.late = {
            event.response_id: event for event in ResponseEvent.objects.late().filter(response__attempt=attempt)
        }
        self.sources = self._sources()

    @cached_property
    def sections(self) -> dict[str, int]:
        """The sections of the class's edition by their anchors, numbered from 1."""
        return {one["anchor"]: n for n, one in enumerate(self.attempt.assignment.edition.sections, 1)}

    @cached_property
    def lines(self) -> list[Line]:
        """In the order of the quiz."""
        return [self._line(response) for response in self.responses]

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """By verdict; without verdicts, one group of all."""
        if not self.shown.score:
            return [("", self.lines)]
        grouped = [(name, [line for line in self.lines if line.group == name]) for name in GROUPS]
        return [(name, lines) for name, lines in grouped if lines]

    @property
    def score(self) -> Score | None:
        """What it adds up to, as far as the reader may know."""
        if not self.shown.score:
            return None
        return score_of((response.points, response.fraction) for response in self.responses)

    def _key(self, response: Response) -> QuestionVersion:
        """The version whose key counts: the one that was asked, unless the class was regraded by another."""
        regrade = self.regrades.get(response.version.question_id)
        return regrade.version if regrade else response.version

    def _line(self, response: Response) -> Line:
        asked, mark, key = response.version.asked, response.mark, self._key(response)
        fraction = response.fraction if self.shown.score else None
        late = self.late.get(response.pk)
        line = Line(
            response,
            verdict=_verdict(response, fraction),
            points=None if fraction is None else fraction * response.points,
            words=asked.in_words(response.answer),
            section=self._section(response.version),
            late=late,
            late_words=asked.in_words(late.answer) if late else [],
            certainty=_certainty(response, fraction),
        )
        if self.shown.score and mark:
            line.comment, line.levels = mark.comment, levels_in_words(response.version, mark)
        if self.shown.score:
            line.explained = explain(response, key, with_answers=self.shown.answers, for_teacher=self.for_teacher)
        if self.shown.answers:
            line.right_words = [] if line.verdict == "right" else key.asked.right_words()
            said = [part for part in mark.parts if part.get("feedback")] if mark else []
            line.feedback = [(judged_by(response, mark).asked.about(part["of"]), part["feedback"]) for part in said]
            line.explanation = mark_safe(key.explanation_html)  # rendered and cleaned when written
            line.sources = [self.sources[name] for name in key.source_keys if name in self.sources]
        return line

    def _section(self, version: QuestionVersion) -> str:
        """Where to read on; nowhere when the question is about another lesson, which has its own sections."""
        lesson = self.attempt.assignment.edition.lesson
        found = self.sections.get(version.section) if version.question.lesson_id == lesson.pk else None
        code = lesson.code
        return _("Lesson %(code)s, section %(n)s") % {"code": code, "n": found} if found else ""

    def _sources(self) -> dict[str, Source]:
        if not self.shown.answers:
            return {}
        keys = {name for response in self.responses for name in self._key(response).source_keys}
        return Source.objects.in_bulk(keys, field_name="key")


def _certainty(response: Response, fraction: Decimal | None) -> str:
    """How sure the student was and what that paid, beside the grade and never in it."""
    if response.certainty is None:
        return ""
    level = Certainty(response.certainty).label
    if fraction is None:
        return str(level)
    paid = certainty_points(response.certainty, is_right=fraction >= 1)
    points = f"+{paid}" if paid > 0 else f"−{-paid}" if paid else "0"
    return _("%(level)s. To judge yourself: %(points)s, in no grade.") % {"level": level, "points": points}


def _verdict(response: Response, fraction: Decimal | None) -> str:
    """Right, partly or wrong; open while nobody has said; "said" where no answer is right or wrong."""
    if response.version.kind in UNSCORED:
        return "said"
    return "open" if fraction is None else verdict(fraction)


def levels_in_words(version: QuestionVersion, mark: Mark) -> list[tuple[str, str]]:
    """The levels of the rubric that were reached, in words."""
    if mark.source != Mark.Source.MANUAL:
        return []
    criteria = {criterion["id"]: criterion for criterion in version.rubric.today.criteria}
    parts = [(criteria[part["of"]], part["level"]) for part in mark.parts if part["of"] in criteria]
    return [(criterion["title"], f"{level} · {criterion['levels'][level]}") for criterion, level in parts]
