"""Every page of the quizzes takes as many queries with forty rows of what it lists as with two."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.lessons.factories import AssignmentFactory
from tests.quizzes import room as rows
from tests.quizzes.room import Room

pytestmark = pytest.mark.django_db

FEW, MORE = 2, 38

Fill, Args = Callable[[Room, int], None], Callable[[Room], list]

# The page: who looks, the rows it lists, the keys in its address, how many queries it may take.
PAGES: dict[str, tuple[str, Fill, Args, int]] = {
    "my_quizzes": ("teacher", rows.given_quizzes, lambda room: [], 8),
    "edit_quiz": ("teacher", rows.places, lambda room: [room.quiz.pk], 11),
    "bank": ("teacher", rows.bank, lambda room: [room.quiz.pk], 11),
    "add_pool": ("teacher", rows.bank, lambda room: [room.quiz.pk], 9),
    "give_quiz": ("teacher", rows.lessons, lambda room: [room.quiz.pk], 13),
    "quiz_settings": ("teacher", rows.given_quizzes, lambda room: [room.assignment.pk], 10),
    "preview": ("teacher", rows.questions, lambda room: [room.assignment.pk], 15),
    "accommodations": ("teacher", rows.exceptions, lambda room: [], 9),
    "exceptions": ("teacher", rows.exceptions, lambda room: [room.assignment.pk], 11),
    "handed_in": ("teacher", rows.handed_in, lambda room: [room.attempt.pk], 15),
    "import_answers": ("teacher", rows.handed_in, lambda room: [room.attempt.pk], 9),
    "regrade": ("teacher", rows.wrong, lambda room: [room.asked.question_id], 14),
    "release_marks": ("teacher", rows.marked, lambda room: [room.assignment.pk], 12),
    "to_mark": ("teacher", rows.unmarked, lambda room: [], 10),
    "mark": ("teacher", rows.unmarked, lambda room: [rows.last_essay(room)], 11),
    "adjust": ("teacher", rows.judged, lambda room: [rows.first(room).pk], 10),
    "write_question": ("teacher", rows.claims, lambda room: [room.quiz.pk, "essay"], 9),
    "edit_question": ("teacher", rows.versions, lambda room: [room.quiz.pk, room.own.pk], 12),
    "write_rubric": ("teacher", rows.claims, lambda room: [], 7),
    "start": ("student", rows.questions, lambda room: [room.assignment.pk], 13),
    "paper": ("student", rows.responses, lambda room: [room.attempt.pk], 10),
    "answer": ("student", rows.responses, lambda room: [rows.first(room).pk], 10),
    "review": ("student", rows.responses, lambda room: [room.attempt.pk], 8),
    "result": ("student", rows.handed_in, lambda room: [room.attempt.pk], 15),
}


def queries(browser: Any, address: str, sent: dict | None = None) -> int:
    """How many queries the page takes once sessions and caches are warm."""
    ask = (lambda: browser.post(address, sent)) if sent else (lambda: browser.get(address))
    ask()
    with CaptureQueriesContext(connection) as captured:
        assert ask().status_code == 200
    return len(captured)


@pytest.fixture
def room(classroom, teacher, student, moment) -> Room:
    return Room(classroom, teacher, student, AssignmentFactory(classroom=classroom, preset="practice"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_the_same_for_two_and_for_forty(name, room, sign_in):
    who, fill, args, most = PAGES[name]
    browser, counts = sign_in(getattr(room, who)), []
    for n in (FEW, MORE):
        fill(room, n)
        counts.append(queries(browser, reverse(f"quizzes:{name}", args=[room.classroom.slug, *args(room)])))
    assert counts[0] == counts[1] <= most, counts


def test_a_regrade_is_tried_on_two_and_on_forty_with_the_same(room, sign_in):
    browser, counts = sign_in(room.teacher), []
    address = reverse("quizzes:regrade", args=[room.classroom.slug, room.asked.question_id])
    for n in (FEW, MORE):
        rows.wrong(room, n)
        tried = {"version": room.asked.pk, "policy": "full", "reason": "Unclear.", "try": "1"}
        counts.append(queries(browser, address, tried))
    assert counts[0] == counts[1] <= 17, counts


def test_the_cards_take_the_same_for_two_and_for_forty(room, sign_in):
    browser, counts = sign_in(room.student), []
    for n in (FEW, MORE):
        rows.cards(room, n)
        counts.append(queries(browser, reverse("quizzes:cards")))
    assert counts[0] == counts[1] <= 14, counts
