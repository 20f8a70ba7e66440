"""What happens to an open attempt when something changes around it: dates, the class, the course, a fault of ours."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from lessons.models import Assignment
from quizzes.models import Attempt, Mark, Response, ResponseEvent
from tests.conftest import HTMX
from tests.lessons.factories import BlockFactory
from tests.quizzes.factories import QuestionVersionFactory, quiz_of

MINUTE = timedelta(minutes=1)
GONE = "Your teacher has taken this assignment back"


def url_of(name, classroom, pk):
    return reverse(f"quizzes:{name}", args=[classroom.slug, pk])


def change(assignment, **terms):
    """Change it as the teacher's form does."""
    Assignment.objects.get(pk=assignment.pk).change(**terms)


def sent(page, **fields):
    return {"client_id": page.context["sheet"].client_id, "rev": page.context["sheet"].rev, "go": "next", **fields}


class TestDates:
    def test_closing_earlier_moves_the_deadline_at_once(self, sign_in, student, assignment, attempt, moment):
        change(assignment, due_at=None, closes_at=moment + 10 * MINUTE)
        attempt.refresh_from_db()
        assert attempt.deadline_at == moment + 10 * MINUTE
        assertContains(sign_in(student).get(assignment.get_absolute_url()), "Until Monday 2 March, 09:10")

    def test_then_the_command_closes_it_at_the_new_end(self, assignment, attempt, moment, time_machine):
        change(assignment, due_at=None, closes_at=moment + 10 * MINUTE)
        time_machine.move_to(moment + 12 * MINUTE, tick=False)
        call_command("close_overdue_attempts", verbosity=0)
        attempt.refresh_from_db()
        assert (attempt.submitted_at, bool(attempt.graded_at)) == (moment + 10 * MINUTE, True)

    def test_more_time_counts_while_the_student_writes(
        self, sign_in, student, assignment, attempt, single, moment, time_machine
    ):
        browser = sign_in(student)
        page = browser.get(single.get_absolute_url())
        change(assignment, time_limit=60)
        time_machine.move_to(moment + 45 * MINUTE, tick=False)
        number = str(single.option_order.index("b") + 1)
        page = browser.post(single.get_absolute_url(), sent(page, answer=number), headers=HTMX)
        assertContains(page, "Saved 09:45")
        attempt.refresh_from_db()
        assert (attempt.submitted_at, attempt.deadline_at) == (None, moment + 60 * MINUTE)

    def test_what_is_handed_in_keeps_its_deadline(self, assignment, handed_in, moment):
        change(assignment, time_limit=60)
        handed_in.refresh_from_db()
        assert handed_in.deadline_at == moment + 30 * MINUTE


class TestTakenBack:
    """Withdrawn, given to others alone, or without its quiz now: nothing is lost, and the pages say why they stop."""

    @pytest.fixture(params=["withdrawn", "others", "no quiz"])
    def taken_back(self, request, assignment, attempt, classmate, moment):
        row = Assignment.objects.get(pk=assignment.pk)
        if request.param == "withdrawn":
            row.withdraw(moment)
        elif request.param == "others":
            row.change(students=[classmate])
        else:
            row.change(has_quiz=False)
        return row

    def test_its_pages_say_so(self, sign_in, student, attempt, single, classroom, taken_back):
        urls = [single.get_absolute_url(), *(url_of(name, classroom, attempt.pk) for name in ("attempt", "review"))]
        for url in urls:
            assertContains(sign_in(student).get(url), GONE, status_code=404)

    def test_an_answer_on_its_way_is_kept(self, sign_in, student, attempt, single, taken_back):
        data = {"client_id": "tab:1", "rev": 0, "answer": str(single.option_order.index("b") + 1)}
        assertContains(sign_in(student).post(single.get_absolute_url(), data, headers=HTMX), "Saved")
        single.refresh_from_db()
        assert single.answer == "b"

    def test_the_result_is_out_of_sight_for_the_student_alone(
        self, sign_in, student, teacher, attempt, classroom, taken_back, moment
    ):
        attempt.submit("k", moment)
        assertContains(sign_in(student).get(url_of("result", classroom, attempt.pk)), GONE, status_code=404)
        assert sign_in(teacher).get(url_of("handed_in", classroom, attempt.pk)).status_code == 200

    def test_given_again_it_goes_on(self, sign_in, student, attempt, assignment, single, moment):
        row = Assignment.objects.get(pk=assignment.pk)
        row.withdraw(moment)
        row.give_again()
        page = sign_in(student).get(attempt.get_absolute_url())
        assertRedirects(page, single.get_absolute_url())


def test_a_closed_seat_that_is_opened_again_goes_on(sign_in, student, attempt, single, moment):
    browser = sign_in(student)
    type(student).objects.filter(pk=student.pk).update(closed_at=moment)
    assert browser.get(single.get_absolute_url()).status_code == 404
    type(student).objects.filter(pk=student.pk).update(closed_at=None)
    assert browser.get(single.get_absolute_url()).status_code == 200


def test_a_question_reworded_meanwhile_stays_as_it_was_asked(sign_in, student, attempt, single):
    QuestionVersionFactory(question=single.version.question, number=2, prompt="Reworded?")
    assertNotContains(sign_in(student).get(single.get_absolute_url()), "Reworded?")


def test_a_passage_that_the_class_does_not_read_is_not_linked(sign_in, student, assignment, single):
    browser = sign_in(student)
    assert browser.get(single.get_absolute_url()).context["passage_url"].endswith("#start")
    assignment.edition.sections = [{"anchor": "elsewhere", "title": "An older edition"}]
    assignment.edition.save()
    assert browser.get(single.get_absolute_url()).context["passage_url"] == ""


class TestAfterTheEnd:
    def test_the_same_answer_once_more_is_not_late(self, sign_in, student, attempt, single, classroom, moment):
        browser = sign_in(student)
        single.save_answer("b", client_id="t:1", rev=0, moment=moment)
        page = browser.get(single.get_absolute_url())
        browser.post(url_of("submit", classroom, attempt.pk))
        number = str(single.option_order.index("b") + 1)
        page = browser.post(single.get_absolute_url(), sent(page, answer=number), follow=True)
        assertNotContains(page, "late")
        assert not ResponseEvent.objects.late()

    def test_but_the_first_answer_after_a_late_one_is_what_the_teacher_finds(self, attempt, single, moment):
        single.save_answer("b", client_id="t:1", rev=0, moment=moment)
        attempt.submit("k", moment)
        for n, answer in enumerate("cb"):
            Response.objects.get(pk=single.pk).save_answer(answer, client_id=f"u:{n}", rev=1, moment=moment)
        assert ResponseEvent.objects.late().get().answer == "b"

    def test_back_after_submitting_leads_to_the_result(self, sign_in, student, attempt, single, classroom):
        browser, result = sign_in(student), url_of("result", classroom, attempt.pk)
        browser.post(url_of("submit", classroom, attempt.pk))
        for url in (single.get_absolute_url(), url_of("review", classroom, attempt.pk)):
            assertRedirects(browser.get(url), result)


class TestAFaultInGrading:
    def test_is_logged_and_the_student_reads_that_it_is_handed_in(
        self, sign_in, student, attempt, single, classroom, moment, monkeypatch, caplog
    ):
        single.save_answer("b", client_id="t:1", rev=0, moment=moment)
        with monkeypatch.context() as patch:
            patch.setattr(Mark, "automatic", lambda *args: 1 / 0)
            page = sign_in(student).post(url_of("submit", classroom, attempt.pk), follow=True)
        assertContains(page, "Your answers are handed in")
        assertContains(page, "not marked yet")
        assertNotContains(page, "Your teacher marks this one")
        assert "cannot be graded" in caplog.text
        call_command("close_overdue_attempts", verbosity=0)
        assertContains(sign_in(student).get(url_of("result", classroom, attempt.pk)), "of 2 points")

    def test_a_late_answer_waits_until_the_key_has_spoken(self, attempt, single, teacher, moment, monkeypatch):
        attempt.submit("k", moment)
        single.save_answer("b", client_id="t:1", rev=0, moment=moment)
        monkeypatch.setattr(Mark, "automatic", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            single.accept_late(ResponseEvent.objects.late().get(), by=teacher, moment=moment)
        assert not Mark.objects.exists()


class TestChecksOfTheLesson:
    """Whoever opens the public lesson can learn their key."""

    @pytest.fixture
    def url(self, assignment, classroom):
        first = quiz_of(assignment, kinds=["single", "essay"]).items.first().question
        BlockFactory(edition=assignment.edition, position=9, check=first.code)
        return url_of("start", classroom, assignment.pk)

    def test_practice_asks_them_too(self, sign_in, student, url):
        page = sign_in(student).get(url)
        assertContains(page, "2 questions")
        assertNotContains(page, "are left out")

    def test_a_test_leaves_them_out_and_says_so(self, sign_in, student, teacher, assignment, url):
        Assignment.objects.filter(pk=assignment.pk).update(preset="test")
        page = sign_in(student).get(url)
        for text in ("1 question,", "are left out"):
            assertContains(page, text)
        assertContains(sign_in(teacher).get(assignment.get_absolute_url()), "are left out")
        sign_in(student).post(url)
        assert list(Response.objects.values_list("version__kind", flat=True)) == ["essay"]

    def test_where_nothing_is_left_to_ask_nothing_begins(self, sign_in, student, assignment, url):
        Assignment.objects.filter(pk=assignment.pk).update(preset="test")
        quiz_of(assignment).items.last().delete()
        assertContains(sign_in(student).get(url), "no questions")
        assertNotContains(sign_in(student).get(url), "Start the quiz")
        assertContains(sign_in(student).post(url), "no questions", status_code=409)
        assert not Attempt.objects.exists()
