"""The browser tests' own alarm rings: a page that misbehaves is noticed."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import complaints

LOGIN = "/accounts/login/"


def test_static_files_are_hashed_and_compressed(page_for):
    page = page_for()
    sheets = []
    page.on("response", lambda response: response.request.resource_type == "stylesheet" and sheets.append(response))
    page.goto(LOGIN)
    assert sheets
    for sheet in sheets:
        assert sheet.headers["content-encoding"] in {"br", "gzip"}
        assert "immutable" in sheet.headers["cache-control"]


def test_whoever_signed_in_is_signed_in(page_for, student):
    page = page_for(student)
    page.goto("/accounts/preferences/")
    expect(page.locator("main input[name=name]")).to_have_value(student.name)


def test_without_javascript_a_page_is_still_a_page(page_for):
    page = page_for(js=False, width=375)
    page.goto(LOGIN)
    expect(page.locator("main form")).to_be_visible()


def test_axe_sees_what_keeps_people_out(page_for, axe):
    page = page_for()
    page.goto(LOGIN)
    axe(page)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=text><img src=data:,>')")
    assert {"Form elements must have labels", "Images must have alternative text"} <= {
        line.split(": ")[1] for line in complaints(page)
    }


def test_a_page_that_sticks_out_is_seen(page_for, fits):
    page = page_for(width=375)
    page.goto(LOGIN)
    fits(page)
    page.evaluate("document.body.style.setProperty('width', '999px')")
    with pytest.raises(AssertionError, match="wider"):
        fits(page)
