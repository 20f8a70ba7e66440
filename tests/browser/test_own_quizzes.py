"""A teacher arranges a quiz of her own: with keys, with the mouse, in two tabs; and looks into the bank."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.quizzes.factories import QuestionVersionFactory
from tests.quizzes.more_factories import OwnQuizFactory


@pytest.fixture
def quiz(teacher):
    quiz = OwnQuizFactory(author=teacher.user, kinds=[])
    quiz.add([QuestionVersionFactory(prompt_html=f"<p>{words}?</p>").question for words in ("Who", "What", "When")])
    quiz.put_pool(pool_tags=["vote"], pool_count=1, points=1)
    return quiz


@pytest.fixture
def url(quiz, classroom):
    return reverse("quizzes:edit_quiz", args=[classroom.slug, quiz.pk])


def titles(page: Page) -> list[str]:
    return [words.strip()[:5] for words in page.locator(".place-title").all_inner_texts()]


def said(page: Page, words: str) -> None:
    expect(page.locator("#places-said")).to_have_text(words)
    expect(page.locator(".htmx-settling")).to_have_count(0)  # until then a key works as it does without JavaScript


def test_with_keys_a_question_goes_down_and_the_keys_stay_on_it(page_for, teacher, url):
    page = page_for(teacher)
    page.goto(url)
    page.get_by_role("button", name="Down question 1").focus()
    for number in (1, 2):
        page.keyboard.press("Enter")
        said(page, f"Question {number} is now {number + 1} of 4.")
        expect(page.get_by_role("button", name=f"Down question {number + 1}")).to_be_focused()
    page.keyboard.press("Enter")
    said(page, "Question 3 is now 4 of 4.")
    expect(page.get_by_role("button", name="Up question 4")).to_be_focused()
    assert titles(page) == ["What?", "When?", "1 que", "Who?"]


def test_what_is_dropped_stays_there_and_escape_takes_it_back(page_for, teacher, url):
    page = page_for(teacher)
    page.goto(url)
    handle, last = page.locator("[data-handle]").first, page.locator(".place").last

    def drag() -> None:
        handle.hover()
        page.mouse.down()
        box = last.bounding_box()
        page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 4, steps=8)

    drag()
    page.keyboard.press("Escape")
    page.mouse.up()
    assert titles(page) == ["Who?", "What?", "When?", "1 que"]
    drag()
    page.mouse.up()
    said(page, "Question 1 is now 4 of 4.")
    page.reload()
    assert titles(page) == ["What?", "When?", "1 que", "Who?"]


def test_the_slower_of_two_tabs_sees_both_orders(page_for, teacher, url):
    page = page_for(teacher)
    page.goto(url)
    other = page.context.new_page()
    other.goto(url)
    other.get_by_role("button", name="Remove question 2").click()
    said(other, "Question 2 is removed from this quiz.")
    page.get_by_role("button", name="Down question 1").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("button", name="Use my order").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    other.get_by_role("button", name="Put it back where it was").click()
    assert titles(other) == ["Who?", "What?", "When?", "1 que"]


@pytest.mark.parametrize("width", [375, 1280])
def test_everybody_can_use_the_bank_and_a_pool(page_for, teacher, url, axe, fits, width):
    page = page_for(teacher, width=width)
    page.goto(url)
    axe(page)
    page.get_by_role("link", name="Choose from the bank").click()
    page.get_by_role("link", name="Look at it Who?").click()
    expect(page.get_by_text("Right answer", exact=True)).to_be_visible()
    axe(page)
    fits(page)
    page.get_by_label("Kind").select_option("essay")
    expect(page.get_by_text("No question is like that.")).to_be_visible()
    page.goto(f"{url}pools/new/")
    page.get_by_label("How many to draw").fill("2")
    page.get_by_role("button", name="See how many match").click()
    expect(page.locator("#matching")).to_contain_text("Choose at least one tag")
    axe(page)
    fits(page)


def test_a_question_that_was_typed_is_not_left_by_mistake(page_for, teacher, url):
    page, asked = page_for(teacher), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(url)
    page.get_by_role("link", name="Survey", exact=True).click()
    page.get_by_role("link", name="Back to the quiz").click()
    page.get_by_role("link", name="Survey", exact=True).click()
    assert asked == []
    page.get_by_label("Question", exact=True).press_sequentially("How sure are you?")
    page.get_by_role("link", name="Back to the quiz").click()
    expect(page.get_by_role("heading", name="Write a new question")).to_be_visible()
    assert asked == ["beforeunload"]


def test_without_javascript_the_buttons_do_the_same(page_for, teacher, url):
    page = page_for(teacher, js=False)
    page.goto(url)
    expect(page.locator("[data-handle]").first).to_be_hidden()
    page.get_by_role("button", name="Down question 1").click()
    expect(page.get_by_text("Question 1 is now 2 of 4.")).to_be_visible()
    assert titles(page)[:2] == ["What?", "Who?"]
