"""The gradebook's cells, lines and feet, by table; and the file they become."""

import csv
import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from gradebook.spreadsheet import as_csv
from gradebook.table import Column, Reached, State, cell, median_share, medians, rows, share_of
from sahel.spreadsheet import harmless

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
EARLIER, LATER = NOON - timedelta(days=1), NOON + timedelta(days=1)


def column(pk=1, **kwargs) -> Column:
    return Column(**{"code": "1.1", "title": "Quiz", "possible": Decimal(15), "due_at": LATER, **kwargs}, pk=pk)


def reached(points, possible=15, *, provisional=False, late=False) -> Reached:
    return Reached(Decimal(points), Decimal(possible), provisional, late)


@pytest.mark.parametrize(
    ("given", "grade", "under_way", "due_at", "state"),
    [
        (None, None, False, LATER, State.NOT_DUE),
        (None, None, False, None, State.NOT_DUE),
        (None, None, False, EARLIER, State.MISSING),
        (None, None, False, NOON, State.MISSING),
        (None, None, True, EARLIER, State.UNDER_WAY),
        (frozenset({8}), None, False, EARLIER, State.NOT_GIVEN),
        (frozenset({7}), None, False, EARLIER, State.MISSING),
        (None, reached(9), False, EARLIER, State.DONE),
        (None, reached(9, late=True), False, EARLIER, State.LATE),
        (None, reached(9, provisional=True), True, EARLIER, State.TO_MARK),
        (frozenset({8}), reached(9), False, EARLIER, State.DONE),
    ],
)
def test_a_cell_says_how_the_student_stands(given, grade, under_way, due_at, state):
    found = cell(column(due_at=due_at, given_to=given), 7, grade, is_under_way=under_way, moment=NOON)
    assert found.state == state


def test_a_zero_is_a_number_and_a_missing_quiz_is_not():
    assert cell(column(), 7, reached(0), is_under_way=False, moment=NOON).has_number
    assert not cell(column(due_at=EARLIER), 7, None, is_under_way=False, moment=NOON).has_number


def test_the_share_is_of_all_points_not_of_the_quizzes():
    assert share_of([reached(10, 10), reached(0, 30)]) == Decimal("0.25")


def test_an_unmarked_essay_does_not_pull_the_share_down():
    assert share_of([reached(9, 10), reached(1, 12, provisional=True)]) == Decimal("0.9")
    assert share_of([reached(1, 12, provisional=True)]) is None


def test_the_medians_leave_out_what_is_not_final():
    columns = [column()]
    grades = {
        (1, (1, False)): reached(4),
        (2, (1, False)): reached(10),
        (3, (1, False)): reached(8, late=True),
        (4, (1, False)): reached(0, provisional=True),
    }
    table = rows([(n, f"Student {n}") for n in range(1, 6)], columns, grades, frozenset(), NOON)

    assert medians(table, columns) == [Decimal(8)]
    assert median_share(table) == Decimal(8) / 15


class TestCsv:
    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1"])
    def test_a_cell_never_begins_a_formula(self, text):
        assert harmless(text) == "'" + text

    def test_a_name_that_is_a_formula_arrives_as_text(self):
        table = rows([(7, '=HYPERLINK("x")')], [column()], {(7, (1, False)): reached("7.50")}, frozenset(), NOON)
        lines = list(csv.reader(io.StringIO(as_csv(table, [column()]))))

        assert lines[0][0] == "\ufeffStudent"
        assert lines[1] == ['\'=HYPERLINK("x")', "7.5", "done", "50"]

    def test_a_whole_number_is_not_written_with_an_exponent(self):
        table = rows([(7, "Awa")], [column()], {(7, (1, False)): reached("10.00")}, frozenset(), NOON)
        assert "Awa,10,done,67" in as_csv(table, [column()])
