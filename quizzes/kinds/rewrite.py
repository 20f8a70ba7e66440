"""Rewrite: a loaded passage in neutral words, without losing a fact; marked by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.prose import Prose, read_prose


@dataclass(frozen=True)
class Rewrite(Prose):
    """The passage stands before the student, who keeps its facts and takes out what is loaded."""

    passage: str

    name: ClassVar[str] = "rewrite"
    label: ClassVar = _("neutral rewrite")

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From the `passage` and what all texts have."""
        entry = Entry(data)
        passage, prose = entry.text("passage"), read_prose(entry)
        entry.done()
        return cls(**prose, passage=passage)

    def write(self) -> dict[str, Any]:
        """The passage, and what all texts have."""
        return {"passage": self.passage} | super().write()

    @property
    def material(self) -> list[tuple[str, str]]:
        """The passage."""
        return [(gettext("Passage"), self.passage)]
