"""Signed out or cut off while writing a post: the words stay on the device, and stand there again afterwards."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from discussions.models import Thread
from tests.discussions.factories import ThreadFactory

FIRST, THEN = "A list that leaves out Germany ", "changes the story of the vote."


@pytest.fixture
def page(page_for, student) -> Page:
    """The student has written some words, and the server has them."""
    page = page_for(student)
    page.goto(ThreadFactory(classroom=student.classroom).get_absolute_url())
    page.get_by_label("What do you want to say?").fill(FIRST)
    expect(page.get_by_text("Draft saved")).to_be_visible()
    return page


def test_whoever_is_signed_out_while_writing_is_told_and_loses_no_word(page):
    session = next(cookie for cookie in page.context.cookies() if cookie["name"] == settings.SESSION_COOKIE_NAME)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("What do you want to say?").press_sequentially(THEN)
    expect(page.get_by_role("alert")).to_contain_text("This device keeps your words")
    expect(page.locator("input[name=login]")).to_have_count(0)
    page.get_by_role("link", name="Sign in again").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))

    page.context.add_cookies([session])
    page.goto(Thread.objects.get().get_absolute_url())
    expect(page.get_by_label("What do you want to say?")).to_have_value(FIRST + THEN)
    expect(page.get_by_text("Draft saved")).to_be_visible()


def test_without_a_connection_it_says_so_and_saves_when_there_is_one_again(page):
    page.context.set_offline(True)
    page.get_by_label("What do you want to say?").press_sequentially("changes ")
    expect(page.get_by_role("alert")).to_contain_text("Not saved")
    expect(page.get_by_role("link", name="Sign in again")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_label("What do you want to say?").press_sequentially("it.")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_words_of_another_device_are_not_replaced_unasked(page):
    page.evaluate(
        "localStorage.setItem(`sahel-draft-${document.querySelector('[data-composer]').dataset.composer}-another`,"
        " JSON.stringify({text: 'Quite different words.', at: Date.now()}))"
    )
    page.reload()
    text = page.get_by_label("What do you want to say?")
    expect(text).to_have_value(re.compile(FIRST.strip()))
    page.get_by_role("button", name="Put back the words").click()
    expect(text).to_have_value("Quite different words.")
