"""The clock that the page asks: how long an attempt still runs, by what its teacher has granted meanwhile."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from quizzes.models import Attempt, Override
from quizzes.timing import GRACE
from tests.lessons.factories import AssignmentFactory
from tests.quizzes.factories import start
from tests.quizzes.more_factories import OverrideFactory

MINUTE = timedelta(minutes=1)


@pytest.fixture
def url(attempt, classroom):
    return reverse("quizzes:clock", args=[classroom.slug, attempt.pk])


def told(browser, url):
    said = browser.get(url).json()
    return {name: datetime.fromisoformat(said[name]) for name in ("deadline", "now")} | {"over": said["over"]}


class TestClock:
    def test_says_when_it_ends_and_what_time_it_is(self, sign_in, student, url, moment):
        assert told(sign_in(student), url) == {"deadline": moment + 30 * MINUTE, "now": moment, "over": False}

    def test_more_time_for_one_student_counts_at_once(self, sign_in, student, url, attempt, moment):
        OverrideFactory(student=student, assignment=attempt.assignment, time_factor="2")
        assert told(sign_in(student), url)["deadline"] == moment + 60 * MINUTE

    def test_more_time_for_the_class_counts_at_once(self, sign_in, student, url, attempt, moment):
        type(attempt.assignment).objects.update(time_limit=45)
        assert told(sign_in(student), url)["deadline"] == moment + 45 * MINUTE

    def test_less_time_too(self, sign_in, student, url, attempt, moment):
        type(attempt.assignment).objects.update(due_at=None, closes_at=moment + 5 * MINUTE)
        assert told(sign_in(student), url)["deadline"] == moment + 5 * MINUTE

    def test_an_answer_after_the_old_end_and_before_the_new_one_counts(
        self, sign_in, student, attempt, single, time_machine, moment
    ):
        OverrideFactory(student=student, assignment=attempt.assignment, time_factor="2")
        time_machine.move_to(moment + 45 * MINUTE, tick=False)
        number = str(single.option_order.index("b") + 1)
        data = {"answer": number, "client_id": "t:1", "rev": 0}
        assert sign_in(student).post(single.get_absolute_url(), data).status_code == 302
        single.refresh_from_db()
        assert single.answer == "b"

    def test_over_it_says_so_and_the_attempt_is_closed(self, sign_in, student, url, attempt, time_machine):
        time_machine.move_to(attempt.deadline_at + GRACE + MINUTE, tick=False)
        assert told(sign_in(student), url)["over"]
        attempt.refresh_from_db()
        assert attempt.submitted_at == attempt.deadline_at

    def test_in_the_time_of_grace_it_is_not_over(self, sign_in, student, url, attempt, time_machine):
        time_machine.move_to(attempt.deadline_at + GRACE / 2, tick=False)
        assert not told(sign_in(student), url)["over"]

    def test_without_an_end_it_names_none(self, sign_in, student, classroom, moment):
        endless = start(AssignmentFactory(classroom=classroom), student, moment)
        assert (
            sign_in(student).get(reverse("quizzes:clock", args=[classroom.slug, endless.pk])).json()["deadline"] is None
        )

    @pytest.mark.parametrize("who", ["classmate", "teacher", "outsider", "moderator"])
    def test_nobody_else_finds_it(self, request, sign_in, url, who):
        assert sign_in(request.getfixturevalue(who)).get(url).status_code in {403, 404}

    def test_it_keeps_nothing_for_later(self, sign_in, student, url):
        assert "no-store" in sign_in(student).get(url)["Cache-Control"]

    def test_it_changes_nothing(self, sign_in, student, url, attempt):
        before = Attempt.objects.values().get(pk=attempt.pk)
        sign_in(student).get(url)
        assert Attempt.objects.values().get(pk=attempt.pk) == before
        assert not Override.objects.exists()
