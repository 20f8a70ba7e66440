"""What the database refuses about classes, on both engines, whoever asks."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from classrooms.models import Classroom, LastTeacher, Membership, Norm, Role
from tests.factories import ClassroomFactory, MembershipFactory, NormFactory

pytestmark = pytest.mark.django_db


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


class TestClassroom:
    def test_has_a_name(self):
        with refused("a_classroom_has_a_name"):
            ClassroomFactory(name="")

    def test_without_a_code_has_null_and_no_empty_code(self):
        with refused("no_join_code_is_null_not_empty"):
            ClassroomFactory(join_code="")

    def test_shares_its_code_with_no_other(self):
        ClassroomFactory(join_code="KRMT-4736")
        with refused("join_code"):
            ClassroomFactory(join_code="KRMT-4736")


class TestMembership:
    def test_one_seat_per_person_and_class(self, student):
        with pytest.raises(IntegrityError):
            MembershipFactory(classroom=student.classroom, user=student.user)

    def test_has_a_known_role(self, classroom):
        with refused("a_member_has_a_known_role"):
            MembershipFactory(classroom=classroom, role="head")


class TestNorm:
    def test_one_rule_in_force_per_position(self, classroom):
        NormFactory(classroom=classroom, position=1).retire()
        NormFactory(classroom=classroom, position=1)
        with pytest.raises(IntegrityError):
            NormFactory(classroom=classroom, position=1)

    def test_is_about_what_checks_find(self, classroom):
        with refused("a_norm_is_about_what_checks_find"):
            NormFactory(classroom=classroom, about="grammar")

    @pytest.mark.parametrize("empty", ["text", "message"])
    def test_has_a_rule_and_a_message(self, classroom, empty):
        with refused("a_norm_has_a_rule_and_a_message"):
            NormFactory(classroom=classroom, **{empty: ""})


class TestKeepsATeacher:
    """A class that had a teacher keeps one: the trigger of classrooms/keeps_a_teacher.py."""

    @pytest.mark.parametrize(
        "change", [{"role": Role.STUDENT}, {"role": Role.MODERATOR}, {"closed_at": "2026-03-02T09:00Z"}]
    )
    def test_refuses_to_lose_the_last_one(self, teacher, change):
        with refused("a class keeps one teacher"):
            Membership.objects.filter(pk=teacher.pk).update(**change)

    def test_refuses_to_move_the_last_one_to_another_class(self, teacher):
        with refused("a class keeps one teacher"):
            Membership.objects.filter(pk=teacher.pk).update(classroom=ClassroomFactory())

    def test_refuses_to_delete_the_last_one(self, teacher):
        with refused("a class keeps one teacher"):
            Membership.objects.filter(pk=teacher.pk).delete()

    def test_refuses_to_lose_all_of_them_at_once(self, teacher):
        MembershipFactory(classroom=teacher.classroom, teacher=True)
        with refused("a class keeps one teacher"):
            Membership.objects.filter(classroom=teacher.classroom).update(role=Role.STUDENT)

    def test_counts_neither_closed_seats_nor_teachers_of_other_classes(self, teacher, outsider):
        MembershipFactory(classroom=teacher.classroom, teacher=True, closed=True)
        with refused("a class keeps one teacher"):
            Membership.objects.filter(pk=teacher.pk).update(role=Role.STUDENT)

    def test_lets_one_of_two_go(self, teacher):
        MembershipFactory(classroom=teacher.classroom, teacher=True)
        Membership.objects.filter(pk=teacher.pk).update(role=Role.STUDENT)
        assert teacher.classroom.memberships.teachers().active().count() == 1

    def test_lets_students_come_and_go(self, student):
        Membership.objects.filter(pk=student.pk).update(closed_at=student.joined_at)
        assert not student.classroom.memberships.active().exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_teachers_who_demote_each_other_in_the_same_moment_one_stays():
    for _round in range(5):
        classroom = ClassroomFactory()
        seats = [MembershipFactory(classroom=classroom, teacher=True) for _ in range(2)]
        outcomes = _at_once(seats)
        assert sorted(outcomes) == ["changed", "refused"]
        assert Classroom.objects.get(pk=classroom.pk).memberships.teachers().count() == 1


def _at_once(seats: list[Membership]) -> list[str]:
    """Let every seat give up its role when all are ready to."""
    start, outcomes = Barrier(len(seats)), []

    def demote(seat: Membership) -> None:
        try:
            start.wait(timeout=10)
            seat.change_role(Role.STUDENT)
            outcomes.append("changed")
        except LastTeacher:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=demote, args=[seat]) for seat in seats]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return outcomes


def test_norms_are_the_classs_own(teacher, outsider):
    NormFactory(classroom=outsider.classroom)
    own = NormFactory(classroom=teacher.classroom)
    assert list(Norm.objects.visible_to(teacher)) == [own]
