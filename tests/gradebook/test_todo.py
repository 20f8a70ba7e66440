"""The order of the home page, by table and by property."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradebook.todo import Group, Task, agenda, due_in_words, group_of

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
BAMAKO, TOKYO = ZoneInfo("Africa/Bamako"), ZoneInfo("Asia/Tokyo")


def task(title="Read", **kwargs) -> Task:
    return Task(icon="book", title=title, why="", url="/", action="Read", **kwargs)


@pytest.mark.parametrize(
    ("due_in", "group"),
    [
        (None, Group.ANY_TIME),
        (timedelta(0), Group.OVERDUE),
        (timedelta(hours=-1), Group.OVERDUE),
        (timedelta(seconds=1), Group.THIS_WEEK),
        (timedelta(days=7), Group.THIS_WEEK),
        (timedelta(days=7, seconds=1), Group.LATER),
    ],
)
def test_a_task_stands_under_the_heading_of_its_date(due_in, group):
    due_at = None if due_in is None else NOON + due_in
    assert group_of(task(due_at=due_at), NOON) == group


@pytest.mark.parametrize(
    ("due_at", "zone", "words", "late"),
    [
        (NOON - timedelta(days=2, hours=1), BAMAKO, "2 days late", True),
        (NOON - timedelta(days=1), BAMAKO, "1 day late", True),
        (NOON - timedelta(hours=2), BAMAKO, "Late", True),
        (NOON + timedelta(hours=6), BAMAKO, "Today, 18:00", False),
        (NOON + timedelta(hours=6), TOKYO, "Tomorrow, 03:00", False),
        (NOON + timedelta(days=1, hours=6), BAMAKO, "Tomorrow, 18:00", False),
        (NOON + timedelta(days=3), BAMAKO, "Sat 7 Mar", False),
    ],
)
def test_a_due_date_is_said_in_the_classs_own_time(due_at, zone, words, late):
    due = due_in_words(due_at, NOON, zone)
    assert (due.words, due.is_late) == (words, late)


def test_the_oldest_overdue_task_is_where_to_start():
    older, newer = NOON - timedelta(days=3), NOON - timedelta(days=1)
    result = agenda([task("a", due_at=newer), task("b", due_at=older), task("c")], NOON)

    assert result.first.title == "b"
    assert list(result.groups) == [Group.OVERDUE, Group.ANY_TIME]


def test_what_others_wait_for_comes_after_what_is_overdue_and_before_the_rest():
    overdue, soon = NOON - timedelta(days=1), NOON + timedelta(days=1)
    tasks = [task("soon", due_at=soon), task("queue", others_wait=True), task("late", due_at=overdue)]
    result = agenda(tasks, NOON)
    assert result.first.title == "late"
    assert list(result.groups) == [Group.WAITING, Group.THIS_WEEK]


def test_of_two_tasks_due_together_the_lighter_weight_comes_first():
    due = NOON + timedelta(days=1)
    assert (
        agenda([task("quiz", due_at=due, weight=6), task("lesson", due_at=due, weight=5)], NOON).first.title == "lesson"
    )


def test_only_what_is_due_within_a_week_counts_as_this_weeks_work():
    soon, later = NOON + timedelta(days=2), NOON + timedelta(days=20)
    tasks = [task(due_at=soon, minutes=10), task(due_at=later, minutes=40), task(minutes=5)]
    assert agenda(tasks, NOON).minutes_this_week == 10


def test_nothing_to_do_is_an_empty_agenda():
    assert agenda([], NOON).first is None


@given(st.lists(st.one_of(st.none(), st.integers(-500, 500)), max_size=20))
def test_no_task_is_lost_or_doubled(hours):
    tasks = [task(str(n), due_at=None if h is None else NOON + timedelta(hours=h)) for n, h in enumerate(hours)]
    result = agenda(tasks, NOON)
    shown = [result.first] * bool(tasks) + [one for group in result.groups.values() for one in group]
    assert sorted(shown, key=lambda one: int(one.title)) == tasks
