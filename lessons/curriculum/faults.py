"""What is wrong with the files of a course, said so that an editor finds the place."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps the course from being loaded; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong, and where."""

    path: str
    line: int
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message}"


@dataclass
class Faults:
    """Everything found so far. Checks go on after a fault, so that an editor sees all of them at once."""

    found: list[Fault] = field(default_factory=list)

    def error(self, path: str, line: int, message: str) -> None:
        """Note something that must be put right before the course can be loaded."""
        self._add(Fault(path, line, Severity.ERROR, message))

    def warning(self, path: str, line: int, message: str) -> None:
        """Note something that an editor should look at."""
        self._add(Fault(path, line, Severity.WARNING, message))

    @property
    def errors(self) -> list[Fault]:
        """The faults that forbid loading."""
        return [fault for fault in self.found if fault.severity is Severity.ERROR]

    def in_order(self) -> list[Fault]:
        """All faults by file and line."""
        return sorted(self.found)

    def _add(self, fault: Fault) -> None:
        if fault not in self.found:
            self.found.append(fault)
