"""A student's whole path without a mouse: every step is Tab, Enter, Space, an arrow or a letter."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from lessons.models import Assignment, Lesson
from tests.browser.keys import follow, tab_to, type_into
from tests.browser.steps import question_count
from tests.factories import PASSWORD

SAID = "Two names of five: every word is true, and the picture is not."


@pytest.fixture(autouse=True)
def _the_first_lesson_is_assigned(classroom, teacher):
    call_command("load_curriculum", verbosity=0)
    edition = Lesson.objects.get(code="1.1").current_edition
    Assignment.give(teacher, edition, opens_at=edition.created_at)


def test_a_student_needs_no_mouse(page_for, student):
    page = page_for()
    page.goto("/home/")
    type_into(page, page.locator("main input[type=text], main input[type=email]").first, student.user.username)
    type_into(page, page.locator("main input[type=password]").first, PASSWORD)
    page.keyboard.press("Enter")

    follow(page, page.locator(".task-first a").first)
    open_a_margin_note(page)
    read_to_the_end(page)

    page.goto("/home/")
    follow(page, page.get_by_role("link", name=re.compile("Quiz 1.1")).first)
    follow(page, page.get_by_role("button", name="Start the quiz"))
    questions = question_count("1.1")
    for n in range(1, questions + 1):
        expect(page.locator(".question-head")).to_contain_text(f"Question {n} of {questions}")
        answer(page)
        follow(page, page.locator(".question-foot .btn-primary"))
    follow(page, page.get_by_role("button", name="Submit my answers"))
    expect(page.locator("main")).to_contain_text("points")

    page.goto("/home/")
    follow(page, page.get_by_role("link", name=re.compile("Discuss 1.1")).first)
    follow(page, page.get_by_role("link", name=re.compile("Is a partial list")).first)
    take_a_stance(page)
    type_into(page, page.get_by_label("What do you want to say?"), SAID)
    follow(page, page.locator(".composer button[value=send]"))
    expect(page.locator(".own-post")).to_contain_text(SAID)


def test_the_first_tab_leads_past_the_header(page_for, student):
    page = page_for(student)
    page.goto("/home/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def open_a_margin_note(page: Page) -> None:
    note = page.locator("details.margin-note").first
    tab_to(page, note.locator("summary"))
    page.keyboard.press("Enter")
    expect(note.get_by_role("link", name="Open the card")).to_be_visible()


def read_to_the_end(page: Page) -> None:
    unread = page.get_by_role("button", name="Mark as read")
    for left in range(unread.count(), 0, -1):
        tab_to(page, unread.first)
        page.keyboard.press("Enter")
        expect(unread).to_have_count(left - 1)
        expect(page.locator("[data-focus]:focus, .section-done:focus")).to_have_count(1)


def answer(page: Page) -> None:
    """Whatever is asked: an arrow for a row of buttons, Space for a box, a letter or an arrow for a list."""
    form = page.locator("form.question")
    names = form.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    for name in names:
        tab_to(page, form.locator(f"input[type=radio][name='{name}']").first)
        page.keyboard.press("ArrowDown")
        expect(form.locator(f"input[name='{name}']:checked")).to_have_count(1)
    boxes = form.locator("input[type=checkbox]:not([name=is_flagged])")
    if boxes.count():
        tab_to(page, boxes.first)
        page.keyboard.press("Space")
    for n, select in enumerate(form.locator("select").all(), 1):
        tab_to(page, select)
        for _ in range(n):
            page.keyboard.press("ArrowDown")
        assert select.input_value()
    for field in form.locator("textarea, input[type=text], input[type=number]").all():
        type_into(page, field, "2011")


def take_a_stance(page: Page) -> None:
    tab_to(page, page.locator("#stance input[type=radio]").first)
    page.keyboard.press("Space")
    follow(page, page.get_by_role("button", name="Save where you stand"))
    expect(page.locator("#stance")).to_contain_text("You said")
