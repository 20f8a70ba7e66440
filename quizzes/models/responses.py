"""The answer to one question of an attempt: how it is saved, how a late one is accepted, how it is marked."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from classrooms.models import Membership
from quizzes.apps import graded
from quizzes.behaviour import after_check
from quizzes.grading import ALL
from quizzes.kinds import BY_HAND, KEYLESS, Answer, Outcome
from quizzes.models.events import ResponseEvent, Saved
from quizzes.models.marks import Mark, MarkedMeanwhile, outcome_fields, rubric_fields
from quizzes.models.questions import QuestionVersion
from quizzes.models.response_sets import ResponseQuerySet
from quizzes.presets import Settings

HIGHEST_REV = 2**31 - 1


class Response(models.Model):
    """The current answer to one question, the version that was asked, and how often the answer was revised."""

    attempt = models.ForeignKey("Attempt", on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="responses")
    option_order = models.JSONField(default=list, blank=True)
    points = models.PositiveSmallIntegerField()
    answer = models.JSONField(null=True, blank=True)
    rev = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    is_flagged = models.BooleanField(default=False)
    certainty = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1, 2 or 3: how sure the student was."
    )
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often the answer was checked on the spot.")
    wrong_tries = models.PositiveSmallIntegerField(default=0, help_text="How many of those checks found it not right.")
    checked_rev = models.PositiveIntegerField(null=True, blank=True, help_text="The revision that was checked last.")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When a check on the spot closed the question.")

    objects = ResponseQuerySet.as_manager()

    # Set by `to_save`; None on a row that was fetched in another way.
    came_before: bool | None = None

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "position"], name="one_response_per_position"),
            models.UniqueConstraint(fields=["attempt", "version"], name="an_attempt_asks_a_question_once"),
            models.CheckConstraint(
                condition=Q(certainty__isnull=True) | Q(certainty__in=[1, 2, 3]), name="certainty_is_one_two_or_three"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(tries__gt=0), name="what_is_settled_was_checked"
            ),
        ]

    def __str__(self) -> str:
        return f"Response {self.position} of attempt {self.attempt_id}"

    def get_absolute_url(self) -> str:
        """The question's page."""
        return reverse("quizzes:answer", args=[self.attempt.assignment.classroom.slug, self.pk])

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered."""
        return self.answer is not None

    @property
    def mark(self) -> Mark | None:
        """The mark that counts, if there is one; ask for `with_marks` before looking at many."""
        marks = list(self.marks.all())
        return marks[-1] if marks else None

    @property
    def is_to_mark(self) -> bool:
        """Whether a person still has to say what the answer earns."""
        by_hand = self.version.kind in BY_HAND and self.is_answered
        manual = [mark.at for mark in self.marks.all() if mark.source == Mark.Source.MANUAL]
        return by_hand and not (manual and (self.saved_at is None or manual[-1] >= self.saved_at))

    @property
    def fraction(self) -> Decimal | None:
        """The share of the points that was earned; None while nobody has said."""
        mark = self.mark
        return None if mark is None or self.is_to_mark else mark.fraction

    def save_answer(
        self,
        answer: Any,
        *,
        client_id: str,
        rev: int,
        moment: datetime,
        is_flagged: bool | None = None,
        certainty: int | None = None,
    ) -> Saved:
        """Keep an answer that arrived, and say what became of it.

        `client_id` is "<tab>:<number>": sent again with the same answer it changes nothing. `rev` is the revision the
        student was looking at: when another tab has saved since, the answer is kept beside that one. After deadline
        and grace, or after submitting, it is kept as late. A different answer under a used `client_id` (the browser's
        Back button) is an answer of its own.
        """
        with transaction.atomic(savepoint=False):
            row = self if self.came_before is not None else Response.objects.to_save(client_id).get(pk=self.pk)
            answer = row.version.asked.normalise(answer)
            if row._has_had(client_id, rev, moment):
                if row.events.get(client_id=client_id).answer == answer:
                    return Saved.REPEATED
                client_id = f"{client_id[:40]}+{uuid.uuid4().hex}"
            became = row._destiny(answer, client_id, rev, moment)
            if became == Saved.REPEATED:
                row._flag_settled(is_flagged, moment)
                return became
            row.certainty = certainty or row.certainty
            row._log(Saved.kind_of(became), answer, client_id, row.rev + (became == Saved.SAVED), moment)
            if became == Saved.SAVED:
                row._store(answer, moment, is_flagged)
                self.answer, self.rev, self.saved_at = row.answer, row.rev, row.saved_at
            return became

    def check_answer(self, settings: Settings, moment: datetime) -> Outcome | None:
        """Say on the spot whether the saved answer is right, and count the try; None when there is nothing to say.

        The same answer twice is one try. A question that is settled by it takes no further answer.
        """
        key = f"check+{self.rev}"  # no tab's id: those have a colon
        with transaction.atomic():
            row = Response.objects.to_save(key).get(pk=self.pk)
            outcome = row.version.asked.grade(row.answer) if row.is_checked_on_the_spot(settings) else None
            if outcome is None or row.answer is None or row.rev != self.rev:
                return None
            if not row.was_checked:
                if row._is_closed(moment):
                    return None
                row._count_try(outcome, settings, key, moment)
            for name in ("tries", "wrong_tries", "checked_rev", "settled_at"):
                setattr(self, name, getattr(row, name))
            return outcome

    def is_checked_on_the_spot(self, settings: Settings) -> bool:
        """Whether the question has a button that checks it: the quiz says so, and its kind can."""
        return settings.is_checked_on_the_spot and self.version.kind not in KEYLESS

    @property
    def was_checked(self) -> bool:
        """Whether the current answer is the one that was checked last."""
        return self.checked_rev is not None and self.checked_rev == self.rev

    def tries_before(self, outcome: Outcome) -> int:
        """How many wrong tries went before the current answer, which earns `outcome`."""
        return self.wrong_tries - (self.was_checked and outcome.fraction < ALL)

    def answer_at(self, rev: int) -> Answer:
        """What the answer was at an earlier revision."""
        return self.events.stored().filter(rev=rev).values_list("answer", flat=True).last()

    def other_answer(self) -> ResponseEvent | None:
        """The answer from another tab that stands beside the current one, until the student saves again."""
        return self.events.filter(kind=ResponseEvent.Kind.CONFLICT, rev=self.rev).order_by("pk").last()

    def import_answer(self, answer: Any, *, client_id: str, moment: datetime) -> bool:
        """Keep an answer out of a student's file beside the current one; False when it is known already."""
        with transaction.atomic():
            row = Response.objects.to_save(client_id).get(pk=self.pk)
            answer = row.version.asked.normalise(answer)
            # Asked again now that the row is locked: `came_before` is as old as the wait for it.
            if answer is None or answer == row.answer or row.events.filter(client_id=client_id).exists():
                return False
            row._log(ResponseEvent.Kind.IMPORTED, answer, client_id, row.rev, moment)
            return True

    def accept_late(self, event: ResponseEvent, *, by: Membership, moment: datetime) -> None:
        """Count an answer that came late. What a person marks goes to the marking list; the rest is marked at once."""
        self.attempt.close_if_over(moment)
        self.attempt.grade()  # the mark by the key comes first; where that fails, so does this
        key = f"accept+{event.pk}"  # no tab's id: those have a colon
        with transaction.atomic():
            row = Response.objects.to_save(key).get(pk=self.pk)
            if row.events.filter(client_id=key).exists():
                return
            row._log(ResponseEvent.Kind.ACCEPTED, event.answer, key, row.rev + 1, moment)
            row._store(event.answer, moment, None)
            outcome = row.version.asked.grade(row.answer)
            if outcome is not None:
                row._add_mark(by=by, moment=moment, **outcome_fields(outcome, Mark.Source.ADJUSTMENT))
            graded(row.attempt)

    def mark_by_hand(
        self, levels: Mapping[str, int], *, comment: str, by: Membership, seen: int, moment: datetime, note: str = ""
    ) -> Mark:
        """Add a mark by the rubric's levels. `seen` is the number of the mark the marker looked at, 0 for none.

        The student sees it once it is released, and never sees the note. Raises `MarkedMeanwhile` when somebody else
        has marked since: two markers never overwrite each other.
        """
        with transaction.atomic():
            row = self._as_seen(seen)
            fields = rubric_fields(row.version, levels)
            mark = row._add_mark(by=by, comment=comment, note=note, moment=moment, **fields)
            graded(row.attempt)
            return mark

    def adjust(self, fraction: Decimal, *, comment: str, by: Membership, seen: int, moment: datetime) -> Mark:
        """Give other points than the key does; `seen` and `MarkedMeanwhile` as in `mark_by_hand`.

        A regrade leaves them alone, and the student sees them at once.
        """
        with transaction.atomic():
            row, source = self._as_seen(seen), Mark.Source.ADJUSTMENT
            mark = row._add_mark(by=by, comment=comment, moment=moment, source=source, fraction=fraction)
            graded(row.attempt)
            return mark

    def _as_seen(self, seen: int) -> Self:
        """The row, locked, while the mark that somebody has seen is still the last one."""
        row = Response.objects.select_related("version__rubric").select_for_update(of=("self",), no_key=True)
        row = row.get(pk=self.pk)
        if row.mark is not None and row.mark.number != seen:
            raise MarkedMeanwhile(row.mark)
        return row

    def _add_mark(self, *, by: Membership, moment: datetime, **fields: Any) -> Mark:
        last = self.mark
        number = last.number + 1 if last else 1
        return Mark.objects.create(response=self, number=number, version=self.version, by=by, at=moment, **fields)

    def _has_had(self, client_id: str, rev: int, moment: datetime) -> bool:
        """Whether this very save came before.

        `came_before` was read before the lock was granted; but who saved in between has raised the revision.
        """
        if self.came_before or (rev == self.rev and not self._is_closed(moment)):
            return bool(self.came_before)
        return self.events.filter(client_id=client_id).exists()

    def _is_closed(self, moment: datetime) -> bool:
        attempt = self.attempt
        if attempt.submitted_at is None and attempt.is_over(moment):
            attempt.assignment.refresh_from_db()  # a change of its dates may be what this save has waited for
        return attempt.submitted_at is not None or attempt.is_over(moment)

    def _count_try(self, outcome: Outcome, settings: Settings, key: str, moment: datetime) -> None:
        after = after_check(self.tries, settings.tries_allowed, outcome.fraction)
        self.tries, self.wrong_tries = after.tries, self.wrong_tries + (outcome.fraction < ALL)
        self.checked_rev, self.settled_at = self.rev, moment if after.is_settled else None
        self._log(ResponseEvent.Kind.CHECKED, self.answer, key, self.rev, moment)
        self.save(update_fields=["tries", "wrong_tries", "checked_rev", "settled_at"])

    def _destiny(self, answer: Answer, client_id: str, rev: int, moment: datetime) -> Saved:
        """What must become of the answer; the rows are locked."""
        if self._is_closed(moment):
            late = self.events.filter(kind=ResponseEvent.Kind.LATE)
            return Saved.LATE if answer != self.answer or late.exists() else Saved.REPEATED
        if self.settled_at is not None:
            return Saved.SETTLED if answer != self.answer else Saved.REPEATED
        if rev != self.rev and answer != self.answer and self._another_tab_saved(client_id, rev):
            return Saved.CONFLICT
        return Saved.SAVED

    def _another_tab_saved(self, client_id: str, rev: int) -> bool:
        """Whether a newer revision came from elsewhere; one's own tab may not have heard of its last save."""
        tab = client_id.partition(":")[0]
        newer = self.events.filter(kind=ResponseEvent.Kind.SAVED, rev__gt=min(rev, HIGHEST_REV))
        return newer.exclude(client_id__startswith=f"{tab}:").exists()

    def _flag_settled(self, is_flagged: bool | None, moment: datetime) -> None:
        """A question that takes no other answer can still be marked to be looked at again."""
        if self.settled_at and is_flagged is not None and not self._is_closed(moment):
            self.is_flagged = is_flagged
            self.save(update_fields=["is_flagged"])

    def _log(self, kind: str, answer: Answer, client_id: str, rev: int, moment: datetime) -> None:
        event = {"kind": kind, "answer": answer, "client_id": client_id, "rev": rev, "at": moment}
        ResponseEvent.objects.create(response=self, certainty=self.certainty, **event)

    def _store(self, answer: Answer, moment: datetime, is_flagged: bool | None) -> None:
        if self.was_checked and answer == self.answer:
            self.checked_rev = self.rev + 1  # the same answer once more is no new try
        self.answer, self.rev, self.saved_at = answer, self.rev + 1, moment
        if is_flagged is not None:
            self.is_flagged = is_flagged
        self.save(update_fields=["answer", "rev", "saved_at", "is_flagged", "certainty", "checked_rev"])
