"""Feedback for answers that are right or wrong as a whole: shared by the kinds whose answer is no option."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from quizzes.grading import ALL
from quizzes.kinds.entry import Entry
from quizzes.kinds.kind import Outcome, Part


@dataclass(frozen=True)
class Feedback:
    """What is said to a right answer, and what to any other."""

    right: str = ""
    wrong: str = ""

    def on(self, credit: Fraction) -> Outcome:
        """The outcome for an answer that earns `credit`."""
        is_right = credit == ALL
        return Outcome(credit, (Part("", is_right, self.right if is_right else self.wrong),))

    def write(self) -> Mapping[str, str]:
        """The feedback as it is stored."""
        return {"right": self.right, "wrong": self.wrong}


def read_feedback(entry: Entry) -> Feedback:
    """From `feedback` with `right` and `wrong`."""
    said = entry.part("feedback", optional=True)
    feedback = Feedback(said.text("right", optional=True), said.text("wrong", optional=True))
    said.close()
    return feedback
