"""Four levels, one answer: what is reviewed first, and who decided it."""

from datetime import UTC, datetime

import pytest

from discussions.moderation.modes import Level, Mode, ReviewMode, resolve

UNTIL = datetime(2026, 12, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("floor", "classroom", "thread", "until", "review", "level"),
    [
        ("none", "", "", None, "first", "class"),
        ("none", "none", "", None, "none", "class"),
        ("none", "every", "", None, "every", "class"),
        ("none", "every", "first", None, "first", "thread"),
        ("none", "none", "every", None, "every", "thread"),
        ("first", "none", "", None, "first", "site"),
        ("first", "every", "none", None, "first", "site"),
        ("every", "none", "none", None, "every", "site"),
        ("first", "first", "", None, "first", "class"),
        ("none", "first", "", UNTIL, "every", "student"),
        ("none", "none", "none", UNTIL, "every", "student"),
        ("none", "every", "", UNTIL, "every", "class"),
    ],
)
def test_the_levels_add_up(floor, classroom, thread, until, review, level):
    mode = resolve(floor=floor, classroom=classroom, thread=thread, until=until)
    assert (mode.review.value, mode.level.value) == (review, level)
    assert mode.until == (until if level == "student" else None)


@pytest.mark.parametrize(
    ("review", "waits"), [("none", [False, False]), ("first", [True, False]), ("every", [True, True])]
)
def test_which_posts_wait(review, waits):
    mode = Mode(ReviewMode(review), Level.CLASS)
    assert [mode.waits(2), mode.waits(3)] == waits
