"""Giving a lesson to a class: what a teacher types, and what it does."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.apps import LessonsConfig
from lessons.models import Assignment
from tests.conftest import HTMX
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory, BlockFactory, EditionFactory, ReadingFactory


@pytest.fixture
def edition(db):
    return EditionFactory()


@pytest.fixture
def url(classroom):
    return reverse("lessons:assign", args=[classroom.slug])


@pytest.fixture
def typed(edition):
    """What a teacher sends who fills in the three fields."""
    return {
        "lesson": edition.lesson.pk,
        "due_at": "2030-03-09T18:00",
        "whom": "everyone",
        "quiz": "homework",
        "has_discussion": "on",
    }


class TestAssign:
    def test_three_fields_are_enough(self, sign_in, teacher, url, typed, edition):
        page = sign_in(teacher).post(url, typed)

        assignment = Assignment.objects.get()
        assert page["Location"] == assignment.get_absolute_url()
        assert assignment.edition == edition
        assert assignment.is_open(timezone.now())
        assert assignment.for_everyone
        assert (assignment.has_quiz, assignment.preset, assignment.has_discussion) == (True, "homework", True)
        assert assignment.created_by == teacher

    def test_the_form_says_its_zone_and_its_defaults(self, sign_in, teacher, classroom, url, edition):
        classroom.time_zone = "Africa/Bamako"
        classroom.save()
        html = sign_in(teacher).get(url).content.decode()
        assert "Africa/Bamako" in html
        assert "it opens at once and stays open" in html

    def test_dates_are_meant_in_the_time_of_the_class(self, sign_in, teacher, classroom, url, typed):
        classroom.time_zone = "Asia/Tokyo"
        classroom.save()
        sign_in(teacher).post(url, typed | {"opens_at": "2030-03-02T08:00"})
        assert Assignment.objects.get().opens_at == datetime(2030, 3, 1, 23, tzinfo=UTC)

    def test_an_hour_that_the_clocks_skip_is_explained(self, sign_in, teacher, classroom, url, typed):
        classroom.time_zone = "Europe/Paris"
        classroom.save()
        page = sign_in(teacher).post(url, typed | {"due_at": "2030-03-31T02:30"})
        assert page.status_code == 422
        assert not Assignment.objects.exists()

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("due_at", {"due_at": "2001-01-01T10:00"}),
            ("closes_at", {"closes_at": "2001-01-01T10:00"}),
            ("closes_at", {"closes_at": "2030-03-08T18:00"}),
            ("students", {"whom": "chosen"}),
            ("lesson", {"lesson": "0"}),
            ("time_limit", {"time_limit": "0"}),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
    def test_what_cannot_be_is_said_beside_its_field(self, field, wrong, headers, sign_in, teacher, url, typed):
        page = sign_in(teacher).post(url, typed | wrong, headers=headers)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == [field]
        assert not Assignment.objects.exists()

    def test_every_line_of_the_summary_leads_to_its_field(self, sign_in, teacher, student, url, typed):
        wrong = {"due_at": "2001-01-01T10:00", "whom": "chosen", "lesson": "0", "quiz": "none of these"}
        html = sign_in(teacher).post(url, typed | wrong).content.decode()
        summary = html.partition("error-summary")[2].partition("</div>")[0]
        targets = re.findall(r'href="#([^"]+)"', summary)
        assert len(targets) == 4
        assert [target for target in targets if f'id="{target}"' not in html] == []

    def test_sent_twice_it_is_given_once(self, sign_in, teacher, url, typed):
        browser = sign_in(teacher)
        assert browser.post(url, typed).status_code == 302
        page = browser.post(url, typed)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == ["lesson"]
        assert Assignment.objects.count() == 1

    def test_a_lesson_can_be_given_again_once_it_is_closed_or_taken_back(self, sign_in, teacher, url, typed, edition):
        now = timezone.now()
        AssignmentFactory(classroom=teacher.classroom, edition=edition, withdrawn=True)
        AssignmentFactory(
            classroom=teacher.classroom, edition=edition, opens_at=now - timedelta(9), due_at=None, closes_at=now
        )
        assert sign_in(teacher).post(url, typed).status_code == 302

    def test_it_begins_with_the_first_lesson_that_the_class_has_not_had(self, sign_in, teacher, url, edition):
        AssignmentFactory(classroom=teacher.classroom, edition=edition, closed=True)
        fresh = EditionFactory(lesson__module=edition.lesson.module, lesson__position=edition.lesson.position + 1)
        html = sign_in(teacher).get(url).content.decode()
        assert f'<option value="{fresh.lesson.pk}" selected>' in html
        assert f"{edition.lesson.code} {edition.title} (given already)" in html

    def test_it_can_be_given_to_some_without_a_quiz(self, sign_in, teacher, student, classmate, url, typed):
        chosen = {"whom": "chosen", "students": [student.pk], "quiz": "none", "time_limit": "20"}
        sign_in(teacher).post(url, typed | chosen)
        assignment = Assignment.objects.get()
        assert list(assignment.students.all()) == [student]
        assert (assignment.has_quiz, assignment.time_limit) == (False, None)

    def test_nobody_from_another_class_can_be_chosen(self, sign_in, teacher, url, typed):
        stranger = MembershipFactory()
        page = sign_in(teacher).post(url, typed | {"whom": "chosen", "students": [stranger.pk]})
        assert page.status_code == 422

    def test_upper_floors_hear_of_it_in_the_same_transaction(self, sign_in, teacher, url, typed, monkeypatch):
        heard = []
        monkeypatch.setattr(LessonsConfig, "when_assigned", [heard.append])
        sign_in(teacher).post(url, typed)
        assert heard == [Assignment.objects.get()]

    def test_when_an_upper_floor_fails_nothing_is_assigned(self, teacher, edition, monkeypatch):
        def fail(assignment):
            raise RuntimeError

        monkeypatch.setattr(LessonsConfig, "when_assigned", [fail])
        with pytest.raises(RuntimeError):
            Assignment.give(teacher, edition, opens_at=timezone.now())
        assert not Assignment.objects.exists()


class TestEdit:
    def test_it_changes_dates_and_students_and_keeps_the_lesson(self, sign_in, teacher, student, classroom, typed):
        assignment = AssignmentFactory(classroom=classroom)
        url = reverse("lessons:edit_assignment", args=[classroom.slug, assignment.pk])
        assert sign_in(teacher).get(url).status_code == 200

        page = sign_in(teacher).post(url, typed | {"whom": "chosen", "students": [student.pk], "quiz": "test"})

        assert page["Location"] == assignment.get_absolute_url()
        changed = Assignment.objects.get()
        assert changed.edition == assignment.edition
        assert changed.opens_at == assignment.opens_at
        assert changed.due_at == datetime(2030, 3, 9, 18, tzinfo=UTC)
        assert (list(changed.students.all()), changed.preset) == ([student], "test")

    def test_the_form_shows_how_it_is(self, sign_in, teacher, student, classroom):
        assignment = AssignmentFactory(classroom=classroom, students=[student], has_quiz=False)
        url = reverse("lessons:edit_assignment", args=[classroom.slug, assignment.pk])
        form = sign_in(teacher).get(url).context["form"]
        assert form["whom"].value() == "chosen"
        assert form["students"].value() == [student.pk]
        assert form["quiz"].value() == "none"


class TestWithdraw:
    def test_it_says_what_it_does_and_can_be_given_again(self, sign_in, teacher, student, classroom):
        assignment = AssignmentFactory(classroom=classroom)
        url = reverse("lessons:withdraw", args=[classroom.slug, assignment.pk])
        browser = sign_in(teacher)
        assert "Nothing is deleted." in browser.get(url).content.decode()
        assert sign_in(student).get(assignment.get_absolute_url()).status_code == 200

        browser.post(url)
        assert sign_in(student).get(assignment.get_absolute_url()).status_code == 404
        assert "Give it again" in browser.get(assignment.get_absolute_url()).content.decode()

        browser.post(reverse("lessons:give_again", args=[classroom.slug, assignment.pk]))
        assert sign_in(student).get(assignment.get_absolute_url()).status_code == 200

    def test_to_withdraw_twice_keeps_the_first_moment(self, classroom):
        assignment, moment = AssignmentFactory(classroom=classroom), timezone.now()
        assignment.withdraw(moment)
        assignment.withdraw(moment + timedelta(days=1))
        assert Assignment.objects.get().withdrawn_at == moment


class TestTakeEdition:
    @pytest.fixture
    def assignment(self, classroom, edition):
        return AssignmentFactory(classroom=classroom, edition=edition)

    @pytest.fixture
    def newer(self, edition):
        newer = EditionFactory(lesson=edition.lesson, number=2, text="")
        return BlockFactory(edition=newer, source="In late February 2011 protests began.").edition

    @pytest.fixture
    def url(self, classroom, assignment):
        return reverse("lessons:take_edition", args=[classroom.slug, assignment.pk])

    def test_the_teacher_sees_the_difference_and_then_takes_it(self, sign_in, teacher, assignment, newer, url):
        browser = sign_in(teacher)
        assert "There is a newer edition" in browser.get(assignment.get_absolute_url()).content.decode()
        html = browser.get(url).content.decode()
        assert "<del>mid-February</del>" in html
        assert "<ins>late February</ins>" in html
        assert Assignment.objects.get().edition == assignment.edition

        browser.post(url)
        assert Assignment.objects.get().edition == newer

    def test_a_section_that_is_in_both_editions_stays_read(self, assignment, newer):
        reading = ReadingFactory(assignment=assignment, sections=["start", "gone"])
        assignment.take_edition(newer)
        reading.refresh_from_db()
        assert reading.sections == ["start"]

    def test_without_a_newer_one_there_is_nothing_to_take(self, sign_in, teacher, assignment, url):
        assert sign_in(teacher).get(url)["Location"] == assignment.get_absolute_url()

    def test_another_lesson_cannot_be_taken(self, assignment):
        with pytest.raises(ValueError, match="keeps its lesson"):
            assignment.take_edition(EditionFactory())
