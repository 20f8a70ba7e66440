"""What waits for a person across all classes, read from every floor in a fixed number of queries."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from classrooms.models import Membership
from discussions.models import Post, ReviewItem
from gradebook.progress import latest_attempts
from gradebook.todo import Task, due_in_words
from lessons.models import Assignment, Reading
from quizzes.cards.deck import Deck
from quizzes.models import Attempt, Response
from quizzes.models.settings import own_title_of
from quizzes.models.windows import terms_in, terms_with
from quizzes.timing import Window

READ, QUIZ, DISCUSS = 3, 4, 5  # of what is due together: first read, then answer, then talk


class Work:
    """A person's open work at one moment. The attributes are the rows, read once."""

    def __init__(self, user: User, moment: datetime) -> None:
        self.moment = moment
        self.seats = list(user.memberships.active().select_related("classroom").order_by("classroom__name"))
        students = [seat for seat in self.seats if seat.is_student]
        given = Assignment.objects.read_by(user).select_related("classroom", "edition__lesson", "quiz_settings__quiz")
        announced = list(given) if students else []
        self.terms = terms_in(announced, students)
        self.given = [assignment for assignment in announced if assignment.opens_at <= moment]
        self.assignments = [one for one in announced if one.is_open(moment) or self._has_open_quiz(one)]
        readings = Reading.objects.filter(assignment__in=[one.pk for one in self.given], member__in=students)
        self.readings = {reading.assignment_id: reading for reading in readings}
        pks = [assignment.pk for assignment in self.assignments]
        self.attempts = latest_attempts(students, pks)
        self.posted_in = set(
            Post.objects.filter(author__in=students, thread__assignment__in=pks)
            .exclude(state=Post.State.WITHDRAWN)
            .values_list("thread__assignment_id", flat=True)
        )
        self.returned = list(
            Post.objects.returned_to(user).select_related("thread__assignment", "author__classroom", "moved_by__user")
        )
        self.deck = Deck.filled(user, moment, self.seats) if students else None

    def tasks(self) -> Iterator[Task]:
        """Everything there is to do, in no order."""
        for post in self.returned:
            yield self._revise(post)
        for assignment in self.assignments:
            yield from self._assigned(assignment)
        if self.deck and self.deck.left:
            yield self._look_again(self.deck)
        yield from self._waiting_for_staff()

    def today(self) -> date:
        """The day it is in the person's first class; by the site's clock for somebody without one."""
        return timezone.localdate(self.moment, self.seats[0].classroom.zone if self.seats else None)

    def rooms(self) -> list[dict[str, object]]:
        """The person's classes, with how many of the lessons given so far they have read."""
        return [self._room(seat) for seat in self.seats]

    def _room(self, seat: Membership) -> dict[str, object]:
        given = [one for one in self.given if seat.is_student and one.classroom_id == seat.classroom_id]
        segments = [bool((r := self.readings.get(one.pk)) and r.finished_at) for one in given]
        return {
            "name": seat.classroom.name,
            "slug": seat.classroom.slug,
            "role": seat.get_role_display(),
            "segments": sorted(segments, reverse=True),
            "given": len(segments),
            "read": sum(segments),
        }

    def _assigned(self, assignment: Assignment) -> Iterator[Task]:
        reading, attempt = self.readings.get(assignment.pk), self.attempts.get(assignment.pk)
        if not (reading and reading.finished_at) and assignment.opens_at <= self.moment:
            yield self._read(assignment, reading)
        if self._has_open_quiz(assignment) and self._may_answer(assignment, attempt):
            yield self._answer(assignment, attempt)
        if assignment.has_discussion and assignment.is_open(self.moment) and assignment.pk not in self.posted_in:
            yield self._discuss(assignment)

    def _has_open_quiz(self, assignment: Assignment) -> bool:
        """Whether this student may take the quiz now, whatever the dates of the class."""
        return assignment.has_quiz and self.terms[assignment.pk].window.is_open(self.moment)

    def _may_answer(self, assignment: Assignment, attempt: Attempt | None) -> bool:
        """Whether there is something to begin or to go on with, or a further attempt that was granted."""
        if attempt is None or attempt.submitted_at is None:
            return True
        terms = self.terms[assignment.pk]
        return bool(terms.extra_attempts) and terms.refusal(attempt.number, self.moment) is None

    def _read(self, assignment: Assignment, reading: Reading | None) -> Task:
        edition, read = assignment.edition, len(reading.sections) if reading else 0
        why = edition.content_note
        if read:
            why = ngettext("%(n)s section read.", "%(n)s sections read.", read) % {"n": read}
        left = 1 - read / max(len(edition.sections), 1)
        return self._task(
            assignment,
            icon="book",
            title=_("Lesson %(code)s: %(title)s"),
            why=why,
            place="lessons:read",
            action=_("Continue") if read else _("Read"),
            minutes=max(1, round(edition.minutes * left)),
            weight=READ,
        )

    def _answer(self, assignment: Assignment, attempt: Attempt | None) -> Task:
        why, terms = _("Not started."), self.terms[assignment.pk]
        if attempt and attempt.submitted_at:
            why, attempt = _("Your teacher gives you another attempt."), None
        elif attempt:
            why = _("You answered %(answered)s of %(asked)s.") % {
                "answered": attempt.answered,
                "asked": attempt.asked,
            }
        return self._task(
            assignment,
            icon="ui-checks",
            title=_("Quiz %(code)s: %(title)s"),
            called=own_title_of(assignment),
            why=why,
            place="quizzes:start",
            action=_("Continue") if attempt else _("Answer"),
            minutes=terms.minutes,
            weight=QUIZ,
        )

    def _discuss(self, assignment: Assignment) -> Task:
        return self._task(
            assignment,
            icon="signpost-split",
            title=_("Discuss %(code)s: %(title)s"),
            why=_("Take a stance and say what it rests on."),
            place="lessons:assignment",
            action=_("Take part"),
            minutes=10,
            weight=DISCUSS,
            window=terms_with(assignment, []).window,  # own dates are for the quiz; the class talks together
        )

    def _look_again(self, deck: Deck) -> Task:
        n = deck.left
        return Task(
            icon="arrow-repeat",
            title=ngettext("%(n)s review card due", "%(n)s review cards due", n) % {"n": n},
            why=_("Words, events and missed questions, before you forget them. Never graded."),
            url=reverse("quizzes:cards"),
            action=_("Review"),
            minutes=deck.minutes,
        )

    def _task(
        self,
        assignment: Assignment,
        *,
        title: str,
        why: str,
        place: str,
        called: str = "",
        window: Window | None = None,
        **rest: object,
    ) -> Task:
        window = window or self.terms[assignment.pk].window
        classroom, due_at, closes_at = assignment.classroom, window.due, window.closes
        edition, due = assignment.edition, due_in_words(due_at, self.moment, classroom.zone) if due_at else None
        if due and due.is_late and closes_at:
            until = date_format(closes_at.astimezone(classroom.zone), "D j M, H:i", use_l10n=False)
            why = f"{why} " + _("It stays open until %(until)s.") % {"until": until}
        return Task(
            title=title % {"code": edition.lesson.code, "title": called or edition.title},
            why=f"{classroom.name}. {why}",
            url=reverse(place, args=[classroom.slug, assignment.pk]),
            due_at=due_at,
            due=due,
            **rest,
        )

    def _revise(self, post: Post) -> Task:
        classroom, due_at = post.author.classroom, post.thread.assignment.due_at
        who = post.moved_by.name if post.moved_by else _("A moderator")
        why = _("%(who)s asks you to look at it again. Your text is kept.") % {"who": who}
        return Task(
            icon="arrow-return-left",
            title=_("Your post was returned: %(thread)s") % {"thread": post.thread.title},
            why=f"{classroom.name}. {why}",
            url=reverse("discussions:revise", args=[classroom.slug, post.pk]),
            action=_("Revise"),
            minutes=5,
            due_at=due_at,
            due=due_in_words(due_at, self.moment, classroom.zone) if due_at else None,
            weight=0,
        )

    def _waiting_for_staff(self) -> Iterator[Task]:
        staff = [seat for seat in self.seats if seat.may_moderate]
        if not staff:
            return
        teachers = [seat for seat in staff if seat.is_teacher]
        posts, answers = posts_waiting(staff), answers_to_mark(teachers)
        for seat in staff:
            if n := posts.get(seat.classroom_id):
                title = ngettext("%(n)s post to review", "%(n)s posts to review", n) % {"n": n}
                yield self._for_others(seat, "inbox", title, "discussions:queue", _("Review"), weight=1)
            if n := answers.get(seat.classroom_id):
                title = ngettext("%(n)s answer to mark", "%(n)s answers to mark", n) % {"n": n}
                yield self._for_others(seat, "pencil", title, "quizzes:to_mark", _("Mark"), weight=2)

        for assignment in assignments_with_suspended_questions(teachers, self.moment):
            yield self._suspended(assignment)

    def _suspended(self, assignment: Assignment) -> Task:
        n = assignment.suspended_questions
        title = ngettext("%(n)s suspended question in quiz %(code)s", "%(n)s suspended questions in quiz %(code)s", n)
        return Task(
            icon="exclamation-circle",
            title=title % {"n": n, "code": assignment.edition.lesson.code},
            why=f"{assignment.classroom.name}. " + _("A claim has changed its status."),
            url=assignment.get_absolute_url(),
            action=_("See why"),
        )

    def _for_others(self, seat: Membership, icon: str, title: str, place: str, action: str, weight: int) -> Task:
        classroom = seat.classroom
        url = reverse(place, args=[classroom.slug])
        return Task(icon, title, classroom.name, url, action, weight=weight, others_wait=True)


def posts_waiting(staff: list[Membership]) -> dict[int, int]:
    """How many posts wait in each class (by its key) for one of these members."""
    rows = ReviewItem.objects.waiting_for(staff).values("classroom").annotate(n=Count("pk"))
    return {row["classroom"]: row["n"] for row in rows}


def assignments_with_suspended_questions(teachers: list[Membership], moment: datetime) -> list[Assignment]:
    """What these teachers have given, is not over, and has suspended questions in its quiz; with their number."""
    if not teachers:
        return []
    suspended = Q(
        edition__lesson__questions__suspended_for__isnull=False,
        edition__lesson__questions__retired_at=None,
        edition__lesson__questions__author=None,
    )
    given = Assignment.objects.live().not_closed(moment).filter(has_quiz=True)
    counted = given.filter(classroom__in=[seat.classroom_id for seat in teachers]).annotate(
        suspended_questions=Count("edition__lesson__questions", filter=suspended, distinct=True)
    )
    return list(counted.filter(suspended_questions__gt=0).select_related("classroom", "edition__lesson"))


def answers_to_mark(teachers: list[Membership]) -> dict[int, int]:
    """How many handed-in answers wait in each class (by its key) for a teacher's mark."""
    if not teachers:
        return {}
    rows = (
        Response.objects.counted()
        .to_mark()
        .filter(attempt__assignment__classroom__in=[seat.classroom_id for seat in teachers])
        .values("attempt__assignment__classroom")
        .annotate(n=Count("pk"))
    )
    return {row["attempt__assignment__classroom"]: row["n"] for row in rows}
