"""A teacher opens an account: open to all, by invitation, or not at all."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertTemplateUsed

from accounts.models import Invitation, User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

TYPED = {"name": "Ms Keita", "username": "Keita", "email": "", "password1": PASSWORD}


@pytest.fixture
def url() -> str:
    return reverse("account_signup")


@pytest.fixture
def open_to_all(settings) -> None:
    settings.TEACHER_SIGNUP = "open"


@pytest.mark.usefixtures("open_to_all")
class TestOpen:
    def test_a_stranger_becomes_a_teacher_and_is_signed_in(self, client, url):
        assert client.post(url, TYPED).status_code == 302

        teacher = User.objects.get()
        assert (teacher.name, teacher.username, teacher.is_teacher) == ("Ms Keita", "keita", True)
        assert client.session["_auth_user_id"] == str(teacher.pk)

    def test_the_name_and_a_good_password_are_asked_for(self, client, url):
        page = client.post(url, TYPED | {"name": "", "password1": "password"})
        assertContains(page, "This field is required")
        assertContains(page, "too common")
        assert not User.objects.exists()

    def test_a_username_is_never_like_an_address(self, client, url):
        page = client.post(url, TYPED | {"username": "keita@school.example"})
        assertContains(page, "Choose a username without @")

    def test_a_taken_username_is_refused_whatever_its_capitals(self, client, url):
        UserFactory(username="keita")
        client.post(url, TYPED)
        assert User.objects.count() == 1

    def test_the_answer_is_the_same_whether_the_address_has_an_account_or_not(self, client, url):
        owner = UserFactory(email="keita@school.example")
        owner.emailaddress_set.create(email=owner.email, primary=True, verified=True)

        known = client.post(url, TYPED | {"email": "keita@school.example"})
        client.logout()
        unknown = client.post(url, TYPED | {"username": "traore", "email": "traore@school.example"})

        assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
        assert [message.to for message in mail.outbox] == [["keita@school.example"], ["traore@school.example"]]
        newcomer = User.objects.get(username="keita")
        assert not newcomer.has_confirmed_email()

    def test_an_address_that_another_confirmed_is_never_confirmed_twice(self, client, url):
        owner = UserFactory(email="keita@school.example")
        owner.emailaddress_set.create(email=owner.email, primary=True, verified=True)
        client.post(url, TYPED | {"email": "keita@school.example"})

        assert not User.objects.get(username="keita").emailaddress_set.get().set_verified()


class TestClosed:
    def test_nobody_signs_up(self, client, url, settings):
        settings.TEACHER_SIGNUP = "closed"
        invitation = Invitation.objects.create()

        assertTemplateUsed(client.get(f"{url}?invitation={invitation.token}"), "account/signup_closed.html")
        client.post(url, TYPED)
        assert not User.objects.exists()


class TestInvitation:
    @pytest.fixture
    def invitation(self) -> Invitation:
        return Invitation.objects.create(note="Ms Keita")

    def test_without_one_the_door_is_closed(self, client, url):
        assertTemplateUsed(client.get(url), "account/signup_closed.html")
        client.post(url, TYPED)
        assert not User.objects.exists()

    def test_one_account_comes_of_it_and_no_second(self, client, url, invitation):
        assertContains(client.get(invitation.address), "Password")
        client.post(url, TYPED)
        invitation.refresh_from_db()
        assert invitation.used_by == User.objects.get(username="keita")

        client.logout()
        assertTemplateUsed(client.get(invitation.address), "account/signup_closed.html")

    def test_used_up_in_the_same_moment_it_leaves_no_account(self, client, url, invitation, monkeypatch):
        client.get(invitation.address)
        monkeypatch.setattr("accounts.adapter.AccountAdapter.is_open_for_signup", lambda *_: True)
        Invitation.objects.update(used_by=UserFactory(username="quicker"))

        assert client.post(url, TYPED).status_code == 403
        assert not User.objects.filter(username="keita").exists()

    def test_an_expired_one_opens_nothing(self, client, invitation, time_machine):
        time_machine.move_to(invitation.expires_at)
        assertTemplateUsed(client.get(invitation.address), "account/signup_closed.html")

    def test_the_command_prints_an_address_that_works(self, client, settings):
        settings.ALLOWED_HOSTS = ["sahel.example", "testserver"]
        said = StringIO()
        call_command("invite_teacher", "Ms Keita, Lycée 2", stdout=said, stderr=StringIO())

        address = said.getvalue().strip()
        assert address.startswith("http://sahel.example/accounts/signup/?invitation=")
        assertContains(client.get(address.removeprefix("http://sahel.example")), "Password")
        assert Invitation.objects.get().note == "Ms Keita, Lycée 2"
