"""A teacher's own quizzes: what is added, moved, left out, copied and put away."""

from datetime import timedelta

import pytest

from quizzes.models import Question, QuestionVersion, Quiz, QuizChanged, QuizItem
from quizzes.models.items import arrangement
from tests.factories import MembershipFactory
from tests.quizzes.factories import QuestionVersionFactory, QuizFactory, QuizItemFactory
from tests.quizzes.more_factories import OwnQuizFactory

pytestmark = pytest.mark.django_db

FOUR = ["single", "multiple", "truefalse", "numeric"]


@pytest.fixture
def quiz(teacher):
    return OwnQuizFactory(author=teacher.user, kinds=FOUR)


def pks(quiz):
    return list(quiz.items.values_list("pk", flat=True))


def seen(quiz):
    return arrangement(quiz.items.all())


class TestVisibleTo:
    def test_a_teacher_sees_her_own_from_each_class_and_nobody_else_does(
        self, quiz, teacher, student, moderator, outsider, classroom
    ):
        in_another_class = MembershipFactory(user=teacher.user, role="teacher")
        colleague = MembershipFactory(classroom=classroom, teacher=True)
        QuizFactory()
        who = (teacher, in_another_class, colleague, student, moderator, outsider)
        found = [list(Quiz.objects.visible_to(member)) for member in who]
        assert found == [[quiz], [quiz], [], [], [], []]

    def test_who_is_a_student_elsewhere_does_not_see_them_there(self, quiz, teacher):
        as_student = MembershipFactory(user=teacher.user)
        assert not Quiz.objects.visible_to(as_student).exists()


class TestMake:
    def test_a_copy_asks_the_same_and_goes_its_own_way(self, quiz, teacher):
        QuizItem.objects.create(quiz=quiz, position=5, pool_tags=["vote"], pool_count=2, points=3)
        quiz.items.filter(position=1).update(points=4)
        copy = Quiz.make(teacher.user, like=quiz, title="Copy")
        columns = ("position", "question", "pinned_version", "points", "pool_tags", "pool_lesson", "pool_count")
        assert list(copy.items.values_list(*columns)) == list(quiz.items.values_list(*columns))
        copy.remove(copy.items.first())
        assert (copy.items.count(), quiz.items.count()) == (4, 5)

    def test_a_copy_of_the_courses_quiz_leaves_its_questions_to_the_course(self, teacher):
        course = QuizFactory(kinds=["single", "essay"])
        copy = Quiz.make(teacher.user, like=course, title="Mine", for_lesson=course.lesson)
        assert [item.question for item in copy.items.all()] == [item.question for item in course.items.all()]
        assert (copy.author, copy.lesson, copy.about) == (teacher.user, None, course.lesson)
        assert not Question.objects.written_by(teacher.user).exists()


class TestAdd:
    def test_what_is_new_stands_at_the_end_and_nothing_twice(self, quiz):
        there, new = quiz.items.first().question, QuestionVersionFactory().question
        quiz.add([new, there, new])
        assert [item.question for item in quiz.items.all()][-1] == new
        assert quiz.items.count() == 5

    def test_what_is_put_back_stands_where_it_was(self, quiz):
        item = quiz.items.all()[1]
        order = list(quiz.items.values_list("question", flat=True))
        quiz.remove(item)
        quiz.add([item.question], at=2)
        assert list(quiz.items.values_list("question", flat=True)) == order


class TestArrange:
    def test_the_places_stand_in_the_order_wanted(self, quiz):
        order = pks(quiz)[::-1]
        quiz.arrange(order, {order[0]: 7}, seen(quiz))
        assert pks(quiz) == order
        assert list(quiz.items.values_list("position", "points"))[:2] == [(1, 7), (2, None)]

    def test_gaps_and_high_numbers_are_no_obstacle(self, quiz):
        quiz.items.filter(position=4).update(position=40)
        quiz.arrange(pks(quiz)[::-1], {}, seen(quiz))
        assert list(quiz.items.values_list("position", flat=True)) == [1, 2, 3, 4]

    def test_of_two_tabs_the_second_changes_nothing(self, quiz):
        before, one, two = seen(quiz), pks(quiz)[::-1], sorted(pks(quiz), key=lambda pk: pk % 3)
        quiz.arrange(one, {}, before)
        with pytest.raises(QuizChanged):
            quiz.arrange(two, {}, before)
        assert pks(quiz) == one

    def test_points_changed_in_another_tab_are_not_overwritten(self, quiz):
        before, order = seen(quiz), pks(quiz)
        quiz.arrange(order, {order[0]: 3}, before)
        with pytest.raises(QuizChanged):
            quiz.arrange(order, {order[0]: None}, before)
        assert quiz.items.get(pk=order[0]).points == 3

    @pytest.mark.parametrize("change", [lambda pks: pks[1:], lambda pks: [*pks, pks[0]], lambda pks: [*pks[1:], 0]])
    def test_an_order_that_names_not_each_place_once_is_refused(self, quiz, change):
        with pytest.raises(QuizChanged):
            quiz.arrange(change(pks(quiz)), {}, seen(quiz))


class TestMakeMine:
    @pytest.fixture
    def item(self, quiz):
        version = QuestionVersionFactory(kind="essay", points=12)
        return QuizItemFactory(quiz=quiz, position=5, question=version.question)

    def test_an_own_copy_takes_the_place_and_the_courses_stays(self, quiz, item, teacher):
        course = item.question
        copy = quiz.make_mine(item)
        item.refresh_from_db()
        assert (item.question, copy.author, copy.lesson) == (copy, teacher.user, course.lesson)
        mine, its = copy.versions.get(), course.versions.get()
        columns = [field.name for field in QuestionVersion._meta.fields]
        different = {name for name in columns if getattr(mine, name) != getattr(its, name)}
        assert different <= {"id", "question", "created_at"}

    def test_twice_is_once(self, quiz, item):
        again = QuizItem.objects.get(pk=item.pk)
        assert quiz.make_mine(item) == quiz.make_mine(again)


def test_a_change_says_when_it_was(quiz, moment, time_machine):
    time_machine.move_to(moment + timedelta(days=3), tick=False)
    quiz.remove(quiz.items.first())
    assert Quiz.objects.get(pk=quiz.pk).changed_at == moment + timedelta(days=3)


def test_putting_away_twice_keeps_the_first_moment_and_it_can_be_brought_back(quiz, moment):
    quiz.retire(moment)
    quiz.retire(moment + timedelta(days=1))
    assert Quiz.objects.get(pk=quiz.pk).retired_at == moment
    quiz.bring_back()
    assert Quiz.objects.get(pk=quiz.pk).retired_at is None


def test_points_of_a_place_never_make_a_survey_count(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=["survey", "single"])
    quiz.items.update(points=5)
    assert quiz.size() == (2, 5)
