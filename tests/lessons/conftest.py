"""The tiny course of these tests, and a copy of it that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lessons.curriculum.checking import check_course
from lessons.curriculum.loading import Loaded, load

COURSE = Path(__file__).parent / "course"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course."""
    return Path(shutil.copytree(COURSE, tmp_path / "course"))


@pytest.fixture
def edit(course: Path) -> Callable[[str, str, str], int]:
    """Replace one text in one file of the copy; returns the line on which it stood."""

    def replace(name: str, old: str, new: str) -> int:
        file = next(course.rglob(name))
        text = file.read_text()
        assert old in text, f"{old!r} does not stand in {name}"
        file.write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    return replace


@pytest.fixture
def check(course: Path) -> Callable[[], list[str]]:
    """Every fault of the copy, as an editor reads it."""
    return lambda: [str(fault) for fault in check_course(course, []).faults.in_order()]


@pytest.fixture
def load_course(db, course: Path) -> Callable[[], Loaded]:
    """Load the copy."""
    return lambda: load(course, [])
