"""The demo's password stands in the repository: it opens nothing on a server."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from accounts.demo import PASSWORD
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_person():
    """As `make run` leaves one in its database."""
    person = UserFactory(username="awa")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.mark.parametrize("debug", [True, False])
def test_a_demo_person_comes_in_only_where_debug_is_on(client, demo_person, settings, debug):
    settings.DEBUG = debug
    client.post(reverse("account_login"), {"login": "awa", "password": PASSWORD})
    assert ("_auth_user_id" in client.session) == debug


def test_the_demo_password_can_be_chosen_by_nobody(client, classroom):
    typed = {"code": classroom.join_code, "name": "Bilal", "username": "bilal", "password": PASSWORD}
    assertContains(client.post(reverse("classrooms:join"), typed), "too common", status_code=422)
