"""Coming into a class by its code: with a new account in one step, or with the code alone."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from classrooms.models import Classroom, Membership, Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

URL = "/join/"


@pytest.fixture
def typed(classroom) -> dict[str, str]:
    return {"code": classroom.join_code, "name": "Awa D.", "username": "Awa.D", "password": "a word of my own"}


class TestWithoutAnAccount:
    def test_account_seat_and_session_come_in_one_step(self, client, classroom, typed):
        assertRedirects(client.post(URL, typed), classroom.get_absolute_url(), fetch_redirect_response=False)

        person = User.objects.get(username="awa.d")
        assert (person.name, person.email, person.is_teacher) == ("Awa D.", "", False)
        assert person.memberships.get().classroom == classroom
        assert person.memberships.get().role == Role.STUDENT
        assert client.session["_auth_user_id"] == str(person.pk)

    def test_the_code_may_stand_in_the_address(self, client):
        assertContains(client.get(URL, {"code": "KRMT-4736"}), 'value="KRMT-4736"')

    def test_a_wrong_code_keeps_what_was_typed(self, client, typed):
        page = client.post(URL, typed | {"code": "ACAC-3333"})
        assertContains(page, "No class has this code", status_code=422)
        assertContains(page, 'value="Awa D."', status_code=422)
        assert not User.objects.exists()

    def test_a_code_that_was_switched_off_is_told_what_a_wrong_one_is_told(self, client, classroom, typed):
        classroom.switch_off_code()
        assertContains(client.post(URL, typed), "No class has this code", status_code=422)

    def test_a_taken_username_is_told_to_those_only_who_hold_a_code(self, client, typed):
        UserFactory(username="awa.d")
        assertContains(client.post(URL, typed), "username already exists", status_code=422)
        assertNotContains(client.post(URL, typed | {"code": "ACAC-3333"}), "username already exists", status_code=422)

    @pytest.mark.parametrize("wrong", [{"password": "12345678"}, {"name": "x" * 81}, {"username": "x" * 151}])
    def test_all_that_was_typed_stays_typed_but_the_password(self, client, typed, wrong):
        typed |= wrong
        page = client.post(URL, typed)
        for name in ("code", "name", "username"):
            assertContains(page, f'value="{typed[name]}"', status_code=422)
        assertNotContains(page, typed["password"], status_code=422)

    def test_names_of_all_alphabets_are_welcome(self, client, typed):
        client.post(URL, typed | {"name": "Åsa 李 عائشة", "username": "Élodie.李"})
        assert User.objects.get().name == "Åsa 李 عائشة"
        assert User.objects.get().username == "élodie.李"

    def test_two_ways_to_write_one_letter_are_one_username(self, client, typed):
        UserFactory(username="\u00e9lodie")
        page = client.post(URL, typed | {"username": "e\u0301lodie"})
        assertContains(page, "username already exists", status_code=422)

    def test_a_username_that_goes_in_the_same_second_is_explained(self, client, typed, monkeypatch):
        def taken(*_args: object, **_typed: str) -> Membership:
            raise IntegrityError

        monkeypatch.setattr(Classroom, "enrol", taken)
        assertContains(client.post(URL, typed), "Choose another username", status_code=422)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("password", "password"),
            ("password", "short"),
            ("username", "aw"),
            ("username", "a@b.example"),
            ("username", "a b c"),
            ("username", "x" * 151),
            ("name", ""),
            ("name", "x" * 81),
            ("name", "\u200b"),
            ("name", "Awa \u202egnatset"),
        ],
    )
    def test_a_bad_field_is_explained_and_makes_nobody(self, client, typed, field, value):
        page = client.post(URL, typed | {field: value})
        assert page.status_code == 422
        assert list(page.context["form"].errors) == [field]
        assert not User.objects.exists()


class TestWithAnAccount:
    def test_the_code_is_enough(self, sign_in, classroom):
        person = UserFactory()
        browser = sign_in(person)
        assertNotContains(browser.get(URL), "password")

        for _time in range(2):
            page = browser.post(URL, {"code": classroom.join_code.lower()})
            assertRedirects(page, classroom.get_absolute_url(), fetch_redirect_response=False)
        assert person.memberships.get().classroom == classroom

    def test_a_teacher_stays_one_in_the_own_class(self, sign_in, teacher):
        sign_in(teacher).post(URL, {"code": teacher.classroom.join_code})
        teacher.refresh_from_db()
        assert teacher.is_teacher

    def test_a_closed_seat_stays_closed(self, sign_in, student):
        student.close()
        page = sign_in(student).post(URL, {"code": student.classroom.join_code})
        assertContains(page, "Your seat in this class was closed", status_code=422)


class TestLimits:
    def test_after_ten_wrong_codes_the_right_one_waits_too(self, client, typed):
        for _attempt in range(10):
            assert client.post(URL, typed | {"code": "ACAC-3333"}).status_code == 422
        page = client.post(URL, typed)
        assertContains(page, "Too many tries", status_code=429)
        assertContains(page, 'value="Awa D."', status_code=429)
        assertNotContains(page, "a word of my own", status_code=429)
        assert not User.objects.exists()

    def test_ten_minutes_later_it_opens(self, client, typed, moment, time_machine):
        for _attempt in range(11):
            client.post(URL, typed | {"code": "ACAC-3333"})
        time_machine.shift(601)
        assert client.post(URL, typed).status_code == 302

    def test_dropping_the_cookie_helps_a_thief_for_a_hundred_tries(self, client, typed):
        for _attempt in range(100):
            client.cookies.clear()
            client.post(URL, {"code": "ACAC-3333"})
        client.cookies.clear()
        assert client.post(URL, typed).status_code == 429

    def test_a_class_of_thirty_comes_in_from_one_address(self, client, typed):
        for seat in range(30):
            client.logout()
            assert client.post(URL, typed | {"username": f"student{seat}"}).status_code == 302
        assert Membership.objects.students().count() == 30

    def test_hundreds_of_accounts_do_not(self, client, typed, classroom):
        outcomes = set()
        for seat in range(101):
            client.logout()
            outcomes.add((seat < 100, client.post(URL, typed | {"username": f"student{seat}"}).status_code))
        assert outcomes == {(True, 302), (False, 429)}


def test_the_sign_in_page_brings_back_to_the_code(client):
    assertContains(client.get(URL), f'href="{reverse("account_login")}?next={URL}')
