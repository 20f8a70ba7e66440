"""Who says what: to each statement the person who made it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import shuffled
from quizzes.kinds.pairing import Pairing, Row
from quizzes.kinds.written import read_feedback


@dataclass(frozen=True)
class Statement:
    """What somebody said, and who."""

    id: str
    text: str
    speaker: str
    detail: str = ""
    feedback: str = ""

    def write(self) -> dict[str, str]:
        """The statement as it is stored, without what it does not have."""
        return {key: value for key, value in asdict(self).items() if value}


@dataclass(frozen=True)
class WhoSays(Pairing):
    """Answered by the speaker of each statement: `{"a": "Susan Rice"}`; one speaker may have made several."""

    statements: tuple[Statement, ...]
    extra: tuple[str, ...]

    name: ClassVar[str] = "whosays"
    label: ClassVar = _("who says what")
    row_name: ClassVar = "statement"

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From `statements`, perhaps `extra` speakers who made none of them, and `feedback`."""
        entry = Entry(data)
        statements = tuple(_read_statement(one) for one in entry.entries("statements", at_least=2))
        extra, speakers = tuple(entry.texts("extra", optional=True)), {one.speaker for one in statements}
        for name in sorted(set(extra) & speakers):
            entry.fault(f"has {name!r} both as a speaker and as extra")
        if statements and len(speakers | set(extra)) < 2:
            entry.fault("offers no more than one speaker")
        feedback = read_feedback(entry)
        entry.done()
        return cls(feedback, statements, extra)

    def write(self) -> dict[str, Any]:
        """Statements, extra speakers and feedback."""
        statements = [one.write() for one in self.statements]
        return {"statements": statements, "extra": list(self.extra), "feedback": self.feedback.write()}

    @property
    def rows(self) -> tuple[Row, ...]:
        """The statements."""
        return tuple(Row(one.id, one.text, one.speaker, one.detail, one.feedback) for one in self.statements)

    @property
    def partners(self) -> list[str]:
        """The speakers, each once."""
        return list(dict.fromkeys([*(one.speaker for one in self.statements), *self.extra]))

    def order(self, shuffle: Random) -> list[str]:
        """The speakers in an order of their own; the statements stand as the editor wrote them."""
        return shuffled(self.partners, shuffle)


def _read_statement(entry: Entry) -> Statement:
    statement = Statement(
        id=entry.text("id"),
        text=entry.text("text"),
        speaker=entry.text("speaker"),
        detail=entry.text("detail", optional=True),
        feedback=entry.text("feedback", optional=True),
    )
    entry.close()
    return statement
