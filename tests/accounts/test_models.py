"""People and invitations: what the database refuses, and what their verbs do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from accounts.models import Invitation, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class TestUser:
    def test_usernames_differ_in_more_than_capitals(self):
        UserFactory(username="awa")
        with pytest.raises(IntegrityError):
            UserFactory(username="AWA")

    def test_has_a_name(self):
        with pytest.raises(IntegrityError, match="a_person_has_a_name"):
            UserFactory(name="")

    def test_two_may_name_one_address_until_it_is_confirmed(self):
        UserFactory(email="awa@school.example")
        UserFactory(email="awa@school.example")

    def test_only_a_confirmed_address_is_known_to_reach_the_person(self):
        person = UserFactory(email="awa@school.example")
        address = person.emailaddress_set.create(email=person.email, primary=True)
        assert not person.has_confirmed_email()
        address.set_verified()
        assert person.has_confirmed_email()

    def test_a_one_time_code_waits_to_be_replaced(self):
        person = UserFactory()
        person.accept_one_time_code("kwhat-4367-mnpqd")
        assert person.check_password("kwhat-4367-mnpqd")
        assert person.must_change_password

        person.choose_password("a word of my own")
        assert person.check_password("a word of my own")
        assert not User.objects.get(pk=person.pk).must_change_password

    def test_usernames_that_begin_alike_are_found_whatever_their_capitals(self):
        for username in ("awa.diallo", "Awa.Diallo2", "bilal.kone"):
            UserFactory(username=username)
        assert User.usernames_beginning_with({"awa.diallo"}) == {"awa.diallo", "awa.diallo2"}
        assert User.usernames_beginning_with(set()) == set()


class TestInvitation:
    def test_is_open_until_it_is_used_or_two_weeks_have_passed(self, moment):
        invitation = Invitation.objects.create()
        assert invitation in Invitation.objects.open(moment + timedelta(days=13))
        assert invitation not in Invitation.objects.open(moment + timedelta(days=14))

        Invitation.objects.update(used_by=UserFactory())
        assert invitation not in Invitation.objects.open(moment)

    def test_lasts_a_while(self, moment):
        with pytest.raises(IntegrityError, match="an_invitation_lasts_a_while"):
            Invitation.objects.create(created_at=moment, expires_at=moment)
