"""A page without a mouse: Tab to a place, Enter to use it, keys to fill it."""

import re

from playwright.sync_api import Locator, Page, expect

FARTHEST = 200  # so many times Tab and no further


def follow(page: Page, there: Locator) -> None:
    """Go to a link or a button, and use it."""
    tab_to(page, there)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def type_into(page: Page, field: Locator, text: str) -> None:
    tab_to(page, field)
    page.keyboard.type(text)
    expect(field).to_have_value(re.compile(re.escape(text[-20:])))


def tab_to(page: Page, there: Locator) -> None:
    """Press Tab until `there` has the focus."""
    expect(there).to_be_visible()
    for _ in range(FARTHEST):
        if there.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(there).to_be_focused()
