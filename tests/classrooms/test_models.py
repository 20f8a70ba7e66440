"""The verbs of a class and of a seat."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from classrooms.default_norms import DEFAULT_NORMS
from classrooms.models import Classroom, LastTeacher, Norm, Role, SeatClosed
from tests.factories import MembershipFactory, NormFactory, UserFactory

pytestmark = pytest.mark.django_db


class TestOpening:
    def test_a_class_opens_with_its_teacher_a_code_and_rules(self):
        keita = UserFactory()
        classroom = Classroom.open_by(keita, name="History 3B", time_zone="Africa/Bamako")

        assert classroom.memberships.get().user == keita
        assert classroom.memberships.get().role == Role.TEACHER
        assert Classroom.behind(classroom.join_code) == classroom
        assert [norm.text for norm in classroom.norms.current()] == [text for text, _message, _about in DEFAULT_NORMS]

    def test_its_address_cannot_be_guessed_from_its_name(self):
        first, second = (Classroom.open_by(UserFactory(), name="History 3B") for _ in range(2))
        assert first.slug != second.slug
        assert first.slug.startswith("history-3b-")

    def test_a_name_without_latin_letters_has_an_address_too(self):
        assert Classroom.open_by(UserFactory(), name="التاريخ").slug.startswith("class-")


class TestDoor:
    def test_a_code_opens_however_it_is_typed(self, classroom):
        classroom.join_code = "KRMT-4736"
        classroom.save()
        assert Classroom.behind(" krmt 4736") == classroom

    def test_a_new_code_ends_the_old_one(self, classroom):
        old = classroom.join_code
        classroom.renew_code()
        assert Classroom.behind(old) is None
        assert Classroom.behind(classroom.join_code) == classroom

    def test_a_code_that_another_class_has_is_not_given_again(self, classroom, outsider, monkeypatch):
        codes = iter([outsider.classroom.join_code, "KRMT-9999"])
        monkeypatch.setattr("classrooms.codes.join_code", lambda: next(codes))
        classroom.renew_code()
        assert classroom.join_code == "KRMT-9999"

    def test_switched_off_nothing_opens_it(self, classroom):
        old = classroom.join_code
        classroom.switch_off_code()
        assert Classroom.behind(old) is None
        assert Classroom.behind("") is None


class TestSeating:
    def test_whoever_sits_here_keeps_the_seat(self, teacher):
        assert teacher.classroom.admit(teacher.user) == teacher
        teacher.refresh_from_db()
        assert teacher.role == Role.TEACHER

    def test_a_closed_seat_is_not_opened_by_a_code(self, student):
        student.close()
        with pytest.raises(SeatClosed):
            student.classroom.admit(student.user)

    def test_newcomers_sign_in_with_what_their_slips_say(self, classroom):
        UserFactory(username="awa.diallo")
        slips = classroom.seat_newcomers(["Awa Diallo", "Bilal Koné"])

        assert [(slip.name, slip.username) for slip in slips] == [
            ("Awa Diallo", "awa.diallo2"),
            ("Bilal Koné", "bilal.kone"),
        ]
        for slip in slips:
            person = User.objects.get(username=slip.username)
            assert person.check_password(slip.code)
            assert person.must_change_password
            assert person.memberships.get().role == Role.STUDENT

    def test_of_newcomers_all_are_seated_or_nobody(self, classroom, monkeypatch):
        monkeypatch.setattr("classrooms.roster.usernames_for", lambda names, taken: ["same"] * len(names))
        with pytest.raises(IntegrityError), transaction.atomic():
            classroom.seat_newcomers(["Awa", "Bilal"])
        assert not User.objects.exists()

    def test_an_account_without_a_seat_is_never_made(self, classroom, monkeypatch):
        monkeypatch.setattr(Classroom, "admit", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            classroom.enrol(name="Awa", username="awa", password="a word of my own")
        assert not User.objects.filter(username="awa").exists()


class TestSeat:
    def test_closing_keeps_the_row(self, student):
        student.close()
        student.refresh_from_db()
        assert student.closed_at
        assert student in student.classroom.memberships.closed()

        student.reopen()
        assert student in student.classroom.memberships.active()

    @pytest.mark.parametrize("verb", [lambda seat: seat.close(), lambda seat: seat.change_role(Role.STUDENT)])
    def test_the_last_teacher_stays_and_says_why(self, teacher, verb):
        with pytest.raises(LastTeacher, match="at least one teacher"):
            verb(teacher)
        assert teacher.is_teacher
        assert teacher.closed_at is None
        teacher.refresh_from_db()
        assert teacher.is_teacher

    def test_a_password_is_reset_to_a_code(self, student):
        slip = student.reset_password()
        person = User.objects.get(pk=student.user_id)
        assert person.check_password(slip.code)
        assert person.must_change_password

    @pytest.mark.parametrize(
        "who",
        ["a teacher", "who may open classes", "who runs the site", "who can be mailed", "who moderates elsewhere"],
    )
    def test_a_password_is_not_reset_for_those(self, student, who):
        person = student.user
        if who == "a teacher":
            student.change_role(Role.TEACHER)
        elif who == "who can be mailed":
            person.emailaddress_set.create(email="awa@school.example", verified=True)
        elif who == "who moderates elsewhere":
            MembershipFactory(user=person, moderator=True)
        person.is_teacher = who == "who may open classes"
        person.is_staff = who == "who runs the site"

        with pytest.raises(ValidationError):
            student.reset_password()
        assert not User.objects.get(pk=person.pk).must_change_password


class TestNorms:
    def test_other_words_are_another_row_in_the_same_place(self, classroom):
        old = NormFactory(classroom=classroom, position=2)
        new = old.reword("Speak plainly", "Your post is hard to follow.")

        assert list(classroom.norms.current()) == [new]
        assert new.position == 2
        assert Norm.objects.get(pk=old.pk).text == old.text

    def test_a_new_rule_comes_last(self, classroom):
        assert classroom.add_norm("One", "One.").position == 1
        assert classroom.add_norm("Two", "Two.").position == 2
