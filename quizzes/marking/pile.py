"""The answers that a person marks in one assignment, in the order in which somebody goes through them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from quizzes.kinds import BY_HAND
from quizzes.models import Response


@dataclass(frozen=True)
class Way:
    """How one goes through the pile: one question across students or one student's answers; with names or without.

    It travels in the address, so that it stays while one goes on.
    """

    by_student: bool = False
    names: bool = False

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "Way":
        """From `by=student` and `names=1`; anything else is left at what stands first."""
        return cls(by_student=sent.get("by") == "student", names=sent.get("names") == "1")

    @property
    def query(self) -> str:
        """What stands behind an address of this way.

        >>> Way().query, Way(by_student=True, names=True).query
        ('', '?by=student&names=1')
        """
        said = {"by": "student" * self.by_student, "names": "1" * self.names}
        written = urlencode({name: value for name, value in said.items() if value})
        return f"?{written}" if written else ""

    @property
    def in_the_other_order(self) -> str:
        """The query of the same way by student, or by question."""
        return replace(self, by_student=not self.by_student).query

    @property
    def with_names_or_without(self) -> str:
        """The query of the same way with the names shown, or hidden."""
        return replace(self, names=not self.names).query


class Pile:
    """All answers to the same question of the assignment; by student, all that is marked by hand in it.

    Students come in the order in which they began, which tells nobody's name.
    """

    def __init__(self, current: Response, way: Way) -> None:
        self.current, self.way = current, way
        self.answers = Response.objects.counted().filter(
            attempt__assignment=current.attempt.assignment_id,
            attempt__submitted_at__isnull=False,
            version__kind__in=BY_HAND,
            answer__isnull=False,
        )
        if not way.by_student:
            self.answers = self.answers.filter(version__question=current.version.question_id)

    @cached_property
    def rows(self) -> list[tuple[int, int]]:
        """Each answer's key with its student's."""
        rows = list(self.answers.order_by("attempt", "position").values_list("pk", "attempt__student"))
        if self.way.by_student:
            first = {student: at for at, (_, student) in reversed(list(enumerate(rows)))}
            rows.sort(key=lambda row: first[row[1]])
        return rows

    @property
    def pks(self) -> list[int]:
        """The whole pile."""
        return [pk for pk, _ in self.rows]

    @cached_property
    def at(self) -> int:
        """Where in the pile this answer lies, from 0."""
        return self.pks.index(self.current.pk)

    @property
    def place(self) -> int:
        """The same for people, who count from 1."""
        return self.at + 1

    @property
    def students(self) -> list[int]:
        """Whose answers these are, each student once."""
        return list(dict.fromkeys(student for _, student in self.rows))

    @property
    def student_place(self) -> int:
        """Which of the students has written this one, from 1."""
        return self.students.index(self.rows[self.at][1]) + 1

    @property
    def previous(self) -> int | None:
        """The answer before."""
        return self.pks[self.at - 1] if self.at else None

    @property
    def next(self) -> int | None:
        """The answer after."""
        return self.pks[self.place] if self.place < len(self.rows) else None

    @cached_property
    def next_to_mark(self) -> int | None:
        """The nearest answer after this one that nobody has marked, else the first before it."""
        waiting = set(self.answers.to_mark().exclude(pk=self.current.pk).values_list("pk", flat=True))
        from_here = self.pks[self.place :] + self.pks[: self.at]
        return next((pk for pk in from_here if pk in waiting), None)
