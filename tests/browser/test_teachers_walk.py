"""A teacher plans a lesson: from the course overview to a pack on paper, with and without JavaScript."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import question_count
from tests.browser.test_every_page import look


@pytest.mark.parametrize("js", [True, False])
def test_from_the_overview_to_a_printed_pack(js, page_for, teacher):
    call_command("load_curriculum", verbosity=0)
    page = page_for(teacher, js=js)
    page.goto(reverse("lessons:library"))
    page.get_by_role("link", name="Course overview for teachers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Course overview")
    row = page.get_by_role("row").filter(has_text="2.1 ")
    expect(row).to_contain_text("min")

    row.get_by_role("link", name="Steps in class").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Teaching lesson 2.1")
    for words in ("Warm-up", "Task", "Exit check"):
        expect(page.locator(".guide-steps")).to_contain_text(words)

    page.get_by_role("link", name="Pack to print").click()
    expect(page.locator(".paper-questions > li")).to_have_count(question_count("2.1"))
    button = page.get_by_role("button", name="Print the pack")
    expect(button).to_be_visible() if js else expect(button).to_be_hidden()

    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".pack .margin-note .note-body").first).to_be_visible()
    expect(page.locator(".paper-questions > li").last).to_be_visible()
    printed = page.pdf()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 5


def test_the_shorter_path_goes_on_to_its_pack(page_for, teacher):
    call_command("load_curriculum", verbosity=0)
    page = page_for(teacher)
    page.goto(reverse("lessons:overview"))
    page.get_by_role("link", name="13 and 14: the shorter path").click()
    expect(page.get_by_text("Without “Sirte")).to_be_visible()
    page.get_by_role("row").filter(has_text="1.2 ").get_by_role("link", name="Pack to print").click()
    expect(page.get_by_text("This section is left out on the shorter path.")).to_be_visible()
    assert not look(page)
