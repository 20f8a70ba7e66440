"""The top floor's pages: what to do next, the class's home, the table of grades."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from classrooms.models import Role
from lessons.models import Preset
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import MembershipFactory, NormFactory
from tests.gradebook.factories import hand_in
from tests.lessons.factories import AssignmentFactory, ReadingFactory
from tests.quizzes.factories import quiz_of, start

HOME = reverse("gradebook:home")


@pytest.fixture
def assignment(classroom, teacher):
    given = AssignmentFactory(classroom=classroom, created_by=teacher, edition__title="Who decided?")
    quiz_of(given)
    return given


@pytest.fixture
def thread(assignment):
    return ThreadFactory(assignment=assignment)


def address(name, member, *args):
    return reverse(f"gradebook:{name}", args=[member.classroom.slug, *args])


class TestHome:
    def test_a_student_sees_what_to_read_answer_and_discuss(self, sign_in, student, assignment):
        page = sign_in(student).get(HOME)
        for words in ("Start here", "Lesson 9.", "Quiz 9.", "Discuss 9.", "Who decided?"):
            assertContains(page, words)

    def test_what_is_done_is_not_asked_again(self, sign_in, student, assignment, thread):
        ReadingFactory(assignment=assignment, member=student, finished_at=timezone.now())
        hand_in(assignment, student)
        PostFactory(thread=thread, author=student, pending=True)

        assertContains(sign_in(student).get(HOME), "Nothing is waiting for you")

    def test_a_begun_quiz_says_how_far_it_is(self, sign_in, student, assignment):
        start(assignment, student)
        assertContains(sign_in(student).get(HOME), "You answered 0 of 1.")

    def test_a_returned_post_is_where_to_start(self, sign_in, student, assignment, thread):
        PostFactory(thread=thread, author=student, returned=True)
        page = sign_in(student).get(HOME)
        first = page.content.decode().partition("Start here")[2].partition("</ul>")[0]
        assert "Your post was returned" in first
        assert "Your text is kept" in first

    @pytest.mark.parametrize("trait", ["not_open_yet", "closed", "withdrawn"])
    def test_what_cannot_be_done_now_is_not_listed(self, sign_in, student, classroom, teacher, trait):
        AssignmentFactory(classroom=classroom, created_by=teacher, **{trait: True})
        assertContains(sign_in(student).get(HOME), "Nothing is waiting for you")

    def test_what_was_given_to_others_is_not_listed(self, sign_in, student, classmate, classroom, teacher):
        AssignmentFactory(classroom=classroom, created_by=teacher, students=[classmate])
        assertContains(sign_in(student).get(HOME), "Nothing is waiting for you")
        assertContains(sign_in(classmate).get(HOME), "Start here")

    def test_late_work_says_by_how_much(self, sign_in, student, classroom, teacher):
        now = timezone.now()
        AssignmentFactory(
            classroom=classroom, created_by=teacher, opens_at=now - timedelta(days=9), due_at=now - timedelta(days=2)
        )
        assertContains(sign_in(student).get(HOME), "2 days late")

    def test_late_work_says_how_long_it_stays_open(self, sign_in, student, classroom, teacher):
        now = timezone.now()
        AssignmentFactory(
            classroom=classroom, opens_at=now - timedelta(9), due_at=now - timedelta(2), closes_at=now + timedelta(1)
        )
        assertContains(sign_in(student).get(HOME), "It stays open until")

    def test_a_closed_lesson_that_was_read_still_counts_as_read(self, sign_in, student, classroom):
        for trait in ({"closed": True}, {}):
            given = AssignmentFactory(classroom=classroom, **trait)
            ReadingFactory(assignment=given, member=student, finished_at=timezone.now())
        assertContains(sign_in(student).get(HOME), "2 of 2 lessons read")

    def test_a_teacher_sees_posts_to_review_and_answers_to_mark(self, sign_in, teacher, student, classroom):
        given = AssignmentFactory(classroom=classroom, created_by=teacher)
        PostFactory(thread=ThreadFactory(assignment=given), author=student, pending=True)
        hand_in(given, student, kinds=["essay"])

        page = sign_in(teacher).get(HOME)
        assertContains(page, "1 post to review")
        assertContains(page, "1 answer to mark")
        assertContains(page, "Others wait for you")

    def test_every_task_leads_to_a_page(self, sign_in, teacher, student, assignment, thread):
        PostFactory(thread=thread, author=student, returned=True)
        waiting = AssignmentFactory(classroom=teacher.classroom, created_by=teacher)
        PostFactory(thread=ThreadFactory(assignment=waiting), author=student, pending=True)
        hand_in(waiting, student, kinds=["essay"])
        for member, tasks in ((student, 4), (teacher, 2)):
            browser = sign_in(member)
            found = re.findall(r'class="task-title"><a href="([^"]+)"', browser.get(HOME).content.decode())
            assert len(found) == tasks
            assert {browser.get(address).status_code for address in found} == {200}

    def test_a_moderator_is_not_asked_to_mark(self, sign_in, moderator, student, assignment):
        hand_in(assignment, student, kinds=["essay"])
        assertNotContains(sign_in(moderator).get(HOME), "to mark")

    def test_somebody_in_no_class_is_told_what_to_do(self, sign_in, outsider):
        outsider.classroom.memberships.create(user=MembershipFactory().user, role=Role.TEACHER)
        outsider.close()
        assertContains(sign_in(outsider).get(HOME), "Open a class")

    def test_ten_queries_at_most_however_much_there_is(self, sign_in, student, teacher, django_assert_max_num_queries):
        browser = sign_in(student)
        for _ in range(6):
            given = AssignmentFactory(classroom=student.classroom, created_by=teacher)
            PostFactory(thread=ThreadFactory(assignment=given), author=student, returned=True)
            ReadingFactory(assignment=given, member=student)
            start(given, student)
        for _ in range(3):
            MembershipFactory(user=student.user)
        with django_assert_max_num_queries(10):
            assertContains(browser.get(HOME), "Your post was returned", count=2 * 6)  # in the title and on the button


class TestClassroom:
    def test_a_teacher_sees_how_many_have_read_answered_and_posted(
        self, sign_in, teacher, student, classmate, assignment, thread
    ):
        ReadingFactory(assignment=assignment, member=student, finished_at=timezone.now())
        hand_in(assignment, student)
        PostFactory(thread=thread, author=student)
        PostFactory(thread=thread, author=student, pending=True)

        page = sign_in(teacher).get(address("classroom", teacher))
        assertContains(page, '<span class="fraction">1<span>/2</span></span>', count=3)
        assertContains(page, "1</b> post to review")
        assertContains(page, teacher.classroom.join_code)

    def test_a_teacher_sees_who_has_opened_nothing(self, sign_in, teacher, student, classmate, assignment):
        ReadingFactory(assignment=assignment, member=student)
        page = sign_in(teacher).get(address("classroom", teacher))
        assertContains(page, "has not opened a lesson yet", count=1)
        assertContains(page, classmate.name)

    def test_a_student_sees_where_they_stand_and_nothing_of_others(
        self, sign_in, student, classmate, assignment, classroom
    ):
        NormFactory(classroom=classroom, text="Say where a fact comes from.")
        hand_in(assignment, student)
        page = sign_in(student).get(address("classroom", student))
        assertContains(page, "handed in")
        assertContains(page, "Say where a fact comes from.")
        assertNotContains(page, classmate.name)
        assertNotContains(page, classroom.join_code)

    @pytest.mark.parametrize(("days", "words"), [(-2, "2 days ago"), (0, "today"), (1, "in 1 day"), (6, "in 6 days")])
    def test_a_date_is_near_or_past_and_never_late(self, days, words, sign_in, student, teacher, classroom):
        now = timezone.now()
        AssignmentFactory(classroom=classroom, opens_at=now - timedelta(9), due_at=now + timedelta(days))
        for member in (student, teacher):
            assertContains(sign_in(member).get(address("classroom", member)), f'<span class="sub">{words}</span>')

    def test_whoever_has_left_is_not_among_the_chosen(self, sign_in, teacher, student, classmate, classroom):
        AssignmentFactory(classroom=classroom, students=[student, classmate])
        classmate.close()
        assertContains(sign_in(teacher).get(address("classroom", teacher)), "<span>/1</span>")

    @pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.MODERATOR])
    def test_the_number_of_queries_does_not_grow(
        self, sign_in, role, classroom, teacher, student, django_assert_max_num_queries
    ):
        browser = sign_in(MembershipFactory(classroom=classroom, role=role))
        for _ in range(5):
            given = AssignmentFactory(classroom=classroom, created_by=teacher)
            thread = ThreadFactory(assignment=given)
            for member in [student, MembershipFactory(classroom=classroom)]:
                PostFactory(thread=thread, author=member, pending=True)
                ReadingFactory(assignment=given, member=member, finished_at=timezone.now())
                hand_in(given, member)
        with django_assert_max_num_queries(13):
            browser.get(reverse("gradebook:classroom", args=[classroom.slug]))


class TestTable:
    def test_each_quiz_is_a_column_and_each_student_a_line(self, sign_in, teacher, student, classmate, assignment):
        hand_in(assignment, student)
        page = sign_in(teacher).get(address("table", teacher))
        assertContains(page, f"{assignment.edition.lesson.code} Quiz")
        assertContains(page, student.name)
        assertContains(page, "100 %")
        assertContains(page, "not due")

    def test_an_assignment_without_a_quiz_is_no_column(self, sign_in, teacher, student, classroom):
        AssignmentFactory(classroom=classroom, created_by=teacher, has_quiz=False)
        assertContains(sign_in(teacher).get(address("table", teacher)), "No quiz has been assigned yet.")

    def test_eight_queries_at_most_however_large_the_class(
        self, sign_in, teacher, classroom, django_assert_max_num_queries
    ):
        browser = sign_in(teacher)
        students = MembershipFactory.create_batch(6, classroom=classroom)
        for _ in range(4):
            given = AssignmentFactory(classroom=classroom, created_by=teacher, preset=Preset.PRACTICE)
            for student in students:
                hand_in(given, student)
        with django_assert_max_num_queries(8):
            assertContains(browser.get(address("table", teacher)), "100 %", count=7)


class TestExport:
    def test_the_file_holds_the_table(self, sign_in, teacher, student, assignment):
        hand_in(assignment, student)
        answer = sign_in(teacher).get(address("export", teacher))
        lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert lines[1] == [student.name, "1", "done", "100"]
        assert ".csv" in answer["Content-Disposition"]

    def test_a_name_cannot_become_a_formula(self, sign_in, teacher, assignment):
        MembershipFactory(classroom=teacher.classroom, user__name="=1+1")
        assertContains(sign_in(teacher).get(address("export", teacher)), "'=1+1")


class TestExplain:
    def test_the_sum_is_shown_line_by_line(self, sign_in, teacher, student, assignment):
        hand_in(assignment, student)
        page = sign_in(teacher).get(address("explain", teacher, assignment.pk, student.pk))
        assertContains(page, "By the key")
        assertContains(page, "1 of 1")

    def test_a_student_without_a_grade_has_nothing_to_explain(self, sign_in, teacher, student, assignment):
        page = sign_in(teacher).get(address("explain", teacher, assignment.pk, student.pk))
        assert page.status_code == 404
