"""Writing a post in Chromium: whatever the network, the clock, other windows and impatient fingers do, one post and no
word lost.
"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from discussions.models import Draft, Post, Thread
from tests.discussions.factories import PostFactory, ThreadFactory

FIRST = "A list that leaves out Germany changes the story of the vote."
OTHER = "Brazil is not in the article's list either."
BOX = "What do you want to say?"


@pytest.fixture
def thread(student) -> Thread:
    return ThreadFactory(classroom=student.classroom)


@pytest.fixture
def page(page_for, student, thread) -> Page:
    page = page_for(student)
    page.goto(thread.get_absolute_url())
    return page


@pytest.fixture
def held(page) -> Iterator[list]:
    """While it lasts, sends wait in this list, as on a slow line: `route.continue_()` lets one go."""
    waiting: list = []
    page.route("**/write/", lambda route: waiting.append(route))
    yield waiting
    page.unroute("**/write/")


def write(page: Page, words: str) -> None:
    page.get_by_label(BOX).fill(words)
    expect(page.get_by_text("Draft saved")).to_be_visible()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send for review").click()


def copies(page: Page) -> int:
    """What this device keeps besides."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('sahel-draft-')).length")


class TestOnce:
    def test_pressed_twice_it_is_one_post(self, page):
        write(page, FIRST)
        page.get_by_role("button", name="Send for review").dblclick()
        expect(page.locator(".own-post")).to_contain_text(FIRST)
        assert Post.objects.count() == 1

    def test_sent_back_and_sent_again_it_is_one_post(self, page, student):
        write(page, FIRST)
        send(page)
        expect(page.locator(".own-post")).to_contain_text(FIRST)
        page.go_back()
        expect(page.get_by_role("button", name="Send for review")).to_be_visible()
        page.get_by_label(BOX).fill(FIRST)
        send(page)
        expect(page.get_by_role("alert").first).to_contain_text("You have already posted this here.")
        assert Post.objects.count() == 1

    def test_with_no_script_a_form_sent_twice_is_one_post(self, page_for, student, thread):
        page = page_for(student, js=False)
        page.goto(thread.get_absolute_url())
        page.get_by_label(BOX).fill(FIRST)
        page.get_by_role("button", name="Send for review").dblclick()
        expect(page.locator(".own-post")).to_have_count(1)
        assert Post.objects.count() == 1


class TestNothingIsLost:
    def test_a_send_without_a_connection_is_there_afterwards(self, page, thread):
        write(page, FIRST)
        page.get_by_label(BOX).press_sequentially(" So it does.")
        page.context.set_offline(True)
        send(page)
        page.context.set_offline(False)
        page.goto(thread.get_absolute_url())
        expect(page.get_by_label(BOX)).to_have_value(f"{FIRST} So it does.")
        assert not Post.objects.exists()

    def test_a_send_after_the_session_has_ended_is_there_after_the_sign_in(self, page, thread):
        session = next(one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME)
        write(page, FIRST)
        page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        send(page)
        expect(page).to_have_url(re.compile("/accounts/login/"))
        page.context.add_cookies([session])
        page.goto(thread.get_absolute_url())
        expect(page.get_by_label(BOX)).to_have_value(FIRST)
        assert not Post.objects.exists()

    def test_a_discussion_that_was_locked_meanwhile_keeps_the_words(self, page, thread):
        write(page, FIRST)
        Thread.objects.filter(pk=thread.pk).update(locked_at=timezone.now())
        send(page)
        expect(page.get_by_role("alert").first).to_contain_text("This discussion is locked")
        expect(page.get_by_label(BOX)).to_have_value(FIRST)
        assert Draft.objects.get().text == FIRST

    def test_the_other_view_is_saved_as_it_is_typed_and_stands_there_again(self, page, thread, classmate):
        opening = PostFactory(thread=thread, author=classmate)
        address = reverse("discussions:reply", args=[thread.classroom.slug, opening.pk])
        page.goto(address)
        page.locator(".composer summary").first.click()
        view = page.locator("textarea[name=steelman]")
        view.press_sequentially(OTHER)
        expect(page.get_by_text("Draft saved")).to_be_visible()
        page.goto(address)
        expect(view).to_be_visible()
        expect(view).to_have_value(OTHER)
        page.context.set_offline(True)
        view.press("Control+End")
        view.press_sequentially(" And Germany.")
        expect(page.locator("[data-not-saved]")).to_be_visible()
        page.context.set_offline(False)
        page.goto(address)
        expect(view).to_have_value(f"{OTHER} And Germany.")

    def test_what_the_server_has_the_device_forgets(self, page):
        page.get_by_label(BOX).press_sequentially("So far")
        assert copies(page) == 1
        expect(page.get_by_text("Draft saved")).to_be_visible()
        page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('sahel-draft-'))")
        assert Draft.objects.get().text == "So far"


class TestTwoWindows:
    @pytest.fixture
    def other(self, page, thread) -> Page:
        """A second window of the same person, opened before either wrote."""
        other = page.context.new_page()
        other.goto(thread.get_absolute_url())
        return other

    @pytest.mark.parametrize(
        ("choice", "stays"),
        [
            ("Put it below mine", f"{OTHER}\n\n{FIRST}"),
            ("Keep mine alone", OTHER),
            ("Take that one", FIRST),
        ],
    )
    def test_both_texts_are_shown_and_the_chosen_one_is_saved(self, page, other, axe, choice, stays):
        write(page, FIRST)
        other.get_by_label(BOX).fill(OTHER)
        expect(other.locator(".conflict")).to_contain_text(FIRST)
        expect(other.get_by_label(BOX)).to_have_value(OTHER)
        axe(other)
        assert Draft.objects.get().text == FIRST
        other.get_by_role("button", name=choice).click()
        expect(other.locator(".conflict")).to_have_count(0)
        expect(other.get_by_label(BOX)).to_have_value(stays)
        assert Draft.objects.get().text == stays
        other.get_by_label(BOX).press_sequentially(" More.")  # and from here on it saves again
        expect(other.get_by_text("Draft saved")).to_be_visible()

    def test_each_window_has_its_own_copy_of_what_was_not_saved(self, page, other, thread):
        page.context.set_offline(True)
        page.get_by_label(BOX).fill(FIRST)
        other.get_by_label(BOX).fill(OTHER)
        assert copies(page) == 2


class TestKeyboardAlone:
    def test_a_reply_with_the_other_view_first(self, page, thread, classmate):
        opening = PostFactory(thread=thread, author=classmate)
        page.goto(thread.get_absolute_url())
        page.locator(f"#p{opening.pk}").get_by_role("link", name="Reply").focus()
        page.keyboard.press("Enter")
        reply = page.locator(f"#reply-{opening.pk}")
        expect(reply.get_by_label(BOX)).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(reply.locator("summary").first).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Two names are enough for a newspaper.")
        page.keyboard.press("Tab")
        page.keyboard.type(FIRST)
        reply.get_by_role("button", name="Send for review").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".own-post .restated")).to_contain_text("Two names are enough")
        post = Post.objects.get(root=opening)
        assert (post.revision.body.text, post.revision.body.steelman) == (
            FIRST,
            "Two names are enough for a newspaper.",
        )
