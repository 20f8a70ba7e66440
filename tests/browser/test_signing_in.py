"""Signing in, the second step, the one-time code, and what is left on a computer after the sign-out."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp_auth
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD

OWN = "a word of my own"


@pytest.mark.parametrize("js", [True, False])
def test_the_second_step_is_set_up_and_opens_with_a_code_or_a_recovery_code(page_for, teacher, js):
    page = page_for(js=js)
    _sign_in(page, teacher.user.username, PASSWORD)
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name="Set it up").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.locator("code").inner_text()
    _type_code(page, _code(secret), "Use it from now on")
    page.goto(reverse("mfa_view_recovery_codes"))
    recovery = page.locator("li code").first.inner_text()

    for code in (_code(secret, steps=1), recovery):
        _sign_out(page)
        _sign_in(page, teacher.user.username, PASSWORD)
        expect(page.get_by_role("heading", name="Your code")).to_be_visible()
        _type_code(page, code, "Sign in")
        expect(page).to_have_url(re.compile("/home/$"))


@pytest.mark.parametrize("js", [True, False])
def test_a_one_time_code_leads_to_a_password_and_then_opens_the_class(page_for, student, teacher, js):
    slip = student.reset_password()
    page = page_for(js=js)
    _sign_in(page, slip.username, slip.code)
    page.goto(student.classroom.get_absolute_url())
    expect(page.get_by_role("heading", name="Choose your password")).to_be_visible()
    page.get_by_label("New password").fill(OWN)
    page.get_by_label("The same password again").fill(OWN)
    page.get_by_role("button", name="Save the password").click()
    page.goto(student.classroom.get_absolute_url())
    expect(page.get_by_role("heading", name=student.classroom.name)).to_be_visible()


def test_the_back_button_shows_nothing_after_the_sign_out(page_for, student):
    page = page_for()
    _sign_in(page, student.user.username, PASSWORD)
    page.goto(reverse("account_preferences"))
    page.goto(reverse("classrooms:index"))
    _sign_out(page)
    for address in ("/", "/accounts/login/?next=/classes/", "/accounts/login/?next=/accounts/preferences/"):
        page.go_back()
        expect(page).to_have_url(address)
        assert student.user.name not in page.content()
        assert student.classroom.name not in page.content()


def _sign_in(page: Page, username: str, password: str) -> None:
    page.goto(reverse("account_login"))
    page.locator("#id_login").fill(username)
    page.locator("#id_password").fill(password)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.locator("#id_login")).to_have_count(0)


def _sign_out(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page).to_have_url("/")
    page.wait_for_load_state()  # no step back may meet a page that is still on its way


def _type_code(page: Page, code: str, button: str) -> None:
    page.locator("#id_code").fill(code)
    page.locator("main").get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#id_code")).to_have_count(0)


def _code(secret: str, *, steps: int = 0) -> str:
    """What a phone would show now, or so many half minutes later: none opens twice."""
    return totp_auth.format_hotp_value(totp_auth.hotp_value(secret, int(time.time()) // 30 + steps))
