"""A person's own page."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp_auth
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

URL = "/accounts/preferences/"


class TestPreferences:
    def test_the_name_can_be_changed(self, sign_in):
        person = UserFactory()
        assertRedirects(sign_in(person).post(URL, {"name": "Awa D."}), URL)
        person.refresh_from_db()
        assert person.name == "Awa D."

    def test_nobody_is_nameless(self, sign_in):
        assertContains(sign_in(UserFactory()).post(URL, {"name": " "}), "This field is required", status_code=422)

    def test_a_name_can_be_read_out(self, sign_in):
        page = sign_in(UserFactory()).post(URL, {"name": "\u200b"})
        assertContains(page, "letters that your class can read", status_code=422)

    @pytest.mark.parametrize("name", ["account_email", "account_change_password", "mfa_index"])
    def test_leads_to_address_password_and_second_step(self, sign_in, name):
        page = sign_in(UserFactory()).get(URL)
        assertContains(page, f'href="{reverse(name)}"')

    def test_costs_three_queries_at_most(self, sign_in, django_assert_max_num_queries):
        browser = sign_in(UserFactory())
        with django_assert_max_num_queries(3):
            browser.get(URL)


class TestEmail:
    def test_an_address_counts_when_its_owner_opened_the_mail(self, client):
        person = UserFactory(username="awa")
        _sign_in(client)
        typed = {"email": "awa@school.example", "action_add": ""}
        page = client.post(reverse("account_email"), typed)
        assert page["Location"].startswith(reverse("account_reauthenticate"))
        _type_the_password_again(client)
        client.post(reverse("account_email"), typed)
        assertContains(client.get(reverse("account_email")), "is not confirmed yet")
        assert not person.has_confirmed_email()

        client.post(re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1])
        person.refresh_from_db()
        assert person.email == "awa@school.example"
        assert person.has_confirmed_email()


class TestSecondStep:
    @pytest.fixture
    def secret(self, client, moment):
        """Has been shown to somebody who is setting up the second step; the clock stands still."""
        UserFactory(username="awa")
        _sign_in(client)
        _type_the_password_again(client)
        return client.get(reverse("mfa_activate_totp")).context["form"].secret

    @pytest.fixture
    def browser(self, client, secret):
        """Has set up the second step and signed out again."""
        client.post(reverse("mfa_activate_totp"), {"code": _code(secret)})
        client.post(reverse("account_logout"))
        return client

    def test_the_password_alone_is_no_longer_enough(self, browser):
        assertRedirects(_sign_in(browser), reverse("mfa_authenticate"))
        assert "_auth_user_id" not in browser.session

    @pytest.mark.parametrize(("steps", "opens"), [(-1, True), (1, True), (-2, False), (2, False)])
    def test_a_clock_may_be_half_a_minute_off(self, client, secret, steps, opens):
        client.post(reverse("mfa_activate_totp"), {"code": _code(secret, steps=steps)})
        assert Authenticator.objects.filter(type="totp").exists() == opens

    def test_a_code_opens_once(self, browser, secret):
        for code, works in ((_code(secret, steps=1), True), (_code(secret, steps=1), False)):
            _sign_in(browser)
            browser.post(reverse("mfa_authenticate"), {"code": code})
            assert ("_auth_user_id" in browser.session) == works
            browser.logout()

    def test_a_recovery_code_opens_too_and_once(self, browser):
        code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
        for works in (True, False):
            _sign_in(browser)
            browser.post(reverse("mfa_authenticate"), {"code": code})
            assert ("_auth_user_id" in browser.session) == works
            browser.logout()


def _sign_in(client):
    return client.post(reverse("account_login"), {"login": "awa", "password": PASSWORD})


def _type_the_password_again(client) -> None:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def _code(secret: str, *, steps: int = 0) -> str:
    """What a phone would show now, or so many half minutes later."""
    return totp_auth.format_hotp_value(totp_auth.hotp_value(secret, int(time.time()) // 30 + steps))
