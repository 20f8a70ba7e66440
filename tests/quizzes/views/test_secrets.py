"""Every address, asked by everybody, in every state of an attempt and under every rule of when what is shown.

What may be seen is said here a second time, in a table and without the code that decides it.
"""

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.db import transaction

from classrooms.models import Role
from quizzes.kinds import KINDS
from quizzes.marking.dry_run import DryRun
from quizzes.models import Attempt, Release, Response
from tests.conftest import HTMX
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import QuestionVersionFactory, QuizFactory, start
from tests.quizzes.more_factories import OverrideFactory, OwnQuizFactory, QuizSettingsFactory
from tests.quizzes.specs import SPECS, WRONG
from tests.world import APPS, World, know_all_rows, pages

know_all_rows()

ORDER = ["submitted", "due", "released", "never"]
RULES = [
    (score, answers)
    for score, answers in product(ORDER, ORDER)
    if score == "never" or ORDER.index(answers) >= ORDER.index(score)
]
# The result is looked at under every rule; every other address under these.
EVERYWHERE = [("submitted", "never"), ("due", "due"), ("released", "released")]
STEPS = ["marked", "marks released", "due", "released"]

KEY = ["Right answer", "says the record", "C9014", "*1973*"]
NEVER = ["A private note", "A draft of it", "Somebody else wrote", "A preview says", "My other quiz", "Why more time"]
OF_STUDENT = ["Awa wrote this", "Well argued", "Seen again", "Better than the key", "A private note", "names only two"]


def feedback_in(spec):
    """Every sentence of a specification that says how good an answer is."""
    if isinstance(spec, list):
        return [said for one in spec for said in feedback_in(one)]
    if not isinstance(spec, dict):
        return []
    said = [one for key in ("feedback", "statuses") if key in spec for one in texts_in(spec[key])]
    return said + [one for key in spec if key not in ("feedback", "statuses") for one in feedback_in(spec[key])]


def texts_in(value):
    return [value] if isinstance(value, str) else list(value.values())


def test_the_sentences_that_are_looked_for_are_those_of_the_specifications():
    assert len({one for spec in SPECS.values() for one in feedback_in(spec)}) > 15


class Case(World):
    """A class in which every secret of a quiz is there to be found; its addresses name the student's own rows."""

    def __init__(self, kinds, moment, **rules):
        super().__init__()
        self.student.user.name = "Awa"
        self.student.user.save()
        due = moment + timedelta(days=1)
        self.given = AssignmentFactory(classroom=self.classroom, preset="homework", due_at=due, closes_at=None)
        QuizFactory(lesson=self.given.edition.lesson, kinds=kinds)
        QuizSettingsFactory(assignment=self.given, attempts=1, **rules)
        self.secrets = KEY + [said for kind in kinds for said in feedback_in(SPECS[kind])]
        classmate = MembershipFactory(classroom=self.classroom)
        for member, wrote in [
            (classmate, "Somebody else wrote"),
            (self.teacher, "A preview says"),
            (self.student, "Awa wrote this"),
        ]:
            self.taken = start(self.given, member, moment)
            self.answer_all(wrote, moment)
        for version in list(self.given.edition.lesson.quiz.versions()):
            QuestionVersionFactory(question=version.question, number=2, status="draft", prompt_html="A draft of it")
        OwnQuizFactory(author=self.teacher.user, title="My other quiz")
        self.exception = OverrideFactory(
            assignment=self.given, student=classmate, by=self.teacher, reason="Why more time"
        )

    def answer_all(self, wrote, moment):
        for one in self.taken.responses.all():
            answer = {"survey": ["a"]}.get(one.version.kind, WRONG.get(one.version.kind, wrote))
            one.save_answer(answer, client_id=f"{one.pk}:1", rev=0, moment=moment)

    def hand_in(self, moment):
        """Everybody submits; an essay is marked, and one answer gets other points than its key gives."""
        for attempt in Attempt.objects.open():
            attempt.submit(f"k{attempt.pk}", moment)
            attempt.grade()
        self.mark("Well argued", "A private note", 0, moment)
        single = self.taken.responses.get(version__kind="single")
        single.adjust(Decimal("0.5"), comment="Better than the key", by=self.teacher, seen=1, moment=moment)

    def mark(self, comment, note, seen, moment):
        essay = self.taken.responses.get(version__kind="essay")
        levels = {"thesis": 1 + seen, "evidence": 1}
        essay.mark_by_hand(levels, comment=comment, note=note, by=self.teacher, seen=seen, moment=moment)

    def row(self, key, at=""):
        kind = {"quizzes:mark": "essay", "quizzes:adjust": "single"}.get(at, "multiple")
        response = self.taken.responses.get(version__kind=kind)
        own = {
            "assignment_pk": self.given,
            "attempt_pk": self.taken,
            "student_pk": self.student,
            "response_pk": response,
            "question_pk": response.version.question if at == "quizzes:regrade" else None,
            "override_pk": self.exception,
        }
        return own.get(key) or super().row(key, at)


def told(browser, address, *, posting=False):
    """All that the address says, in its headers too, as a page and as a part; whatever it did is undone."""
    said = []
    for method, headers in [("get", None), ("post", None), ("post", HTMX)] if posting else [("get", None)]:
        with transaction.atomic():
            page = getattr(browser, method)(address, headers=headers, follow=True)
            said.append(page.getvalue() if page.streaming else page.content)
            transaction.set_rollback(True)
    return b"".join(said).decode()


def found(case, browser, secrets, of, *, posting=False):
    """Which secrets are told, and where."""
    return {
        (secret, page.name)
        for page in of
        for told_here in [told(browser, case.address(page), posting=posting)]
        for secret in secrets
        if secret in told_here
    }


def of_students(*apps):
    """The pages at which a student is let in and something of a quiz could stand."""
    return [page for page in of_classes(*apps) if Role.STUDENT in page.roles] + [CARDS]


def of_classes(*apps):
    """The pages of a class."""
    return [page for page in pages() if page.name.partition(":")[0] in apps and page.roles]


CARDS = next(page for page in pages() if page.name == "quizzes:cards")
RESULT = next(page for page in pages() if page.name == "quizzes:result")


@pytest.fixture
def case_of(db, moment):
    return lambda kinds=("single", "multiple", "panel", "essay", "survey"), **rules: Case(list(kinds), moment, **rules)


@pytest.mark.parametrize("behaviour", ["deferred", "immediate", "tries", "certainty"])
def test_while_a_quiz_is_answered_no_address_says_anything(case_of, sign_in, behaviour):
    case = case_of(KINDS, behaviour=behaviour, layout="all", score_shown="submitted", answers_shown="submitted")
    looked = [page for page in of_students("quizzes") if page.name not in ("quizzes:submit", "quizzes:choose")]
    browser = sign_in(case.student)
    assert not found(case, browser, case.secrets + NEVER, looked, posting=True)
    assert "Awa wrote this" in told(browser, case.taken.get_absolute_url())


def may_be_seen(step, score, answers):
    """What a student may read at that step, by the rules of the quiz."""
    at = STEPS.index(step)
    shown = {"submitted": True, "due": at >= 2, "released": at >= 3, "never": False}
    seen = {"says the record"} if shown[answers] else set()
    if shown[score]:
        seen |= {"Better than the key", "score-squares"}
        seen |= {"Well argued"} if at >= 1 else set()
        seen |= {"Seen again"} if at >= 3 else set()
        seen |= {"Why it was wrong"} if shown[answers] else set()
    return seen


@pytest.mark.parametrize(("score", "answers"), RULES)
def test_handed_in_everything_is_told_in_its_time_and_nothing_before(
    case_of, sign_in, moment, time_machine, score, answers
):
    case = case_of(score_shown=score, answers_shown=answers)
    case.hand_in(moment)
    asked = case.taken.responses.get(version__kind="multiple").version
    again = DryRun(case.classroom, asked.question, asked, "full")
    again.carry_out(by=case.teacher, reason="Why it was wrong", seen=again.seen, moment=moment)
    browser, looked = sign_in(case.student), [CARDS, RESULT]
    if (score, answers) in EVERYWHERE:
        looked = of_students("quizzes", "gradebook", "lessons")
    telling = sorted(may_be_seen("released", "submitted", "submitted"))
    for step in STEPS:
        if step == "marks released":
            Release.make(case.given, by=case.teacher, moment=moment)
        elif step == "due":
            time_machine.shift(timedelta(days=2))
            case.mark("Seen again", "A private note", 1, moment + timedelta(days=2))
        elif step == "released":
            Attempt.release_results(case.given, moment + timedelta(days=2))
        result = told(browser, case.address(RESULT))
        assert {one for one in telling if one in result} == may_be_seen(step, score, answers), step
        secrets = NEVER + [one for one in telling if one not in may_be_seen(step, score, answers)]
        secrets += case.secrets if "says the record" in secrets else []
        assert not found(case, browser, secrets, looked), step


WHO = {
    "nobody": lambda case: None,
    "classmate": lambda case: MembershipFactory(classroom=case.classroom),
    "moderator": lambda case: case.moderator,
    "left": lambda case: MembershipFactory(classroom=case.classroom, teacher=True, closed=True),
    "outsider": lambda case: MembershipFactory(teacher=True, user__is_teacher=True),
}


@pytest.mark.parametrize("who", WHO)
def test_nobody_else_is_told_anything_of_a_students_quiz_by_any_address(case_of, sign_in, client, moment, who):
    case = case_of(score_shown="submitted", answers_shown="submitted")
    case.hand_in(moment)
    Release.make(case.given, by=case.teacher, moment=moment)
    person = WHO[who](case)
    browser, looked = sign_in(person) if person else client, [*of_classes(*APPS), CARDS]
    assert not found(case, browser, OF_STUDENT + NEVER, looked, posting=True)


def test_a_colleague_sees_neither_the_others_previews_nor_their_quizzes(case_of, sign_in, moment):
    case = case_of(score_shown="submitted", answers_shown="submitted")
    case.hand_in(moment)
    colleague = sign_in(MembershipFactory(classroom=case.classroom, teacher=True, user__is_teacher=True))
    hidden = ["A preview says", "My other quiz"]
    assert not found(case, colleague, hidden, of_classes(*APPS))
    case.taken = Attempt.objects.get(is_preview=True)
    assert not found(case, colleague, hidden, of_classes(*APPS))


def test_who_marks_is_not_told_whose_answer_it_is(case_of, sign_in, moment):
    case = case_of()
    student = case.student.user
    student.name, student.username = "Zebulon Unmistakable", "zebulon-user"
    student.save()
    case.hand_in(moment)
    essay = Response.objects.get(attempt=case.taken, version__kind="essay")
    for by in ("", "?by=student"):
        page = told(sign_in(case.teacher), f"/classes/{case.classroom.slug}/to-mark/{essay.pk}/{by}", posting=True)
        assert "Awa wrote this" in page
        assert not [one for one in ("Zebulon", "zebulon-user") if one in page]
