"""The people page, a seat, and what a teacher does with it."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from classrooms.models import Classroom, Role
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(sign_in, teacher):
    return sign_in(teacher)


def address(name: str, seat_or_class) -> str:
    classroom = getattr(seat_or_class, "classroom", seat_or_class)
    args = [classroom.slug] if classroom is seat_or_class else [classroom.slug, seat_or_class.pk]
    return reverse(f"classrooms:{name}", args=args)


class TestPeople:
    def test_everybody_stands_under_the_own_role(self, browser, classroom, student, teacher, moderator):
        left = MembershipFactory(classroom=classroom, closed=True)
        groups = dict(browser.get(address("people", classroom)).context["groups"])
        assert groups == {
            "Students": [student],
            "Teachers": [teacher],
            "Moderators": [moderator],
            "Closed seats": [left],
        }

    def test_nobody_of_another_class_is_listed(self, browser, classroom, outsider):
        assertNotContains(browser.get(address("people", classroom)), outsider.name)

    def test_an_empty_class_says_how_to_fill_it(self, browser, classroom):
        assertContains(browser.get(address("people", classroom)), "Write the join code on the blackboard")

    def test_costs_the_same_for_forty(self, browser, classroom, django_assert_max_num_queries):
        MembershipFactory.create_batch(40, classroom=classroom)
        with django_assert_max_num_queries(5):
            browser.get(address("people", classroom))


class TestAddPeople:
    def test_names_become_students_with_slips(self, browser, classroom):
        page = browser.post(address("add_people", classroom), {"names": "1. Awa Diallo\n2. Bilal Koné"})
        assertRedirects(page, address("slips", classroom))
        assert classroom.memberships.students().count() == 2

    @pytest.mark.parametrize(
        ("names", "why"),
        [
            (" \n", "This field is required"),
            ("1.\n2.", "Type at least one name"),
            ("Awa\nawa", "In the list twice"),
            ("x" * 81, "too long for a name"),
            ("Awa\n(?)", "This line is not a name"),
            ("\n".join(f"Person {n}" for n in range(101)), "At most 100 names"),
        ],
    )
    def test_a_bad_list_is_explained_and_seats_nobody(self, browser, classroom, names, why):
        page = browser.post(address("add_people", classroom), {"names": names})
        assertContains(page, why, status_code=422)
        assert not classroom.memberships.students().exists()

    def test_a_list_sent_twice_seats_nobody_twice(self, browser, classroom):
        browser.post(address("add_people", classroom), {"names": "Awa Diallo"})
        page = browser.post(address("add_people", classroom), {"names": "Awa Diallo"})
        assertContains(page, "in the class already", status_code=422)
        assert User.objects.filter(name="Awa Diallo").count() == 1

    def test_a_list_sent_twice_in_one_moment_is_explained(self, browser, classroom, monkeypatch):
        def taken(*_args: object) -> None:
            raise IntegrityError

        monkeypatch.setattr(Classroom, "seat_newcomers", taken)
        page = browser.post(address("add_people", classroom), {"names": "Awa Diallo"})
        assertContains(page, "added the same names just now", status_code=422)

    def test_shows_the_code_or_says_that_it_is_off(self, browser, classroom):
        assertContains(browser.get(address("add_people", classroom)), classroom.join_code)
        classroom.switch_off_code()
        assertContains(browser.get(address("add_people", classroom)), "The join code is switched off")


class TestChangeRole:
    def test_gives_the_role(self, browser, student):
        assertRedirects(
            browser.post(address("change_role", student), {"role": "moderator"}), address("people", student.classroom)
        )
        student.refresh_from_db()
        assert student.role == Role.MODERATOR

    def test_an_unknown_role_is_refused(self, browser, student):
        assertContains(browser.post(address("change_role", student), {"role": "head"}), "head", status_code=422)

    def test_the_last_teacher_is_told_why_not(self, browser, teacher):
        page = browser.post(address("change_role", teacher), {"role": "student"})
        assertContains(page, "A class keeps at least one teacher", status_code=409)
        teacher.refresh_from_db()
        assert teacher.is_teacher

    def test_one_of_two_teachers_may_step_back_and_lands_where_there_is_access(self, browser, teacher):
        MembershipFactory(classroom=teacher.classroom, teacher=True)
        page = browser.post(address("change_role", teacher), {"role": "student"})
        assertRedirects(page, reverse("classrooms:index"))


class TestCloseSeat:
    def test_whoever_had_it_does_not_find_the_class(self, browser, student, sign_in):
        browser.post(address("close_seat", student))
        student.refresh_from_db()
        assert student.closed_at
        assertNotContains(sign_in(student).get(reverse("classrooms:index")), student.classroom.name)

    def test_it_can_be_opened_again(self, browser, student):
        student.close()
        assertContains(browser.get(address("seat", student)), "Open the seat again")
        browser.post(address("reopen_seat", student))
        student.refresh_from_db()
        assert student.closed_at is None

    def test_the_last_teacher_is_told_why_not(self, browser, teacher):
        page = browser.post(address("close_seat", teacher))
        assertContains(page, "A class keeps at least one teacher", status_code=409)


class TestResetPassword:
    def test_a_student_comes_in_with_the_code_and_chooses_a_password(self, browser, student, client):
        page = browser.post(address("reset_password", student), follow=True)
        slip = page.context["slips"][0]

        page = client.post(reverse("account_login"), {"login": slip.username, "password": slip.code}, follow=True)
        assert page.redirect_chain[-1][0] == reverse("change_one_time_code")

    def test_whoever_can_be_mailed_is_left_to_the_mail(self, browser, student):
        student.user.emailaddress_set.create(email="awa@school.example", verified=True)
        assertNotContains(browser.get(address("seat", student)), "Make a one-time code")
        page = browser.post(address("reset_password", student))
        assertContains(page, "resets the password without you", status_code=409)

    def test_who_has_left_is_out_of_reach(self, browser, student):
        student.close()
        assert browser.post(address("reset_password", student)).status_code == 409
        student.user.refresh_from_db()
        assert not student.user.must_change_password

    def test_the_old_session_ends(self, browser, student, sign_in):
        students_browser = sign_in(student)
        browser.post(address("reset_password", student))
        assert students_browser.get(reverse("classrooms:index")).status_code == 302


class TestSlips:
    def test_no_code_lies_in_the_session_in_clear(self, browser, classroom):
        page = browser.post(address("add_people", classroom), {"names": "Awa Diallo"}, follow=True)
        code = page.context["slips"][0].code
        assertContains(page, code)
        assert code not in str(dict(browser.session.items()))

    def test_are_never_kept_by_a_browser(self, browser, classroom):
        assert "no-store" in browser.get(address("slips", classroom))["Cache-Control"]

    def test_are_gone_when_the_teacher_has_them(self, browser, classroom):
        browser.post(address("add_people", classroom), {"names": "Awa Diallo"})
        assertRedirects(browser.post(address("slips", classroom)), address("people", classroom))
        assertContains(browser.get(address("slips", classroom)), "No slips here any more")

    def test_are_gone_after_ten_minutes(self, browser, classroom, moment, time_machine):
        browser.post(address("add_people", classroom), {"names": "Awa Diallo"})
        time_machine.shift(10 * 60 + 1)
        assertContains(browser.get(address("slips", classroom)), "No slips here any more")

    def test_another_teacher_of_the_class_sees_none(self, browser, classroom, sign_in):
        browser.post(address("add_people", classroom), {"names": "Awa Diallo"})
        colleague = MembershipFactory(classroom=classroom, teacher=True)
        assertContains(sign_in(colleague).get(address("slips", classroom)), "No slips here any more")
