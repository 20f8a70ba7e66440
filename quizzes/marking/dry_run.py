"""What a regrade would do to a class's answers to one question, and the doing of it: looked at first, then the same."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.db import transaction

from classrooms.models import Classroom, Membership
from quizzes.apps import graded
from quizzes.explaining import live_points
from quizzes.kinds import Outcome
from quizzes.marking.regrading import Policy, regraded
from quizzes.models import Mark, Question, QuestionVersion, Regrade, Response
from quizzes.models.marks import PENALTY, outcome_fields
from quizzes.models.response_sets import ResponseQuerySet


class ChangedMeanwhile(Exception):
    """Marks have changed since the dry run was looked at; `dry_run` is a fresh one."""

    def __init__(self, dry_run: "DryRun") -> None:
        super().__init__("changed meanwhile")
        self.dry_run = dry_run


@dataclass(frozen=True)
class Change:
    """One answer, in the words that the student saw, and what becomes of its points."""

    response: Response
    words: str
    before: Decimal
    after: Decimal
    outcome: Outcome

    @property
    def student(self) -> Membership:
        """Whose answer it is."""
        return self.response.attempt.student

    @property
    def points_before(self) -> Decimal:
        """What it earns now."""
        return self.before * self.response.points

    @property
    def points_after(self) -> Decimal:
        """What it would earn."""
        return self.after * self.response.points

    @property
    def gain(self) -> Decimal:
        """The difference; below nought when points are lost."""
        return self.points_after - self.points_before

    @property
    def loss(self) -> Decimal:
        """The same as a loss."""
        return -self.gain


@dataclass(frozen=True)
class ByHand:
    """An answer that a person has marked: it keeps its points. `live` is what the chosen key would give."""

    response: Response
    live: Decimal | None


class DryRun:
    """A class's answers to a question, judged by the key of `version` under `policy`. Nothing is written.

    Answers that nobody has judged yet (still being written, not graded) are left out: they are judged by the version
    they were asked. Four queries however many there are.
    """

    def __init__(self, classroom: Classroom, question: Question, version: QuestionVersion, policy: str) -> None:
        self.classroom, self.question, self.version, self.policy = classroom, question, version, policy
        self.responses = list(judged_answers(classroom, question))
        self.versions = question.versions.in_bulk()
        newest = Regrade.objects.filter(classroom=classroom, question=question).order_by("pk").last()
        self.last_regrade = newest.pk if newest else 0

    @property
    def seen(self) -> str:
        """A short word for the choices and all marks as they stand: by it a form shows that it was looked at."""
        marks = ",".join(f"{response.pk}:{response.mark.number}" for response in self.responses)
        looked_at = f"{self.version.pk} {self.policy} {marks}"
        return f"{self.last_regrade}-{hashlib.sha256(looked_at.encode()).hexdigest()[:16]}"

    @cached_property
    def changes(self) -> list[Change]:
        """The answers whose points change, the largest gain first."""
        found = [self._judge(response) for response in self.responses if not response.mark.is_by_hand]
        changed = [change for change in found if change.after != change.before]
        return sorted(changed, key=lambda change: (-change.gain, change.student.name))

    @cached_property
    def by_hand(self) -> list[ByHand]:
        """The answers that a person has marked."""
        by_hand = [response for response in self.responses if response.mark.is_by_hand]
        return [ByHand(response, live_points(response, self.version)) for response in by_hand]

    @property
    def unchanged(self) -> int:
        """How many answers keep their points, apart from those marked by hand."""
        return len(self.responses) - len(self.changes) - len(self.by_hand)

    @property
    def gaining(self) -> int:
        """How many answers gain points."""
        return sum(change.gain > 0 for change in self.changes)

    @property
    def losing(self) -> int:
        """How many answers lose points."""
        return sum(change.gain < 0 for change in self.changes)

    @property
    def total(self) -> Decimal:
        """All gains and losses together."""
        return sum((change.gain for change in self.changes), Decimal(0))

    def carry_out(self, *, by: Membership, reason: str, seen: str, moment: datetime) -> Regrade:
        """Write the regrade and a mark for each answer that changes, and tell everybody who wants to know.

        `seen` is the word of the dry run that `by` looked at. The same press twice is one regrade; when marks have
        changed since for any other reason, raises `ChangedMeanwhile` and writes nothing.
        """
        with transaction.atomic():
            answers = judged_answers(self.classroom, self.question).select_related(None).prefetch_related(None)
            list(answers.only("pk").select_for_update(of=("self",), no_key=True))
            fresh = DryRun(self.classroom, self.question, self.version, self.policy)
            if fresh.seen != seen:
                if done := fresh._pressed_before(by, reason, seen):
                    return done
                raise ChangedMeanwhile(fresh)
            return fresh._write(by, reason, moment)

    def _judge(self, response: Response) -> Change:
        mark, asked = response.mark, self.version.asked
        outcome = asked.grade(asked.normalise(response.answer))
        after = regraded(Fraction(mark.fraction), outcome.fraction, self.policy, mark.penalty)
        words = "; ".join(self.versions[response.version_id].asked.in_words(response.answer))
        return Change(response, words, mark.fraction, outcome_fields(Outcome(after))["fraction"], outcome)

    def _pressed_before(self, by: Membership, reason: str, seen: str) -> Regrade | None:
        """The regrade that this very press has made already."""
        last = Regrade.objects.filter(pk=self.last_regrade, by=by, version=self.version, policy=self.policy).first()
        is_next = last and seen.startswith(f"{self._regrade_before(last)}-")
        return last if is_next and last.reason == reason else None

    def _regrade_before(self, last: Regrade) -> int:
        earlier = Regrade.objects.filter(classroom=self.classroom, question=self.question, pk__lt=last.pk)
        return earlier.order_by("pk").values_list("pk", flat=True).last() or 0

    def _write(self, by: Membership, reason: str, moment: datetime) -> Regrade:
        regrade = Regrade.objects.create(
            classroom=self.classroom,
            question=self.question,
            version=self.version,
            policy=self.policy,
            reason=reason,
            by=by,
            at=moment,
        )
        Mark.objects.bulk_create(self._mark(change, regrade) for change in self.changes)
        # In one order whoever runs, so that two regrades never wait for each other's grades.
        attempts = {change.response.attempt_id: change.response.attempt for change in self.changes}
        for attempt in sorted(attempts.values(), key=lambda one: (one.assignment_id, one.student_id, one.pk)):
            graded(attempt)
        return regrade

    def _mark(self, change: Change, regrade: Regrade) -> Mark:
        last = change.response.mark
        fields = outcome_fields(change.outcome, Mark.Source.REGRADE) | {"fraction": change.after}
        if self.policy != Policy.FULL:
            fields["parts"] += [part for part in last.parts if part.get("of") == PENALTY]
        place = {"response": change.response, "number": last.number + 1, "version": self.version}
        return Mark(**place, **fields, regrade=regrade, by=regrade.by, at=regrade.at)


def judged_answers(classroom: Classroom, question: Question) -> ResponseQuerySet:
    """What the class's students handed in to the question, in whichever version, with the marks it has."""
    asked = Response.objects.counted().filter(
        attempt__assignment__classroom=classroom, attempt__graded_at__isnull=False, version__question=question
    )
    return (
        asked.filter(marks__number=1)
        .select_related("attempt__student__user", "attempt__assignment__edition__lesson")
        .prefetch_related("marks")
        .order_by("pk")
    )
