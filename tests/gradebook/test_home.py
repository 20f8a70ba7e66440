"""What to do next, across a person's classes."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from classrooms.models import Role
from quizzes.models import CardReview
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import MembershipFactory
from tests.gradebook.factories import hand_in
from tests.lessons.factories import AssignmentFactory, ReadingFactory, TermFactory
from tests.quizzes.factories import start
from tests.quizzes.more_factories import CardFactory, OwnQuizFactory, QuizSettingsFactory

HOME = reverse("gradebook:home")


class TestHome:
    def test_a_student_sees_what_to_read_answer_and_discuss(self, sign_in, student, assignment):
        page = sign_in(student).get(HOME)
        for words in ("Start here", "Lesson 9.", "Quiz 9.", "Discuss 9.", "Who decided?"):
            assertContains(page, words)

    def test_an_own_quiz_has_its_own_name_on_every_list(self, sign_in, student, teacher, assignment):
        own = OwnQuizFactory(author=teacher.user, title="The vote")
        again = AssignmentFactory(classroom=student.classroom, edition=assignment.edition)
        QuizSettingsFactory(assignment=again, quiz=own)
        code = assignment.edition.lesson.code
        assertContains(sign_in(student).get(HOME), f"Quiz {code}: The vote")
        assertContains(sign_in(student).get(HOME), f"Quiz {code}: Who decided?")
        assertContains(sign_in(student).get(student.classroom.get_absolute_url()), "· The vote")
        assertContains(sign_in(teacher).get(reverse("gradebook:table", args=[student.classroom.slug])), "The vote")

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

    def test_review_cards_are_listed_with_the_time_they_take(self, sign_in, student, teacher):
        browser = sign_in(student)
        assertNotContains(browser.get(HOME), "review card")
        CardFactory.create_batch(3, student=student.user)
        page = browser.get(HOME)
        for words in ("3 review cards due", "Never graded.", "2 min", 'href="/review/"'):
            assertContains(page, words)
        assertNotContains(sign_in(teacher).get(HOME), "review card")

    def test_the_first_look_of_the_day_brings_new_review_cards(self, sign_in, student, classroom):
        given = AssignmentFactory(classroom=classroom, has_quiz=False, has_discussion=False)
        given.edition.lesson.terms.add(TermFactory())
        ReadingFactory(assignment=given, member=student, finished_at=timezone.now())
        assertContains(sign_in(student).get(HOME), "1 review card due")

    def test_a_card_is_due_from_midnight_on_in_the_class(self, sign_in, student, classroom, time_machine):
        classroom.time_zone = "Asia/Tokyo"
        classroom.save()
        evening = datetime(2026, 3, 2, 14, tzinfo=UTC)
        card = CardFactory(student=student.user, due_at=evening)
        card.rate(CardReview.Rating.HARD, number=1, moment=evening, zone=classroom.zone)
        for at, listed in ((evening + timedelta(minutes=59), 0), (evening + timedelta(minutes=61), 1)):
            time_machine.move_to(at, tick=False)
            assertContains(sign_in(student).get(HOME), "review card due", count=2 * listed)  # on the button, too

    def test_eleven_queries_at_most_however_much_there_is(self, sign_in, student, django_assert_max_num_queries):
        """Eighteen when the first look of the day brings new review cards: from where, which, and how many then."""
        browser = sign_in(student)
        for _ in range(6):
            given = AssignmentFactory(classroom=student.classroom, preset="practice")
            given.edition.lesson.terms.add(TermFactory())
            PostFactory(thread=ThreadFactory(assignment=given), author=student, returned=True)
            ReadingFactory(assignment=given, member=student, finished_at=timezone.now())
            hand_in(given, student, "a")
            start(given, student)
        for _ in range(3):
            MembershipFactory(user=student.user)
        for most in (18, 11):
            with django_assert_max_num_queries(most):
                page = browser.get(HOME)
            assertContains(page, "Your post was returned", count=2 * 6)  # in the title and on the button
            assertContains(page, "5 review cards due", count=2)
