"""A quiz in a real browser: what is typed is saved by itself, in one tab and in two, and the clock tells the truth."""

import re

import pytest
from playwright.sync_api import expect

from quizzes.kinds import BY_HAND, KINDS
from quizzes.models import Attempt
from tests.browser.taking import TEXT, answer_of, answer_rightly, begin, kinds_of, leave, write
from tests.browser.test_every_page import look
from tests.quizzes.specs import RIGHT


def test_what_is_typed_is_saved_by_itself(page_for, student, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    write(page, TEXT)
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    expect(page.locator("[id^=note-]")).to_have_text("6 of 150 to 400 words")
    assert answer_of(essay) == TEXT
    write(page, " Ten in favour.")
    expect(page.locator("[id^=note-]")).to_have_text("9 of 150 to 400 words")
    assert answer_of(essay) == f"{TEXT} Ten in favour."


def test_leaving_at_once_loses_nothing(page_for, student, essay, attempt):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    write(page, TEXT)
    page.get_by_role("link", name="1 open").click()
    page.goto(essay.get_absolute_url())
    expect(page.get_by_label("Your answer")).to_have_value(TEXT)
    assert kinds_of(essay) == {"save"}


def test_enter_leads_to_the_next_question_and_not_back(page_for, student):
    attempt = begin(student, ["single", "numeric", "essay"])
    page = page_for(student)
    page.goto(attempt.responses.get(position=2).get_absolute_url())
    page.get_by_label("Year").fill("2011")
    page.get_by_label("Year").press("Enter")
    expect(page.get_by_text("Question 3 of 3")).to_be_visible()


def test_two_tabs_show_both_texts_and_the_student_decides(page_for, student, essay):
    first = page_for(student)
    first.goto(essay.get_absolute_url())
    second = first.context.new_page()
    second.goto(essay.get_absolute_url())
    write(first, "From the first tab")
    expect(first.locator("[data-saved]")).to_contain_text("Saved")
    write(second, "From the second tab")
    box = second.locator("[id^=tabs-]")
    expect(box).to_contain_text("From the first tab")
    expect(box).to_contain_text("From the second tab")
    box.get_by_role("button", name="Use this one").click()
    expect(second.get_by_label("Your answer")).to_have_value("From the second tab")
    assert answer_of(essay) == "From the second tab"


def test_the_clock_runs_and_can_be_hidden(page_for, student, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    left = page.locator(".timer .left")
    before = left.inner_text()
    expect(left).not_to_have_text(before)
    page.get_by_role("button", name="Hide").click()
    expect(left).to_be_hidden()
    page.get_by_role("button", name="Show time").click()
    expect(left).to_be_visible()


@pytest.mark.parametrize(
    ("minutes", "words"), [(20, ""), (7, "Less than 10 minutes left."), (0.5, "Less than a minute left.")]
)
def test_what_the_clock_says_is_true(page_for, student, attempt, essay, minutes, words):
    leave(attempt, minutes=minutes)
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    expect(page.locator(".timer .left")).not_to_be_empty()
    expect(page.locator("[data-timer-says]")).to_have_text(words)


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_every_kind_is_answered_and_handed_in(page_for, student, js):
    attempt, all_kinds = begin(student, list(KINDS)), len(KINDS)
    page = page_for(student, js=js, width=375)
    page.goto(attempt.get_absolute_url())
    for position in range(1, all_kinds + 1):
        expect(page.get_by_text(f"Question {position} of {all_kinds}")).to_be_visible()
        answer_rightly(page)
        page.get_by_role("button", name="Next" if position < all_kinds else "Review").click()
    expect(page.get_by_text(f"{all_kinds} of {all_kinds} answered")).to_be_visible()
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.locator(".score")).to_contain_text(f"{len(RIGHT)} of {len(RIGHT)} points so far")
    expect(page.get_by_text(f"{len(BY_HAND)} points are still to be marked")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_double_click_hands_it_in_once(page_for, student, attempt, js):
    page = page_for(student, js=js)
    page.goto(f"{attempt.get_absolute_url()}review/")
    page.get_by_role("button", name="Submit my answers").dblclick()
    page.wait_for_url("**/result/")
    expect(page.get_by_text("Your answers are handed in.")).to_have_count(1)
    assert Attempt.objects.get().submitted_at


def test_after_handing_in_no_way_back_leads_to_a_form(page_for, student, attempt, essay):
    page = page_for(student)
    page.goto(essay.get_absolute_url())
    write(page, TEXT)
    page.get_by_role("button", name="Review").click()
    page.get_by_role("button", name="Submit my answers").click()
    page.wait_for_url("**/result/")
    page.reload()
    expect(page.locator(".score")).to_be_visible()
    for _ in ("the review", "the question"):
        page.go_back()
        expect(page).to_have_url(re.compile("/result/$"))
        expect(page.locator(".score")).to_be_visible()
    assert Attempt.objects.count() == 1


def test_nobody_is_kept_out(page_for, student):
    page, wrong = page_for(student), []
    for response in begin(student, list(KINDS)).responses.all():
        page.goto(response.get_absolute_url())
        wrong += look(page)
    assert not wrong, "\n".join(wrong)
