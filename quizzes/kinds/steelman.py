"""Steelman: the strongest fair form of a position that one may not share; marked by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.prose import Prose, read_prose


@dataclass(frozen=True)
class Steelman(Prose):
    """The position stands before the student, who puts it as well as its best defender would."""

    position: str

    name: ClassVar[str] = "steelman"
    label: ClassVar = _("strongest case")

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From the `position` and what all texts have."""
        entry = Entry(data)
        position, prose = entry.text("position"), read_prose(entry)
        entry.done()
        return cls(**prose, position=position)

    def write(self) -> dict[str, Any]:
        """The position, and what all texts have."""
        return {"position": self.position} | super().write()

    @property
    def material(self) -> list[tuple[str, str]]:
        """The position."""
        return [(gettext("Position"), self.position)]
