"""The demo class: complete, made once, and never on a server."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from classrooms.models import Classroom, Role
from discussions.models import ParticipationMark, Post
from gradebook.models import Grade
from lessons.models import Reading
from quizzes.models import Attempt, Card


@pytest.fixture
def seed(db, settings):
    """Run the command where DEBUG is on, with the course loaded; returns what it printed."""
    settings.DEBUG = True
    call_command("load_curriculum", verbosity=0, stdout=io.StringIO(), stderr=io.StringIO())

    def seeded() -> str:
        out = io.StringIO()
        call_command("seed_demo", stdout=out)
        return out.getvalue()

    return seeded


def test_the_class_has_everybody_at_different_stages(seed):
    seed()
    classroom = Classroom.objects.get()
    roles = list(classroom.memberships.values_list("role", flat=True))
    assert [roles.count(role) for role in (Role.TEACHER, Role.MODERATOR, Role.STUDENT)] == [1, 1, 12]
    assert Reading.objects.filter(finished_at=None).exists()
    assert Reading.objects.exclude(finished_at=None).exists()
    assert Attempt.objects.open().exists()
    assert set(Grade.objects.values_list("state", flat=True)) == {Grade.State.PROVISIONAL, Grade.State.FINAL}


def test_there_is_a_post_in_every_state_a_person_can_bring_about(seed):
    seed()
    states = set(Post.objects.values_list("state", flat=True))
    assert states == {"pending", "published", "returned", "removed", "withdrawn"}


def test_the_participation_of_some_is_marked(seed):
    seed()
    marks = ParticipationMark.objects.select_related("participation")
    assert {mark.student.name: mark.points for mark in marks} == {"Moussa Koné": 4, "Inès Benali": 4}


def test_a_student_has_looked_at_review_cards_and_has_some_due(seed):
    seed()
    awa = User.objects.get(username="awa")
    assert Card.objects.of(awa).exclude(state={}).exists()
    assert Card.objects.of(awa).due(timezone.now()).exists()


def test_the_second_run_doubles_nothing_and_prints_the_sign_ins_again(seed):
    first, rows = seed(), (User.objects.count(), Post.objects.count(), Attempt.objects.count())
    second = seed()
    assert (User.objects.count(), Post.objects.count(), Attempt.objects.count()) == rows
    for words in ("teacher", "moderator", "awa", "sahel-demo"):
        assert words in first
        assert words in second


def test_a_printed_password_opens_the_account(seed, client):
    seed()
    page = client.post("/accounts/login/", {"login": "awa", "password": "sahel-demo"})
    assert page["Location"] == "/home/"


@pytest.mark.django_db
def test_without_debug_there_is_no_demo():
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("seed_demo")
    assert not User.objects.exists()
