"""A teacher's own quizzes: the list, a new one, what it is called, put away and brought back."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quizzes.models import Quiz, QuizSettings
from tests.factories import ClassroomFactory, MembershipFactory
from tests.lessons.factories import AssignmentFactory, EditionFactory
from tests.quizzes.factories import QuestionVersionFactory, QuizFactory
from tests.quizzes.more_factories import OwnQuizFactory


@pytest.fixture
def quiz(teacher):
    return OwnQuizFactory(author=teacher.user, title="Who spoke?", kinds=["single", "essay"])


@pytest.fixture
def address(classroom):
    def to(name, *args):
        return reverse(f"quizzes:{name}", args=[classroom.slug, *args])

    return to


class TestMyQuizzes:
    def test_who_has_none_is_told_what_they_are_for(self, sign_in, teacher, address):
        page = sign_in(teacher).get(address("my_quizzes"))
        assertContains(page, "You have no quiz of your own yet.")
        assertContains(page, f'href="{address("new_quiz")}"')

    def test_says_how_much_each_asks_and_where_it_is_given(self, sign_in, teacher, address, quiz, classroom):
        elsewhere = AssignmentFactory(classroom=ClassroomFactory(name="History 9a"))
        taken_back = AssignmentFactory(classroom=ClassroomFactory(name="History 8c"), withdrawn=True)
        for assignment in (elsewhere, taken_back):
            QuizSettings.objects.create(assignment=assignment, quiz=quiz)
        page = sign_in(teacher).get(address("my_quizzes"))
        assertContains(page, '<td class="n" data-label="Questions">2</td>', html=True)
        assertContains(page, "History 9a")
        assertNotContains(page, "History 8c")

    def test_a_colleagues_are_not_there(self, sign_in, address, quiz, classroom):
        colleague = MembershipFactory(classroom=classroom, teacher=True)
        assertNotContains(sign_in(colleague).get(address("my_quizzes")), "Who spoke?")

    def test_takes_the_same_for_few_and_many(self, sign_in, teacher, address, quiz, django_assert_num_queries):
        browser, url = sign_in(teacher), address("my_quizzes")
        browser.get(url)
        with django_assert_num_queries(8):
            browser.get(url)
        for other in OwnQuizFactory.create_batch(4, author=teacher.user, kinds=["single", "essay", "survey"]):
            other.put_pool(pool_tags=["vote"], pool_count=2, points=1)
            QuizSettings.objects.create(assignment=AssignmentFactory(), quiz=other)
        with django_assert_num_queries(8):
            browser.get(url)

    def test_the_tab_of_the_class_leads_here(self, sign_in, teacher, moderator, address):
        link = f'<a href="{address("my_quizzes")}" aria-current="page">Quizzes</a>'
        assertContains(sign_in(teacher).get(address("new_quiz")), link, html=True)
        page = sign_in(moderator).get(reverse("lessons:assignments", args=[moderator.classroom.slug]))
        assertNotContains(page, address("my_quizzes"))


class TestNewQuiz:
    def made(self, browser, url, **typed):
        page = browser.post(url, {"title": "Mine", "start": "empty", "for_lesson": ""} | typed)
        quiz = Quiz.objects.latest("pk")
        assert page.status_code == 302
        return quiz

    def test_from_nothing(self, sign_in, teacher, address):
        quiz = self.made(sign_in(teacher), address("new_quiz"))
        assert (quiz.title, quiz.author, quiz.about, quiz.items.count()) == ("Mine", teacher.user, None, 0)

    def test_from_the_lessons_quiz(self, sign_in, teacher, address):
        course = QuizFactory(kinds=["single", "essay"])
        quiz = self.made(sign_in(teacher), address("new_quiz"), for_lesson=course.lesson_id, start="lesson")
        assert (quiz.about, quiz.items.count()) == (course.lesson, 2)

    def test_from_another_of_ones_own(self, sign_in, teacher, address, quiz):
        copy = self.made(sign_in(teacher), address("new_quiz"), start="mine", like=quiz.pk)
        assert copy != quiz
        assert copy.items.count() == 2

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"title": ""}, "title"),
            ({"start": "lesson"}, "for_lesson"),
            ({"start": "mine"}, "like"),
            ({"start": "elsewhere"}, "start"),
        ],
    )
    def test_what_is_missing_is_said_beside_its_field(self, sign_in, teacher, address, quiz, wrong, field):
        typed = {"title": "Mine", "start": "empty", "for_lesson": ""} | wrong
        page = sign_in(teacher).post(address("new_quiz"), typed)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == [field]
        assert Quiz.objects.count() == 1

    def test_a_lesson_without_a_quiz_cannot_be_copied(self, sign_in, teacher, address):
        typed = {"title": "Mine", "start": "lesson", "for_lesson": EditionFactory().lesson_id}
        page = sign_in(teacher).post(address("new_quiz"), typed)
        assertContains(page, "This lesson has no quiz in the course.", status_code=422)

    def test_a_colleagues_quiz_cannot_be_copied(self, sign_in, teacher, address, quiz):
        typed = {"title": "Mine", "start": "mine", "for_lesson": "", "like": OwnQuizFactory().pk}
        assert sign_in(teacher).post(address("new_quiz"), typed).status_code == 422


class TestEditQuiz:
    def test_shows_every_place_and_leads_on(self, sign_in, teacher, address, quiz):
        course = QuestionVersionFactory(prompt_html="<p>Who abstained?</p><p>Look it up.</p>")
        quiz.add([course.question])
        page = sign_in(teacher).get(address("edit_quiz", quiz.pk))
        assertContains(page, "Who abstained?")
        assertNotContains(page, "Look it up.")
        here = address("edit_quiz", quiz.pk)
        assertContains(page, f'href="{here}questions/{quiz.items.first().question_id}/"')
        assertContains(page, f'formaction="{here}places/{quiz.items.last().pk}/make-mine/"')
        assertContains(page, f'href="{here}questions/new/', count=16)

    def test_an_empty_one_says_what_to_do_and_cannot_be_given(self, sign_in, teacher, address):
        empty = OwnQuizFactory(author=teacher.user, kinds=[])
        page = sign_in(teacher).get(address("edit_quiz", empty.pk))
        assertContains(page, "This quiz asks nothing yet.")
        assertNotContains(page, "Give it to the class")

    def test_title_introduction_and_lesson_are_changed(self, sign_in, teacher, address, quiz):
        lesson, url = EditionFactory().lesson, address("edit_quiz", quiz.pk)
        page = sign_in(teacher).post(url, {"title": "Better", "intro": "Take your time.", "for_lesson": lesson.pk})
        assertRedirects(page, url)
        quiz.refresh_from_db()
        assert (quiz.title, quiz.intro, quiz.about) == ("Better", "Take your time.", lesson)

    def test_a_title_is_text_and_never_html(self, sign_in, teacher, address, quiz):
        quiz.rename(title="<script>alert(1)</script>", intro="")
        for page in (address("edit_quiz", quiz.pk), address("my_quizzes"), address("give_quiz", quiz.pk)):
            assertNotContains(sign_in(teacher).get(page), "<script>alert")

    def test_a_colleague_in_the_same_class_does_not_find_it(self, sign_in, address, quiz, classroom):
        browser, item = sign_in(MembershipFactory(classroom=classroom, teacher=True)), quiz.items.first()
        one = [(name, quiz.pk) for name in ("edit_quiz", "order_quiz", "bank", "add_pool", "give_quiz", "retire_quiz")]
        for name, *keys in [*one, ("remove_item", quiz.pk, item.pk), ("make_mine", quiz.pk, item.pk)]:
            assert browser.post(address(name, *keys)).status_code == 404

    @pytest.mark.parametrize(("pools", "most"), [(0, 9), (1, 11), (3, 11)])
    def test_takes_the_same_for_few_and_many(
        self, sign_in, teacher, address, quiz, pools, most, django_assert_num_queries
    ):
        for _ in range(pools):
            quiz.put_pool(pool_tags=["vote"], pool_count=2, points=1)
        browser, url = sign_in(teacher), address("edit_quiz", quiz.pk)
        browser.get(url)
        for more in (0, 12):
            quiz.add([QuestionVersionFactory().question for _ in range(more)])
            with django_assert_num_queries(most):
                browser.get(url)


class TestRetireQuiz:
    def test_asks_once_and_what_was_given_stays(self, sign_in, teacher, student, address, quiz, classroom):
        assignment = AssignmentFactory(classroom=classroom)
        QuizSettings.objects.create(assignment=assignment, quiz=quiz)
        browser, url = sign_in(teacher), address("retire_quiz", quiz.pk)
        assertContains(browser.get(url), "stays, with every answer")
        assertRedirects(browser.post(url), address("my_quizzes"))
        assertContains(browser.get(address("my_quizzes")), "1 quiz put away")
        assertContains(sign_in(student).get(address("start", assignment.pk)), "Who spoke?")

    def test_it_comes_back(self, sign_in, teacher, address, quiz, moment):
        quiz.retire(moment)
        assertRedirects(sign_in(teacher).post(address("bring_back_quiz", quiz.pk)), address("my_quizzes"))
        quiz.refresh_from_db()
        assert quiz.retired_at is None


def test_students_read_the_introduction_before_they_start(sign_in, student, address, quiz, classroom):
    assignment = AssignmentFactory(classroom=classroom)
    QuizSettings.objects.create(assignment=assignment, quiz=quiz)
    quiz.rename(intro="Use the <b>record</b>.")
    assertContains(sign_in(student).get(address("start", assignment.pk)), "Use the &lt;b&gt;record")
