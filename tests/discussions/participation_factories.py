"""The plainest valid participation and mark.

ParticipationFactory(assignment=assignment)     marked, two points for each move
ParticipationMarkFactory(student=student)       the middle level everywhere, by a teacher
"""

import factory

from discussions.models import Participation, ParticipationMark
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory


class ParticipationFactory(factory.django.DjangoModelFactory):
    """An assignment whose participation is marked."""

    class Meta:
        model = Participation
        django_get_or_create = ("assignment",)

    assignment = factory.SubFactory(AssignmentFactory)
    is_on = True
    points = 2


class ParticipationMarkFactory(factory.django.DjangoModelFactory):
    """The middle level everywhere."""

    class Meta:
        model = ParticipationMark

    participation = factory.SubFactory(ParticipationFactory)
    student = factory.SubFactory(
        MembershipFactory, classroom=factory.SelfAttribute("..participation.assignment.classroom")
    )
    claim = 1
    source = 1
    steelman = 1
    revision = 1
    comment = "Say where in the report it stands."
    by = factory.SelfAttribute("participation.assignment.created_by")
