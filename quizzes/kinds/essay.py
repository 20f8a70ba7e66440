"""Essay: a text, marked by the teacher with a rubric."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.prose import Prose, read_prose


@dataclass(frozen=True)
class Essay(Prose):
    """Nothing stands before the student but the question."""

    name: ClassVar[str] = "essay"
    label: ClassVar = _("essay")

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From what all texts have."""
        entry = Entry(data)
        prose = read_prose(entry)
        entry.done()
        return cls(**prose)
