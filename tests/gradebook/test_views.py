"""The top floor's pages: the class's home, the table of grades."""

import csv
import io
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


def address(name, member, *args):
    return reverse(f"gradebook:{name}", args=[member.classroom.slug, *args])


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

    def test_who_answers_or_writes_is_not_silent(self, sign_in, teacher, student, classmate, assignment, thread):
        long_ago = timezone.now() - timedelta(days=20)
        ReadingFactory(assignment=assignment, member=student, opened_at=long_ago)
        page = sign_in(teacher).get(address("classroom", teacher))
        assertContains(page, "last here on")

        hand_in(assignment, student)
        PostFactory(thread=thread, author=classmate, pending=True)
        assertContains(sign_in(teacher).get(address("classroom", teacher)), "Everybody has been here.")

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

    def test_ten_queries_at_most_however_large_the_class(
        self, sign_in, teacher, classroom, django_assert_max_num_queries
    ):
        browser = sign_in(teacher)
        students = MembershipFactory.create_batch(6, classroom=classroom)
        for _ in range(4):
            given = AssignmentFactory(classroom=classroom, created_by=teacher, preset=Preset.PRACTICE)
            for student in students:
                hand_in(given, student)
        with django_assert_max_num_queries(10):
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

    def test_the_answers_are_one_link_away(self, sign_in, teacher, student, assignment):
        attempt = hand_in(assignment, student)
        browser = sign_in(teacher)
        answers = reverse("quizzes:handed_in", args=[teacher.classroom.slug, attempt.pk])
        assertContains(browser.get(address("explain", teacher, assignment.pk, student.pk)), answers)
        assert browser.get(answers).status_code == 200

    def test_a_student_without_a_grade_has_nothing_to_explain(self, sign_in, teacher, student, assignment):
        page = sign_in(teacher).get(address("explain", teacher, assignment.pk, student.pk))
        assert page.status_code == 404
