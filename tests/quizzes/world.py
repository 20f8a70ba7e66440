"""The rows that the keys in the addresses of `quizzes` name; tests/world.py says how this works."""

from lessons.models import Assignment, Lesson
from quizzes.analysis.statistics import MANY
from quizzes.models import (
    Attempt,
    Card,
    Override,
    Question,
    QuestionVersion,
    Quiz,
    QuizItem,
    Response,
    ResponseEvent,
    Rubric,
)
from tests.lessons.factories import AssignmentFactory, BlockFactory, EditionFactory
from tests.quizzes.crowd import crowd
from tests.quizzes.factories import (
    AttemptFactory,
    MarkFactory,
    QuestionVersionFactory,
    QuizFactory,
    ResponseEventFactory,
    ResponseFactory,
    RubricFactory,
    quiz_of,
)
from tests.quizzes.more_factories import CardFactory, OverrideFactory, OwnQuizFactory
from tests.world import World, stands_for

KINDS = ["single", "essay"]


@stands_for("question_code")
def question(world: World) -> Question:
    """A question that stands in a lesson's text."""
    version = QuestionVersionFactory()
    BlockFactory(edition__lesson=version.question.lesson, check=version.question.code)
    return version.question


@stands_for("lesson_slug", at="quizzes:answer_key")
def lesson_with_quiz(world: World) -> Lesson:
    """One that has a quiz."""
    return QuizFactory(lesson=EditionFactory().lesson, kinds=KINDS).lesson


@stands_for("assignment_pk", at="quizzes:start")
@stands_for("assignment_pk", at="quizzes:release")
def assignment(world: World) -> Assignment:
    """With a test."""
    made = AssignmentFactory(classroom=world.classroom, preset="test")
    quiz_of(made)
    return made


@stands_for("assignment_pk", at="quizzes:items")
@stands_for("assignment_pk", at="quizzes:responses")
def answered_assignment(world: World) -> Assignment:
    """One that enough students have handed in for every number there is."""
    made = AssignmentFactory(classroom=world.classroom, preset="homework")
    crowd(made, students=MANY, questions=2)
    return made


@stands_for("assignment_pk", at="quizzes:release_marks")
def marked_assignment(world: World) -> Assignment:
    """One with a mark by hand that its student does not see yet."""
    answer = essay(world)
    MarkFactory(response=answer, source="manual", by=world.teacher)
    return answer.attempt.assignment


@stands_for("attempt_pk")
def attempt(world: World) -> Attempt:
    """The caller's, and open; a teacher's is a preview."""
    return _attempt(world)


@stands_for("attempt_pk", at="quizzes:result")
def own_result(world: World) -> Attempt:
    """The caller's, handed in and graded."""
    return _attempt(world, graded=True)


@stands_for("attempt_pk", at="quizzes:import_answers")
def submitted_attempt(world: World) -> Attempt:
    """The student's, handed in and graded."""
    return AttemptFactory(assignment__classroom=world.classroom, student=world.student, graded=True)


@stands_for("attempt_pk", at="quizzes:handed_in")
def marked_attempt(world: World) -> Attempt:
    """The same, with an answer in it."""
    return judged(world).attempt


@stands_for("response_pk")
def response(world: World) -> Response:
    """A question of the student's open attempt."""
    return ResponseFactory(attempt=attempt(world))


@stands_for("response_pk", at="quizzes:mark")
def essay(world: World) -> Response:
    """The student's essay, handed in."""
    return ResponseFactory(attempt=submitted_attempt(world), version__kind="essay", answer="The Council voted.")


@stands_for("response_pk", at="quizzes:adjust")
def judged(world: World) -> Response:
    """An answer of the student's that its key has judged."""
    return MarkFactory(response=ResponseFactory(attempt=submitted_attempt(world), answer="a")).response


@stands_for("question_pk")
def asked_question(world: World) -> Question:
    """One that the class was asked, and that a key has judged."""
    return judged(world).version.question


@stands_for("response_event_pk")
def event(world: World) -> ResponseEvent:
    """An answer to that question from another tab."""
    return ResponseEventFactory(response=world["response_pk"], kind="conflict")


@stands_for("response_event_pk", at="quizzes:accept_late")
def late_event(world: World) -> ResponseEvent:
    """An answer that came too late."""
    late = ResponseFactory(attempt=submitted_attempt(world))
    return ResponseEventFactory(response=late, kind="late")


@stands_for("override_pk")
def override(world: World) -> Override:
    """More time for the student in the whole class."""
    return OverrideFactory(student=world.student, by=world.teacher)


@stands_for("card_pk")
def card(world: World) -> Card:
    """A term that the caller is to remember."""
    return CardFactory(student=world.caller.user)


@stands_for("quiz_pk")
def own_quiz(world: World) -> Quiz:
    """The teacher's own, with a question."""
    return OwnQuizFactory(author=world.teacher.user)


@stands_for("quiz_item_pk")
def place(world: World) -> QuizItem:
    """A question of the course in it."""
    return QuizItem.objects.create(quiz=world["quiz_pk"], position=2, question=QuestionVersionFactory().question)


@stands_for("quiz_item_pk", at="quizzes:edit_pool")
def pool(world: World) -> QuizItem:
    """A pool in it."""
    return QuizItem.objects.create(quiz=world["quiz_pk"], position=3, pool_tags=["vote"], pool_count=1, points=1)


@stands_for("question_pk", at="quizzes:bank_question")
def question_in_bank(world: World) -> Question:
    """A question of the course."""
    return QuestionVersionFactory().question


@stands_for("question_pk", at="quizzes:edit_question")
def own_question(world: World) -> Question:
    """The question of that quiz."""
    return world["quiz_pk"].items.first().question


@stands_for("kind")
def version(world: World) -> QuestionVersion:
    """A version of a kind."""
    return QuestionVersionFactory(kind="single")


@stands_for("rubric_pk")
def own_rubric(world: World) -> Rubric:
    """The teacher's own."""
    return RubricFactory(author=world.teacher.user)


def _attempt(world: World, **kwargs: bool) -> Attempt:
    place = {"assignment__classroom": world.classroom, "student": world.caller}
    return AttemptFactory(**place, is_preview=not world.caller.is_student, **kwargs)
