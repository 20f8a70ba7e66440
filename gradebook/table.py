"""The gradebook as a table of cells. Pure: stored grades come in as plain values, the moment is an argument."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from statistics import median

from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    """What a cell says in a word, with or without a number."""

    NOT_GIVEN = "not-given"
    NOT_DUE = "not-due"
    UNDER_WAY = "under-way"
    MISSING = "missing"
    TO_MARK = "to-mark"
    LATE = "late"
    DONE = "done"

    @property
    def word(self) -> str:
        """What stands in the cell; nothing where the number says it all."""
        return str(WORDS.get(self, ("", ""))[1])

    @property
    def icon(self) -> str:
        """The name of the icon before the word, if it has one."""
        return WORDS.get(self, ("", ""))[0]


WORDS = {
    State.NOT_DUE: ("", _("not due")),
    State.UNDER_WAY: ("", _("under way")),
    State.MISSING: ("dash-circle", _("Missing")),
    State.TO_MARK: ("hourglass-split", _("To mark")),
    State.LATE: ("clock-history", _("Late")),
}


@dataclass(frozen=True)
class Column:
    """An assignment's quiz, or with `is_participation` the taking part in its discussions.

    `given_to` names the students (membership keys) it was given to, None for all. `own_due` is when it is due for those
    who have another date than the class.
    """

    pk: int
    code: str
    title: str
    possible: Decimal | None
    due_at: datetime | None
    given_to: frozenset[int] | None = None
    own_due: Mapping[int, datetime] = field(default_factory=dict)
    is_participation: bool = False

    @property
    def key(self) -> tuple[int, bool]:
        """What tells it from every other column."""
        return self.pk, self.is_participation


@dataclass(frozen=True)
class Reached:
    """A stored grade."""

    points: Decimal
    possible: Decimal
    is_provisional: bool
    is_late: bool


@dataclass(frozen=True)
class Cell:
    """One student's result in one assignment."""

    column_pk: int
    state: State
    points: Decimal | None = None
    is_participation: bool = False

    @property
    def has_number(self) -> bool:
        """Whether there is anything to explain."""
        return self.points is not None


@dataclass(frozen=True)
class Row:
    """One student's line; `share` is the part of all reachable points reached so far, 0 to 1, or None."""

    student_pk: int
    name: str
    cells: list[Cell]
    share: Decimal | None

    @property
    def percent(self) -> str:
        """The share in whole per cent, or nothing."""
        return in_percent(self.share)


def cell(column: Column, student_pk: int, reached: Reached | None, *, is_under_way: bool, moment: datetime) -> Cell:
    """What stands where `student_pk` and `column` meet.

    A stored grade wins; without one, work under way is named before it is missed, and nothing is missing before it is
    due. What was never given to the student stays empty. Whether somebody took part is for the teacher to say: so
    participation is to mark, and never missing.
    """
    if column.is_participation:
        return _participation(column, student_pk, reached, moment)
    if reached:
        state = State.TO_MARK if reached.is_provisional else State.LATE if reached.is_late else State.DONE
        return Cell(column.pk, state, reached.points)
    if column.given_to is not None and student_pk not in column.given_to:
        return Cell(column.pk, State.NOT_GIVEN)
    if is_under_way:
        return Cell(column.pk, State.UNDER_WAY)
    due_at = column.own_due.get(student_pk, column.due_at)
    is_missed = due_at is not None and due_at <= moment
    return Cell(column.pk, State.MISSING if is_missed else State.NOT_DUE)


def _participation(column: Column, student_pk: int, reached: Reached | None, moment: datetime) -> Cell:
    if reached:
        return Cell(column.pk, State.DONE, reached.points, is_participation=True)
    if column.given_to is not None and student_pk not in column.given_to:
        return Cell(column.pk, State.NOT_GIVEN, is_participation=True)
    is_due = column.due_at is None or column.due_at <= moment
    return Cell(column.pk, State.TO_MARK if is_due else State.NOT_DUE, is_participation=True)


def rows(
    students: Iterable[tuple[int, str]],
    columns: Sequence[Column],
    grades: Mapping[tuple[int, tuple[int, bool]], Reached],
    under_way: frozenset[tuple[int, int]],
    moment: datetime,
) -> list[Row]:
    """The table's lines; `grades` are keyed by (student, key of the column), `under_way` by (student, assignment)."""
    return [
        Row(
            student_pk,
            name,
            [
                cell(
                    column,
                    student_pk,
                    grades.get((student_pk, column.key)),
                    is_under_way=(student_pk, column.pk) in under_way,
                    moment=moment,
                )
                for column in columns
            ],
            share_of(grades[student_pk, column.key] for column in columns if (student_pk, column.key) in grades),
        )
        for student_pk, name in students
    ]


def share_of(reached: Iterable[Reached]) -> Decimal | None:
    """Points reached of points reachable, 0 to 1, over final grades; None while there is none.

    A provisional grade is left out: its unmarked part would count as nothing.
    """
    final = [grade for grade in reached if not grade.is_provisional and grade.possible]
    if not final:
        return None
    return sum((grade.points for grade in final), Decimal()) / sum((grade.possible for grade in final), Decimal())


def medians(table: Sequence[Row], columns: Sequence[Column]) -> list[Decimal | None]:
    """The median of the final numbers in each column; None where there is none."""
    return [
        _median([row.cells[at].points for row in table if row.cells[at].state in {State.DONE, State.LATE}])
        for at in range(len(columns))
    ]


def median_share(table: Sequence[Row]) -> Decimal | None:
    """The median of the students' shares; None where nobody has one."""
    return _median([row.share for row in table if row.share is not None])


def in_percent(share: Decimal | None) -> str:
    """A share from 0 to 1 as whole per cent: "61 %"; nothing for None."""
    return "" if share is None else f"{share * 100:.0f} %"


def _median(values: list[Decimal]) -> Decimal | None:
    return Decimal(median(values)) if values else None
