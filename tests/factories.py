"""The plainest valid person, class and seat; adjectives are traits: `MembershipFactory(teacher=True)`.

Every app has its own rows in tests/<app>/factories.py.
"""

import factory
from django.utils import timezone

from accounts.models import User
from classrooms.models import Classroom, Membership, Norm, Role

PASSWORD = "correct horse battery"


class UserFactory(factory.django.DjangoModelFactory):
    """A person without an e-mail address, as most students are; the password is `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        reachable = factory.Trait(email=factory.LazyAttribute(lambda person: f"{person.username}@school.example"))

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class ClassroomFactory(factory.django.DjangoModelFactory):
    """A class with a join code and no members."""

    class Meta:
        model = Classroom

    class Params:
        closed_to_newcomers = factory.Trait(join_code=None)

    name = factory.Sequence(lambda n: f"History {n}")
    school_year = "2025/26"
    join_code = factory.Sequence(lambda n: f"KRMT-{n:04}")


class MembershipFactory(factory.django.DjangoModelFactory):
    """An open seat of a student in a class of its own."""

    class Meta:
        model = Membership

    class Params:
        teacher = factory.Trait(role=Role.TEACHER, user__is_teacher=True)
        moderator = factory.Trait(role=Role.MODERATOR)
        closed = factory.Trait(closed_at=factory.LazyFunction(timezone.now))

    classroom = factory.SubFactory(ClassroomFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.STUDENT


class NormFactory(factory.django.DjangoModelFactory):
    """A rule in force."""

    class Meta:
        model = Norm

    classroom = factory.SubFactory(ClassroomFactory)
    position = factory.Sequence(lambda n: n % 30_000 + 1)
    text = factory.Sequence(lambda n: f"Rule {n}: argue with the claim, not with the person")
    message = "Say what you think of the claim, and leave the person out of it."
