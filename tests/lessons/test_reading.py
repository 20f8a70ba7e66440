"""A class's assignments as its members meet them, and the progress that is kept."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from lessons.models import Assignment, Reading
from tests.conftest import HTMX
from tests.lessons.factories import AssignmentFactory, BlockFactory, ClaimFactory, EditionFactory, ReadingFactory

SECTIONS = [{"anchor": "start", "title": "The start"}, {"anchor": "end", "title": "The end"}]
LESSON_BUDGET = 8


@pytest.fixture
def assignment(classroom) -> Assignment:
    edition = EditionFactory(title="The vote", sections=SECTIONS)
    BlockFactory(edition=edition, section="end", html="<p>The last words.</p>")
    return AssignmentFactory(classroom=classroom, edition=edition)


@pytest.fixture
def lesson_url(assignment) -> str:
    return reverse("lessons:read", args=[assignment.classroom.slug, assignment.pk])


@pytest.fixture
def mark_url(assignment) -> str:
    return reverse("lessons:mark_section", args=[assignment.classroom.slug, assignment.pk])


class TestAssignments:
    def test_a_student_sees_what_was_given_to_them(self, sign_in, student, classmate, classroom, assignment):
        AssignmentFactory(classroom=classroom, edition__title="For another", students=[classmate])
        AssignmentFactory(classroom=classroom, edition__title="Taken back", withdrawn=True)
        AssignmentFactory(edition__title="In another class")
        html = sign_in(student).get(reverse("lessons:assignments", args=[classroom.slug])).content.decode()
        assert "The vote" in html
        for hidden in ("For another", "Taken back", "In another class"):
            assert hidden not in html

    def test_a_teacher_sees_all_of_the_class_and_what_was_withdrawn(self, sign_in, teacher, classroom):
        AssignmentFactory(classroom=classroom, edition__title="Taken back", withdrawn=True)
        html = sign_in(teacher).get(reverse("lessons:assignments", args=[classroom.slug])).content.decode()
        assert "Taken back" in html
        assert "withdrawn" in html

    def test_an_empty_list_says_what_will_be_there(self, sign_in, teacher, student, classroom):
        url = reverse("lessons:assignments", args=[classroom.slug])
        assert reverse("lessons:assign", args=[classroom.slug]) in sign_in(teacher).get(url).content.decode()
        assert reverse("lessons:assign", args=[classroom.slug]) not in sign_in(student).get(url).content.decode()

    def test_it_costs_the_same_with_many(self, sign_in, teacher, classroom, assignment, django_assert_max_num_queries):
        browser, url = sign_in(teacher), reverse("lessons:assignments", args=[classroom.slug])
        with django_assert_max_num_queries(8) as one:
            browser.get(url)
        AssignmentFactory.create_batch(6, classroom=classroom)
        with django_assert_max_num_queries(len(one)):
            browser.get(url)


class TestBeforeItOpens:
    @pytest.fixture
    def waiting(self, classroom, moment, assignment):
        """Opens at eight in the morning, class time, which is two hours before UTC."""
        classroom.time_zone = "Asia/Tokyo"
        classroom.save()
        assignment.change(opens_at=datetime(2026, 3, 3, 8, tzinfo=classroom.zone), due_at=None)
        return assignment

    def test_a_student_reads_when_it_opens_and_nothing_else(self, sign_in, student, waiting, lesson_url):
        for url in (waiting.get_absolute_url(), lesson_url):
            html = sign_in(student).get(url).content.decode()
            assert "It opens on Tuesday, 3 March 2026, 08:00 (Asia/Tokyo)" in html
            assert "The last words." not in html
            assert waiting.edition.summary not in html

    def test_it_opens_at_eight_in_the_class_and_not_a_second_earlier(
        self, sign_in, student, waiting, lesson_url, time_machine
    ):
        browser = sign_in(student)
        time_machine.move_to(datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC), tick=False)
        assert "The last words." not in browser.get(lesson_url).content.decode()
        time_machine.move_to(datetime(2026, 3, 2, 23, tzinfo=UTC), tick=False)
        assert "The last words." in browser.get(lesson_url).content.decode()

    def test_nothing_can_be_marked(self, sign_in, student, waiting, mark_url):
        sign_in(student).post(mark_url, {"section": "start"})
        assert not Reading.objects.exists()

    def test_a_teacher_may_look(self, sign_in, teacher, waiting, lesson_url):
        assert "The last words." in sign_in(teacher).get(lesson_url).content.decode()


class TestRead:
    def test_a_student_may_read_after_it_has_closed(self, sign_in, student, classroom, assignment, lesson_url):
        long_ago = timezone.now() - timedelta(days=30)
        assignment.change(opens_at=long_ago, due_at=None, closes_at=long_ago + timedelta(days=1))
        assert "The last words." in sign_in(student).get(lesson_url).content.decode()
        assert "Closed" in sign_in(student).get(assignment.get_absolute_url()).content.decode()

    def test_a_class_reads_the_edition_it_was_assigned(self, sign_in, student, assignment, lesson_url):
        EditionFactory(lesson=assignment.edition.lesson, number=2, title="Newer words")
        html = sign_in(student).get(lesson_url).content.decode()
        assert "The vote" in html
        assert "Newer words" not in html

    def test_to_open_it_is_kept_once(self, sign_in, student, lesson_url):
        sign_in(student).get(lesson_url)
        sign_in(student).get(lesson_url)
        assert Reading.objects.get().member == student

    def test_it_costs_the_same_the_first_time_and_with_many_rows(
        self, sign_in, student, assignment, lesson_url, django_assert_max_num_queries
    ):
        browser = sign_in(student)
        for _ in range(2):
            with django_assert_max_num_queries(LESSON_BUDGET):
                browser.get(lesson_url)
        for _ in range(15):
            BlockFactory(edition=assignment.edition, section="end")
            assignment.edition.claims.add(ClaimFactory(lesson=assignment.edition.lesson))
            ReadingFactory(assignment=assignment)
        with django_assert_max_num_queries(LESSON_BUDGET):
            browser.get(lesson_url)


class TestMarkSection:
    def test_without_javascript_one_comes_back_to_where_one_was(self, sign_in, student, lesson_url, mark_url):
        browser = sign_in(student)
        page = browser.post(mark_url, {"section": "start"})
        assert page["Location"] == f"{lesson_url}#end-start"
        assert Reading.objects.get().sections == ["start"]
        html = browser.get(lesson_url).content.decode()
        assert "1 of 2 sections read." in html
        assert "You have read this section." in html

    def test_htmx_gets_the_section_and_the_progress_beside_it(self, sign_in, student, mark_url):
        page = sign_in(student).post(mark_url, {"section": "start"}, headers=HTMX)
        html = page.content.decode()
        assert "<html" not in html
        assert "The last words." not in html
        assert 'id="end-start"' in html
        assert 'id="rail-progress" hx-swap-oob="true"' in html
        assert "1 of 2 sections read." in html
        assert "HX-Request" in page["Vary"]

    def test_a_section_that_is_not_there_is_refused(self, sign_in, student, mark_url):
        assert sign_in(student).post(mark_url, {"section": "elsewhere"}).status_code == 422
        assert Reading.objects.get().sections == []

    def test_with_the_last_section_the_lesson_is_finished(self, moment, sign_in, student, mark_url):
        browser = sign_in(student)
        browser.post(mark_url, {"section": "end"})
        assert Reading.objects.get().finished_at is None
        browser.post(mark_url, {"section": "start"})
        assert Reading.objects.get().finished_at == moment

    def test_to_mark_twice_is_to_mark_once(self, sign_in, student, mark_url):
        for _ in range(2):
            sign_in(student).post(mark_url, {"section": "start"})
        assert Reading.objects.get().sections == ["start"]

    def test_an_assignment_of_others_is_not_found(self, sign_in, student, classmate, assignment, mark_url):
        assignment.change(opens_at=assignment.opens_at, students=[classmate])
        assert sign_in(student).post(mark_url, {"section": "start"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_tabs_lose_no_section(student, assignment):
    start = Barrier(2)

    def read(anchor: str) -> None:
        start.wait()
        Reading.open(assignment, student, timezone.now()).read_section(anchor, timezone.now())
        connection.close()

    tabs = [Thread(target=read, args=[section["anchor"]]) for section in SECTIONS]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    reading = Reading.objects.get()
    assert set(reading.sections) == {"start", "end"}
    assert reading.finished_at


class TestVisibleTo:
    def test_a_student_sees_own_readings_and_a_teacher_all(self, student, classmate, teacher, moderator, assignment):
        mine = ReadingFactory(assignment=assignment, member=student)
        theirs = ReadingFactory(assignment=assignment, member=classmate)
        ReadingFactory()
        assert list(Reading.objects.visible_to(student)) == [mine]
        assert list(Reading.objects.visible_to(moderator)) == []
        assert set(Reading.objects.visible_to(teacher)) == {mine, theirs}

    def test_a_student_sees_live_assignments_given_to_them(self, student, classmate, teacher, moderator, assignment):
        classroom = assignment.classroom
        own = AssignmentFactory(classroom=classroom, students=[student])
        others = AssignmentFactory(classroom=classroom, students=[classmate])
        withdrawn = AssignmentFactory(classroom=classroom, withdrawn=True)
        AssignmentFactory()
        assert set(Assignment.objects.visible_to(student)) == {assignment, own}
        for staff in (teacher, moderator):
            assert set(Assignment.objects.visible_to(staff)) == {assignment, own, others, withdrawn}
