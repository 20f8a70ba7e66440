"""Load a course: check everything, then write everything or nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from lessons.curriculum.checking import check_course
from lessons.curriculum.editions import draw_blocks, write_editions
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import CoursePart
from lessons.curriculum.writing import write_records


@dataclass
class Loaded:
    """What came of it: the faults, and how many rows of each sort changed."""

    faults: Faults
    changes: Counter = field(default_factory=Counter)


def load(folder: Path, parts: Sequence[CoursePart]) -> Loaded:
    """Check the course in `folder` and, when it has no error, bring the database up to it in one transaction."""
    checked = check_course(folder, parts)
    loaded = Loaded(checked.faults)
    if checked.faults.errors:
        return loaded
    with transaction.atomic():
        write_records(checked.manuscript, loaded.changes)
        write_editions(checked.manuscript, loaded.changes)
        draw_blocks(loaded.changes)
        for part, parsed in checked.parts:
            loaded.changes[part.filename] += part.write(parsed)
    return loaded
