"""The end of a timed quiz in a real browser: what is typed counts or is kept, and more time is there at once."""

import re

import pytest
from playwright.sync_api import expect

from quizzes.models import Attempt
from tests.browser.taking import TEXT, answer_of, double_the_time, kinds_of, leave, write

HALF_A_MINUTE = "00:31"  # the page asks for the deadline every thirty seconds


@pytest.fixture
def way_out(page):
    return page.get_by_role("link", name="See what was handed in")


@pytest.fixture
def page(page_for, student):
    return page_for(student)


class TestTheEnd:
    def test_what_was_typed_before_it_counts(self, page, way_out, attempt, essay):
        leave(attempt, seconds=8)
        page.goto(essay.get_absolute_url())
        page.get_by_label("Your answer").fill(TEXT)
        expect(page.get_by_text("The time is over. What you have written is kept.")).to_be_visible(timeout=15_000)
        expect(page.locator(".timer .left")).to_have_text("0:00")
        expect(page.locator("[data-saved]")).to_contain_text("Saved")
        assert answer_of(essay) == TEXT
        leave(attempt, minutes=-2)
        way_out.click()
        page.wait_for_url("**/result/")
        expect(page.get_by_text(TEXT)).to_be_visible()

    def test_what_is_typed_after_it_is_kept_and_said_to_be_late(self, page, way_out, attempt, essay):
        page.goto(essay.get_absolute_url())
        leave(attempt, minutes=-2)
        write(page, TEXT)
        expect(page.locator("[data-saved]")).to_contain_text("The quiz was over: kept")
        page.evaluate("dispatchEvent(new Event('focus'))")
        expect(way_out).to_be_visible()
        assert answer_of(essay) is None
        assert kinds_of(essay) == {"late"}
        way_out.click()
        page.wait_for_url("**/result/")
        expect(page.get_by_text("A late answer is kept")).to_be_visible()
        expect(page.get_by_text(TEXT)).to_be_visible()

    def test_what_waited_on_the_device_until_after_it_is_late_too(self, page, attempt, essay):
        page.goto(essay.get_absolute_url())
        page.context.set_offline(True)
        write(page, TEXT)
        expect(page.locator("[data-saved]")).to_contain_text("Not saved, retrying")
        leave(attempt, minutes=-2)
        page.context.set_offline(False)
        expect(page.locator("[data-saved]")).to_contain_text("The quiz was over: kept", timeout=30_000)
        assert essay.events.get().answer == TEXT

    def test_without_javascript_the_page_after_it_says_so(self, page_for, student, attempt, essay):
        page = page_for(student, js=False)
        page.goto(essay.get_absolute_url())
        page.get_by_label("Your answer").fill(TEXT)
        leave(attempt, minutes=-2)
        page.get_by_role("button", name="Review").click()
        page.wait_for_url("**/result/")
        expect(page.get_by_text("The quiz was over: your last answer is kept")).to_be_visible()
        assert kinds_of(essay) == {"late"}


class TestMoreTime:
    @pytest.fixture
    def granted(self, page, attempt, essay):
        """Seven minutes were left, and a teacher doubles the half an hour while the page is open."""
        leave(attempt, minutes=7)
        page.clock.install()
        page.goto(essay.get_absolute_url())
        expect(page.locator(".timer .left")).to_have_text(re.compile("^(7:00|6:)"))
        double_the_time(attempt)
        return page

    def test_the_page_shows_it_when_one_comes_back_to_it(self, granted):
        granted.evaluate("dispatchEvent(new Event('focus'))")
        granted.clock.fast_forward("00:02")
        expect(granted.locator(".timer .left")).to_have_text(re.compile("^3[67]:"))

    def test_the_page_shows_it_within_half_a_minute(self, granted):
        granted.clock.fast_forward(HALF_A_MINUTE)
        expect(granted.locator(".timer .left")).to_have_text(re.compile("^3[67]:"))
        expect(granted.locator("[data-timer-says]")).to_have_text("")

    def test_an_answer_after_the_old_end_counts(self, granted, attempt, essay):
        leave(attempt, minutes=-2)
        write(granted, TEXT)
        granted.clock.fast_forward("00:02")
        expect(granted.locator("[data-saved]")).to_contain_text("Saved")
        assert answer_of(essay) == TEXT
        assert kinds_of(essay) == {"save"}

    def test_over_already_the_page_goes_on(self, page, way_out, attempt, essay):
        leave(attempt, seconds=1)
        page.goto(essay.get_absolute_url())
        expect(way_out).to_be_visible()
        double_the_time(attempt)
        page.evaluate("dispatchEvent(new Event('focus'))")
        expect(way_out).to_be_hidden()
        expect(page.locator(".timer .left")).to_have_text(re.compile("^(30:00|29:)"))
        assert Attempt.objects.get().submitted_at is None
