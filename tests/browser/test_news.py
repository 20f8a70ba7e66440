"""While a thread is open: what others publish waits behind a bar, and nothing on the page moves."""

import pytest
from playwright.sync_api import Page, expect

from discussions.models import Thread
from tests.discussions.factories import PostFactory, ThreadFactory

BAR = ".news-bar"


@pytest.fixture
def thread(classroom) -> Thread:
    thread = ThreadFactory(classroom=classroom)
    PostFactory(thread=thread)
    return thread


@pytest.fixture
def page(page_for, student, thread) -> Page:
    """The student writes; the page's clock is the test's."""
    page = page_for(student)
    page.clock.install()
    page.goto(thread.get_absolute_url())
    page.get_by_label("What do you want to say?").focus()
    return page


def wait_half_a_minute(page: Page) -> None:
    page.clock.run_for(36_000)


def test_the_bar_comes_without_moving_focus_or_page(page, thread, axe):
    text = page.get_by_label("What do you want to say?")
    place = text.bounding_box()
    wait_half_a_minute(page)
    expect(page.locator(BAR)).to_be_hidden()
    posts = PostFactory.create_batch(3, thread=thread)
    wait_half_a_minute(page)
    expect(page.get_by_role("status").locator(BAR)).to_have_text("3 new posts")
    expect(page.locator(BAR)).to_be_visible()
    expect(text).to_be_focused()
    assert text.bounding_box() == place
    axe(page)

    PostFactory(thread=thread)
    wait_half_a_minute(page)
    expect(page.locator(BAR)).to_have_text("4 new posts")
    page.locator(BAR).click()
    expect(page.locator(f"#p{posts[0].pk} .is-new")).to_be_in_viewport()
    expect(page.locator(".is-new")).to_have_count(4)


def test_the_keyboard_stays_on_the_bar_when_it_says_more(page, thread):
    PostFactory(thread=thread)
    wait_half_a_minute(page)
    expect(page.locator(BAR)).to_be_visible()
    page.locator(BAR).focus()
    PostFactory(thread=thread)
    wait_half_a_minute(page)
    expect(page.locator(BAR)).to_have_text("2 new posts")
    expect(page.locator(BAR)).to_be_focused()


def test_a_page_that_nobody_looks_at_asks_nothing(page, thread):
    page.evaluate("Object.defineProperty(document, 'visibilityState', {get: () => 'hidden'})")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    PostFactory(thread=thread)
    wait_half_a_minute(page)
    assert not [url for url in asked if "/news/" in url]
    expect(page.locator(BAR)).to_be_hidden()


def test_whoever_is_signed_out_meanwhile_is_not_sent_away(page, thread):
    page.context.clear_cookies(name="sessionid")
    PostFactory(thread=thread)
    with page.expect_response(lambda response: "/login/" in response.url):
        wait_half_a_minute(page)
    expect(page.get_by_label("What do you want to say?")).to_be_focused()
    assert page.url.endswith(thread.get_absolute_url())
    expect(page.locator(BAR)).to_be_hidden()


def test_without_javascript_there_is_no_bar(page_for, student, thread):
    page = page_for(student, js=False)
    page.goto(thread.get_absolute_url())
    expect(page.locator(BAR)).to_be_hidden()
