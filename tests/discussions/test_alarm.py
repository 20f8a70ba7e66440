"""Somebody may be at risk: the adult of the class is told at once, and nobody else."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction

from classrooms.models import Membership
from discussions.moderation.alarm import tell_the_adult
from tests.discussions.moderation_factories import ClassRulesFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def reachable(member: Membership, *, verified: bool = True) -> Membership:
    address = f"{member.user.username}@school.example"
    EmailAddress.objects.create(user=member.user, email=address, verified=verified, primary=True)
    return member


def told(member: Membership, captured) -> list[str]:
    with captured(execute=True):
        tell_the_adult(member.classroom_id, author_id=member.pk)
    return sorted(address for sent in mail.outbox for address in sent.to)


def test_the_named_adult_alone_is_told(student, teacher, moderator, django_capture_on_commit_callbacks):
    reachable(teacher)
    ClassRulesFactory(classroom=student.classroom, safeguarding=reachable(moderator))
    assert told(student, django_capture_on_commit_callbacks) == ["mariam@school.example"]


def test_every_teacher_is_told_where_nobody_is_named(
    student, teacher, moderator, outsider, django_capture_on_commit_callbacks
):
    for member in (teacher, moderator, outsider):
        reachable(member)
    reachable(MembershipFactory(classroom=student.classroom, teacher=True), verified=False)
    assert told(student, django_capture_on_commit_callbacks) == ["tiemoko@school.example"]


def test_the_mail_says_where_and_not_what(student, teacher, django_capture_on_commit_callbacks):
    reachable(teacher)
    told(student, django_capture_on_commit_callbacks)
    (sent,) = mail.outbox
    assert f"http://testserver/classes/{student.classroom.slug}/review/" in sent.body
    assert student.name not in sent.body + sent.subject


def test_nobody_is_told_of_what_did_not_happen(student, teacher, django_capture_on_commit_callbacks):
    reachable(teacher)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
        tell_the_adult(student.classroom_id, author_id=student.pk)
        raise ZeroDivisionError
    assert not mail.outbox
