"""Check the article in a browser: judge with the keyboard, see the ledger in its place, with and without JavaScript."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect


@pytest.fixture(autouse=True)
def _course(transactional_db) -> None:
    call_command("load_curriculum", verbosity=0)


def test_a_student_judges_by_keyboard_and_focus_goes_to_the_ledger(page_for, student):
    page = page_for(student)
    page.goto(reverse("lessons:article"))
    claim = page.locator("#claim-C07")
    expect(claim).not_to_contain_text("The ledger says")
    claim.get_by_role("radio", name="Documented").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(claim).to_contain_text("You said: Documented.")
    expect(claim).to_contain_text("Inaccurate")
    assert page.evaluate("document.activeElement.closest('#claim-C07') !== null")


def test_nothing_chosen_is_said_beside_the_claim(page_for, student):
    page = page_for(student)
    page.goto(reverse("lessons:article"))
    claim = page.locator("#claim-C07")
    claim.get_by_role("button", name="Judge").click()
    expect(claim.get_by_role("alert")).to_have_text("Choose a status first.")


def test_without_javascript_it_comes_back_to_the_claim(page_for, student):
    page = page_for(student, js=False)
    page.goto(reverse("lessons:article"))
    claim = page.locator("#claim-C14")
    claim.get_by_role("radio", name="Contested").check()
    claim.get_by_role("button", name="Judge").click()
    expect(page.locator("#claim-C14")).to_contain_text("You said: Contested.")
    assert page.url.endswith("#claim-C14")
