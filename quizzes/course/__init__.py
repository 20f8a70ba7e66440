"""questions.yaml of each module: checked together with the course, written as questions, versions and quizzes."""

from collections.abc import Sequence

from lessons.curriculum.entries import Document
from lessons.curriculum.faults import Faults
from lessons.curriculum.parts import Manuscript
from quizzes.course.linting import lint_questions
from quizzes.course.reading import QuestionFiles, read_questions
from quizzes.course.writing import write_questions


class QuestionsPart:
    """The quiz floor's file of the course."""

    filename = "questions.yaml"

    def read(self, documents: Sequence[Document], course: Manuscript, faults: Faults) -> QuestionFiles:
        """Check rubrics and questions against the course."""
        return read_questions(documents, course, faults)

    def lint(self, parsed: QuestionFiles, course: Manuscript, faults: Faults) -> None:
        """Warn of questions that teach too little."""
        lint_questions(parsed, course, faults)

    def write(self, parsed: QuestionFiles) -> int:
        """Bring rubrics, questions and the lessons' quizzes up to the files; the number of rows that changed."""
        return write_questions(parsed)
