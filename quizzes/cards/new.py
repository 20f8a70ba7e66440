"""What a student's next review cards are about: questions that were missed, and what finished lessons name.

Every function returns at most `most` things that have no card of this student yet, in a fixed number of queries.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice

from django.db.models import Min, OuterRef, QuerySet, Subquery

from accounts.models import User
from classrooms.models import Membership
from lessons.models import Assignment, Event, Reading, Term
from quizzes.models import Attempt, Card, Mark, Question, Response
from quizzes.models.cards import NOT_TO_REMEMBER
from quizzes.models.windows import terms_in


def new_cards(user: User, seats: Iterable[Membership], moment: datetime, most: int) -> list[Card]:
    """Unsaved cards, due at once: missed questions first, then terms and events, the oldest lesson first.

    `seats` are the person's places as a student.
    """
    seats = list(seats)
    questions = ({"question_id": pk} for pk in missed_questions(user, seats, moment, most))
    things = islice(chain(questions, named_in_lessons(user, seats, most)), most)
    return [Card(student=user, due_at=moment, created_at=moment, **thing) for thing in things]


def missed_questions(user: User, seats: list[Membership], moment: datetime, most: int) -> list[int]:
    """The keys of questions that did not earn all their points, where the student may see the answers at `moment`.

    Before that a card would tell the key of a test, or of a homework with another attempt left. The mark that counts
    is the last one.
    """
    shown = _answers_shown(user, seats, moment) if seats else []
    if not shown:
        return []
    earned = Mark.objects.filter(response=OuterRef("pk")).order_by("-number").values("fraction")[:1]
    missed = (
        Response.objects.counted()
        .filter(attempt__student__in=seats, attempt__assignment__in=shown, attempt__graded_at__isnull=False)
        .filter(version__question__in=Question.objects.asked())
        .exclude(version__kind__in=NOT_TO_REMEMBER)
        .annotate(earned=Subquery(earned))
        .filter(earned__lt=1)
        .exclude(version__question__cards__student=user)
    )
    rows = missed.order_by().values("version__question").annotate(first=Min("attempt__graded_at"))
    return [row["version__question"] for row in rows.order_by("first", "version__question")[:most]]


def named_in_lessons(user: User, seats: list[Membership], most: int) -> Iterator[dict[str, int]]:
    """Terms and events of the lessons that were read to the end, in turns, by when the lesson was finished."""
    terms, events = (_named(model, user, seats, most) for model in (Term, Event))
    turns = [(at, n, {"term_id": pk}) for n, (pk, at) in enumerate(terms)]
    turns += [(at, n, {"event_id": pk}) for n, (pk, at) in enumerate(events)]
    return (thing for _at, _n, thing in sorted(turns, key=lambda turn: turn[:2]))


def _named(model: type[Term] | type[Event], user: User, seats: list[Membership], most: int) -> QuerySet:
    readings = "lessons__editions__assignments__readings"
    finished = Reading.objects.finished().filter(member__in=seats)
    named = model.objects.filter(**{f"{readings}__in": finished}).exclude(cards__student=user)
    found = named.annotate(read_at=Min(f"{readings}__finished_at")).order_by("read_at", *model._meta.ordering, "pk")
    return found.values_list("pk", "read_at")[:most]


def _answers_shown(user: User, seats: list[Membership], moment: datetime) -> list[int]:
    """The keys of assignments that the student still has, whose quiz was handed in, and the answers may be seen."""
    graded = Attempt.objects.counted().filter(student__in=seats, graded_at__isnull=False)
    given = Assignment.objects.read_by(user).filter(has_quiz=True, pk__in=graded.values("assignment"))
    terms = terms_in(given.select_related("quiz_settings"), seats)
    return [pk for pk, own in terms.items() if own.shown(moment).answers]
