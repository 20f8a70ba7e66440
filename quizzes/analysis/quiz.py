"""What a class got wrong in a quiz, question by question: the numbers behind the page "Item analysis".

What counts: the first attempt that each student of the class handed in with the quiz, in whichever of the class's
assignments that was; graded, and no preview. So answers are pooled by version: a question that was reworded between
two assignments has two items. The mark that counts is the last one of each answer, so a regrade counts once. Answers
that a person still has to mark are left out and counted beside the item.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.db.models import Case, JSONField, QuerySet, Value, When

from classrooms.models import Membership
from lessons.models import Assignment, Claim
from quizzes.analysis import statistics
from quizzes.analysis.items import Answered, Item
from quizzes.analysis.statistics import Calibration
from quizzes.kinds import BY_HAND
from quizzes.kinds.options import misconceptions
from quizzes.models import Attempt, Mark, QuestionVersion, Response, ResponseEvent
from quizzes.models.settings import quiz_of, settings_of

SEEN = [ResponseEvent.Kind.SAVED, ResponseEvent.Kind.CHECKED]


@dataclass(frozen=True)
class First:
    """A student's first attempt."""

    pk: int
    student: int
    assignment: int
    started_at: datetime


@dataclass
class Analysis:
    """All items of a quiz in one class."""

    firsts: dict[int, First]
    items: list[Item]

    @property
    def students(self) -> set[int]:
        """Whose answers are counted."""
        return {first.student for first in self.firsts.values()}

    @property
    def assignments(self) -> set[int]:
        """The assignments in which they were given."""
        return {first.assignment for first in self.firsts.values()}

    @property
    def as_in_quiz(self) -> list[Item]:
        """In the order in which the quiz asks them."""
        return sorted(self.items, key=lambda item: (item.position, item.version.question_id, item.version.number))

    @property
    def most_missed_first(self) -> list[Item]:
        """The hardest first; those without a number last."""
        rated = [item for item in self.as_in_quiz if item.facility is not None]
        unrated = [item for item in self.as_in_quiz if item.facility is None]
        return sorted(rated, key=lambda item: item.facility) + unrated

    @cached_property
    def complete(self) -> list[tuple[float, ...]]:
        """The points of the students who were asked and marked on the same questions, those most students share.

        Alpha needs one table without holes: so a question of which some answers wait to be marked is left out. A quiz
        that draws from pools may have no such table worth the name.
        """
        earned: dict[int, dict[int, float]] = defaultdict(dict)
        for item in self.items:
            for one in item.marked if not item.waiting else ():
                earned[one.attempt][item.version.pk] = one.share * one.points
        alike = Counter(frozenset(points) for points in earned.values())
        if not alike:
            return []
        asked = max(alike, key=lambda versions: (alike[versions], len(versions), sorted(versions)))
        order = sorted(asked)
        return [tuple(points[pk] for pk in order) for points in earned.values() if points.keys() == asked]

    @cached_property
    def alpha(self) -> float | None:
        """How far the questions measure one thing."""
        return statistics.alpha(self.complete)

    @property
    def dependability(self) -> str:
        """Alpha as one of three words: good, fair, poor; by the two digits that are shown. "" where there is none."""
        if self.alpha is None:
            return ""
        shown = round(self.alpha, 2)
        return "good" if shown >= 0.7 else ("fair" if shown >= 0.5 else "poor")

    @cached_property
    def calibration(self) -> list[Calibration]:
        """How often those were right who said how sure they were; empty where nobody was asked to."""
        certain = [one for item in self.items for one in item.marked if one.certainty]
        return statistics.calibration((one.certainty, one.is_right) for one in certain) if certain else []


def analyse(assignment: Assignment, teacher: Membership) -> Analysis:
    """The assignment's quiz as the teacher's class answered it, in six queries however many answers there are."""
    quiz = quiz_of(assignment)
    attempts = Attempt.objects.visible_to(teacher).counted().submitted()
    attempts = attempts.filter(quiz=quiz, number=1, graded_at__isnull=False)
    firsts = _firsts(attempts)
    answers, versions = _answers(attempts, firsts)
    _mark(answers, attempts)
    for pk, seconds in seconds_by_response(firsts, attempts).items():
        if pk in answers:
            answers[pk].seconds = seconds
    items = _items(answers, versions, is_scored=settings_of(assignment).is_scored)
    _compare(items)
    return Analysis(firsts, items)


def seconds_by_response(firsts: dict[int, First], attempts: QuerySet[Attempt]) -> dict[int, float]:
    """How long each answer took, by the key of its response.

    Nobody watches a student think, so time is what the log of saved answers tells: the seconds between one save of an
    attempt (the first time: its start) and the next are counted for the question that the next one saved. An answer
    that was changed later gets that time too, and so does a break. What was saved together with other questions at one
    moment, as a page without JavaScript does, has no time of its own.
    """
    events = ResponseEvent.objects.filter(response__attempt__in=attempts.values("pk"), kind__in=SEEN)
    rows = events.order_by("response__attempt", "at").values_list("response__attempt", "response", "at")
    taken: dict[int, float] = defaultdict(float)
    for attempt, saves in groupby(rows.iterator(chunk_size=5000), key=lambda row: row[0]):
        if attempt not in firsts:
            continue
        before, together = firsts[attempt].started_at, set()
        for at, same in groupby(saves, key=lambda row: row[2]):
            saved = {response for _, response, _ in same}
            if len(saved) > 1:
                together |= saved
            else:
                taken[saved.pop()] += (at - before).total_seconds()
            before = at
        for response in together:
            taken.pop(response, None)
    return taken


def _firsts(attempts: QuerySet[Attempt]) -> dict[int, First]:
    """The earliest of each student's, by its key: one quiz may have been given to the class twice."""
    rows = attempts.order_by("started_at", "pk").values_list("pk", "student", "assignment", "started_at")
    by_student: dict[int, First] = {}
    for row in rows:
        by_student.setdefault(row[1], First(*row))
    return {first.pk: first for first in by_student.values()}


def _answers(attempts: QuerySet[Attempt], firsts: dict[int, First]) -> tuple[dict[int, Answered], dict[int, int]]:
    """The answers by the key of their response, and the version that each was given to."""
    fields = ("pk", "version", "attempt", "position", "points", "answer", "certainty")
    rows = Response.objects.filter(attempt__in=attempts.values("pk")).order_by("attempt", "position")
    answers: dict[int, Answered] = {}
    versions: dict[int, int] = {}
    for pk, version, attempt, *rest in rows.values_list(*fields).iterator(chunk_size=5000):
        if attempt in firsts:
            answers[pk], versions[pk] = Answered(attempt, *rest), version
    return answers, versions


def _mark(answers: dict[int, Answered], attempts: QuerySet[Attempt]) -> None:
    """Put the mark that counts beside each answer.

    Only a mark by hand brings its parts along, the levels of the rubric.
    """
    by_hand = Case(When(source=Mark.Source.MANUAL, then="parts"), default=Value(None), output_field=JSONField())
    rows = Mark.objects.filter(response__attempt__in=attempts.values("pk")).order_by("number")
    fields = ("response", "version", "fraction", "source", "levels", "version__kind")
    for pk, version, fraction, source, levels, kind in (
        rows.annotate(levels=by_hand).values_list(*fields).iterator(5000)
    ):
        one = answers.get(pk)
        if one is None:
            continue
        # Of a text only a person's mark counts, and what came after it; one left empty is judged without a person.
        is_read = source == Mark.Source.MANUAL or one.share is not None
        if kind not in BY_HAND or one.answer is None or is_read:
            one.share, one.judged_by, one.levels = float(fraction), version, levels or one.levels


def _items(answers: dict[int, Answered], versions: dict[int, int], *, is_scored: bool) -> list[Item]:
    """One item for each version, with the key by which most of its answers were judged."""
    by_version: dict[int, list[Answered]] = defaultdict(list)
    for pk, one in answers.items():
        by_version[versions[pk]].append(one)
    judges = {version: _judge(given) or version for version, given in by_version.items()}
    rows = QuestionVersion.objects.select_related("question__lesson", "claim", "rubric")
    found = rows.in_bulk({*by_version, *judges.values()})
    claims = _claims(found.values())
    return [Item(found[pk], found[judges[pk]], given, claims, is_scored) for pk, given in by_version.items()]


def _compare(items: Iterable[Item]) -> None:
    """Put beside each answer what its student earned for the rest, of what could be earned there.

    Questions of which some answers still wait to be marked are in nobody's rest: it would be another one for those
    whose text is marked.
    """
    reached, possible = defaultdict(float), defaultdict(int)
    for item in items:
        for one in item.marked if not item.waiting else ():
            reached[one.attempt] += one.share * one.points
            possible[one.attempt] += one.points
    for item in items:
        for one in item.marked:
            own = 0 if item.waiting else one.points
            if others := possible[one.attempt] - own:
                one.rest = (reached[one.attempt] - one.share * own) / others


def _judge(given: Iterable[Answered]) -> int | None:
    """The version by which most of the answers were judged."""
    counts = Counter(one.judged_by for one in given if one.judged_by)
    return counts.most_common(1)[0][0] if counts else None


def _claims(versions: Iterable[QuestionVersion]) -> dict[str, Claim]:
    """The claims that wrong options stand for, by their code."""
    codes = {code for version in versions for code in misconceptions(version.spec)}
    return Claim.objects.in_bulk(codes, field_name="code")
