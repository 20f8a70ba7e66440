"""Signing in, the forgotten password, and the limits that keep guessers out and a whole class in."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects, assertTemplateUsed

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
RESET = "/accounts/password/reset/"


@pytest.fixture
def person():
    person = UserFactory(username="awa", email="awa@school.example")
    person.emailaddress_set.create(email=person.email, primary=True, verified=True)
    return person


def sign_in_with(client, login: str, password: str = PASSWORD) -> bool:
    client.post(LOGIN, {"login": login, "password": password})
    return "_auth_user_id" in client.session


class TestSignIn:
    @pytest.mark.parametrize("login", ["awa", "Awa", "awa@school.example", "AWA@school.example"])
    def test_by_username_or_address_in_any_capitals(self, client, person, login):
        assert sign_in_with(client, login)

    def test_somebody_unknown_is_told_what_a_wrong_password_is_told(self, client, person):
        wrong = client.post(LOGIN, {"login": "awa", "password": "wrong"})
        unknown = client.post(LOGIN, {"login": "nobody", "password": "wrong"})
        assert wrong.context["form"].errors == unknown.context["form"].errors

    def test_after_five_failures_the_right_password_waits_too(self, client, person):
        for _attempt in range(5):
            client.post(LOGIN, {"login": "awa", "password": "wrong"})
        assert not sign_in_with(client, "awa")

    def test_the_failures_of_one_keep_nobody_else_out(self, client, person):
        UserFactory(username="bilal")
        for _attempt in range(6):
            client.post(LOGIN, {"login": "awa", "password": "wrong"})
        assert sign_in_with(client, "bilal")

    def test_a_class_of_thirty_signs_in_from_one_address(self, client):
        people = [UserFactory() for _seat in range(30)]
        for person in people:
            client.logout()
            assert sign_in_with(client, person.username)


class TestForgottenPassword:
    def test_a_mail_brings_a_new_password(self, client, person):
        client.post(RESET, {"email": "awa@school.example"})
        link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
        form = client.get(link, follow=True).redirect_chain[-1][0]
        client.post(form, {"password1": "a word of my own", "password2": "a word of my own"})

        client.logout()
        assert sign_in_with(client, "awa", "a word of my own")

    def test_the_answer_does_not_tell_whether_there_is_an_account(self, client, person):
        known, unknown = (client.post(RESET, {"email": f"{name}@school.example"}) for name in ("awa", "nobody"))
        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert len(mail.outbox) == 2, "the unknown address gets a mail too: the time it takes tells nothing"

    def test_whoever_has_no_address_is_sent_to_the_teacher(self, client):
        assertContains(client.get(RESET), "Ask your teacher")

    def test_a_mail_ends_a_one_time_code_as_well(self, client, person):
        person.accept_one_time_code("kwhat-4367-mnpqd")
        person.save()
        client.post(RESET, {"email": "awa@school.example"})
        link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
        form = client.get(link, follow=True).redirect_chain[-1][0]
        client.post(form, {"password1": "a word of my own", "password2": "a word of my own"})

        person.refresh_from_db()
        assert not person.must_change_password

    def test_mails_to_one_address_stay_few(self, client, person):
        for _attempt in range(8):
            client.post(RESET, {"email": "awa@school.example"})
        assert len(mail.outbox) == 5

    def test_whoever_asks_too_often_reads_so_on_a_page_of_the_site(self, client, person):
        for _attempt in range(6):
            page = client.post(RESET, {"email": "awa@school.example"})
        assert page.status_code == 429
        assertTemplateUsed(page, "429.html")
        assertContains(page, "Wait a few minutes", status_code=429)


class TestOneTimeCode:
    CODE = "kwhat-4367-mnpqd"
    PAGE = "/accounts/one-time-code/"

    @pytest.fixture
    def browser(self, client):
        person = UserFactory(username="bilal", name="Bilal")
        person.accept_one_time_code(self.CODE)
        person.save()
        assert sign_in_with(client, "bilal", self.CODE)
        return client

    @pytest.mark.parametrize("name", ["account_preferences", "classrooms:index", "classrooms:join", "account_email"])
    def test_every_page_leads_to_the_one_that_asks_for_a_password(self, browser, name):
        assertRedirects(browser.get(reverse(name)), self.PAGE)
        assertRedirects(browser.post(reverse(name)), self.PAGE)

    def test_htmx_is_led_there_too(self, browser):
        assert browser.get(reverse("classrooms:index"), headers={"HX-Request": "true"})["HX-Redirect"] == self.PAGE

    def test_leaving_and_the_colours_stay_possible(self, browser):
        assert browser.post(reverse("set_theme"), {"theme": "dark", "next": self.PAGE})["Location"] == self.PAGE
        browser.post(reverse("account_logout"))
        assert "_auth_user_id" not in browser.session

    def test_a_password_of_ones_own_opens_the_rest_and_keeps_the_session(self, browser):
        browser.post(self.PAGE, {"password": "a word of my own", "again": "a word of my own"})
        assert browser.get(reverse("account_preferences")).status_code == 200

        browser.logout()
        assert not sign_in_with(browser, "bilal", self.CODE)
        assert sign_in_with(browser, "bilal", "a word of my own")

    @pytest.mark.parametrize(
        ("password", "again", "why"),
        [
            (CODE, CODE, "This is the code"),
            ("a word of my own", "another word", "differ"),
            ("password", "password", "too common"),
        ],
    )
    def test_a_bad_choice_is_explained(self, browser, password, again, why):
        page = browser.post(self.PAGE, {"password": password, "again": again})
        assertContains(page, why, status_code=422)

    def test_who_has_none_has_nothing_to_do_there(self, sign_in):
        assertRedirects(sign_in(UserFactory()).get(self.PAGE), reverse("account_preferences"))
