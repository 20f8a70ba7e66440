"""Teachers mark, let in, reword and add at once, and a student rates a card twice. PostgreSQL only (conftest.py)."""

import pytest
from django.utils import timezone

from gradebook.models import Grade
from quizzes.kinds import KINDS
from quizzes.models import CardReview, Question, Response, ResponseEvent, Rubric, Saved
from quizzes.models.rubric_wording import RewordedMeanwhile, new_rubric_code, reword_rubric, write_rubric
from quizzes.models.wording import Wording, WrittenMeanwhile, new_code, reword, write_question
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.at_once import HANDS, all_at_once, during
from tests.quizzes.factories import ResponseEventFactory, RubricFactory, start
from tests.quizzes.more_factories import CardFactory, OwnQuizFactory
from tests.quizzes.specs import SPECS

pytestmark = pytest.mark.django_db(transaction=True)

LEVELS = {"thesis": 2, "evidence": 2}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def handed_in(classroom, student, now):
    """Two essays and a single choice without an answer."""
    assignment = AssignmentFactory(classroom=classroom, preset="practice")
    attempt = start(assignment, student, now, kinds=["essay", "essay", "single"])
    for essay in attempt.responses.filter(version__kind="essay"):
        essay.save_answer("The Council voted.", client_id="t:1", rev=0, moment=now)
    attempt.submit("k", now)
    attempt.grade()
    return attempt


def fresh(row):
    """The same row as another process reads it."""
    return type(row).objects.get(pk=row.pk)


def wording(prompt):
    return Wording(asked=KINDS["single"].read(SPECS["single"]), prompt=prompt)


class TestMarks:
    def test_two_who_mark_two_essays_of_a_student_at_once_both_count(self, handed_in, classroom, now):
        essays = list(handed_in.responses.filter(version__kind="essay"))
        first, second = MembershipFactory.create_batch(2, classroom=classroom, teacher=True)

        def mark(essay, by):
            fresh(essay).mark_by_hand(LEVELS, comment="", by=by, seen=0, moment=now)

        during(lambda: mark(essays[0], first), lambda: mark(essays[1], second))
        grade = Grade.objects.get()
        assert (grade.points, grade.state) == (2, "final")

    def test_two_first_grades_at_once_both_count(self, handed_in, classroom, now):
        """As when nobody has a grade yet: a survey that is made a practice."""
        Grade.objects.all().delete()
        essays = list(handed_in.responses.filter(version__kind="essay"))
        teacher = MembershipFactory(classroom=classroom, teacher=True)

        def mark(essay):
            fresh(essay).mark_by_hand(LEVELS, comment="", by=teacher, seen=0, moment=now)

        during(lambda: mark(essays[0]), lambda: mark(essays[1]))
        assert Grade.objects.get().points == 2

    def test_a_late_answer_let_in_eight_times_counts_once(self, handed_in, classroom, now):
        teacher, single = MembershipFactory(classroom=classroom, teacher=True), handed_in.responses.get(position=3)
        late = ResponseEventFactory(response=single, kind="late", answer="b")
        all_at_once(lambda _: fresh(single).accept_late(fresh(late), by=teacher, moment=now))
        assert single.events.filter(kind="accepted").count() == 1
        assert [mark.source for mark in single.marks.all()] == ["auto", "adjustment"]
        assert Grade.objects.get().points == 1


class TestImportedAnswers:
    def test_the_same_file_added_twice_this_moment_is_kept_once(self, handed_in, now):
        essay = handed_in.responses.get(position=1)

        def add():
            return fresh(essay).import_answer("From the file", client_id="tab:9", moment=now)

        assert during(add, add) is False
        assert essay.events.filter(kind="imported").count() == 1

    def test_eight_times_too(self, handed_in, now):
        essay = handed_in.responses.get(position=1)
        added = all_at_once(lambda _: fresh(essay).import_answer("From the file", client_id="tab:9", moment=now))
        assert sorted(added) == [False] * 7 + [True]

    def test_a_late_save_that_arrives_while_its_file_is_added_is_no_error(self, handed_in, now):
        essay = handed_in.responses.get(position=1)

        def add():
            return fresh(essay).import_answer("Late", client_id="tab:9", moment=now)

        def save():
            return fresh(essay).save_answer("Late", client_id="tab:9", rev=1, moment=now)

        assert during(add, save) == Saved.REPEATED
        assert ResponseEvent.objects.filter(client_id="tab:9").count() == 1


class TestWording:
    def test_of_two_tabs_that_reword_a_question_the_second_hears_of_the_first(self, teacher):
        question = OwnQuizFactory(author=teacher.user).items.get().question
        seen = question.latest_ready.stamp

        def write(prompt):
            return reword(Question.objects.get(pk=question.pk), wording(prompt), seen=seen, ready=True)

        with pytest.raises(WrittenMeanwhile) as meanwhile:
            during(lambda: write("First?"), lambda: write("Second?"))
        assert meanwhile.value.version.prompt == "First?"
        assert question.versions.count() == 2
        assert during(lambda: None, lambda: write("First?")).number == 2

    @pytest.mark.parametrize("ready", [True, False])
    def test_of_eight_one_is_first_and_seven_hear_of_it(self, teacher, ready):
        question = OwnQuizFactory(author=teacher.user).items.get().question
        seen = question.latest_ready.stamp

        def write(number):
            try:
                return reword(fresh(question), wording(f"Wording {number}?"), seen=seen, ready=ready).prompt
            except WrittenMeanwhile:
                return None

        assert all_at_once(write).count(None) == HANDS - 1
        assert question.versions.count() == 2

    def test_a_question_sent_eight_times_is_written_once(self, teacher):
        quiz, code = OwnQuizFactory(author=teacher.user, kinds=[]), new_code()
        sent = all_at_once(lambda _: write_question(fresh(quiz), wording("Who?"), code=code, ready=True).pk)
        assert len(set(sent)) == quiz.items.count() == 1


class TestRubric:
    def test_one_that_is_sent_eight_times_is_written_once(self, teacher):
        code, criteria = new_rubric_code(), RubricFactory.build().criteria
        sent = all_at_once(lambda _: write_rubric(teacher.user, "Essay", criteria, code=code).pk)
        assert len(set(sent)) == 1

    def test_of_two_tabs_that_reword_it_the_second_hears_of_the_first(self, teacher):
        rubric = RubricFactory(author=teacher.user)

        def write(title):
            return reword_rubric(rubric, title, rubric.criteria, seen=1)

        with pytest.raises(RewordedMeanwhile) as meanwhile:
            during(lambda: write("First"), lambda: write("Second"))
        assert meanwhile.value.rubric.title == "First"
        assert during(lambda: None, lambda: write("First")).number == 2
        assert Rubric.objects.filter(code=rubric.code).count() == 2


def test_a_card_rated_eight_times_at_once_is_rated_once(now):
    card = CardFactory()
    rated = all_at_once(lambda n: fresh(card).rate(1 + n % 4, number=1, moment=now, zone=now.tzinfo))
    assert sorted(rated) == [False] * 7 + [True]
    assert CardReview.objects.get().number == 1
    assert fresh(card).due_at > now


def test_nothing_of_a_students_is_touched_by_the_other_question(handed_in, now):
    """Two questions of one attempt, a file for each, at the same moment."""
    essays = list(handed_in.responses.filter(version__kind="essay"))
    added = during(
        lambda: essays[0].import_answer("One", client_id="tab:9", moment=now),
        lambda: Response.objects.get(pk=essays[1].pk).import_answer("Two", client_id="tab:9", moment=now),
    )
    assert added is True
