"""The demo class: complete, made once, and never on a server."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from classrooms.models import Classroom, Membership, Role
from discussions.models import (
    Appeal,
    FairnessMark,
    Flag,
    MindChange,
    ParticipationMark,
    Post,
    ReviewItem,
    Stance,
    Thread,
)
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


def test_one_discussion_is_read_by_whoever_has_written_in_it(seed):
    seed()
    thread = Thread.objects.get(is_gated=True)
    assert {unlock.member.name for unlock in thread.unlocks.all()} == {"Moussa Koné", "Léa Martin", "Inès Benali"}
    assert not thread.is_in_sight_of(Membership.objects.get(user__username="awa"))


def test_a_flag_and_an_appeal_wait_for_somebody(seed):
    seed()
    waiting = {item.reason: item for item in ReviewItem.objects.open().exclude(reason="new")}
    assert set(waiting) == {"flagged", "appeal", "resubmit"}
    assert Flag.objects.live().get().post == waiting["flagged"].post
    assert Appeal.objects.get().item == waiting["appeal"]
    assert waiting["appeal"].first_decider == Membership.objects.get(user__username="moderator")


def test_one_discussion_is_over_with_its_synthesis_and_where_the_class_moved(seed):
    seed()
    thread = Thread.objects.exclude(synthesis=None).get()
    assert thread.assignment.closes_at < timezone.now()
    assert thread.synthesis.state == "published"
    for phase in Stance.Phase:
        assert thread.stances.filter(phase=phase).count() >= 5


def test_readers_said_what_posts_did_to_them(seed):
    seed()
    assert Post.objects.filter(minds_changed=2).count() == 1
    assert FairnessMark.objects.get().revision.body.steelman
    assert Post.objects.exclude(answers=None).filter(state="published").exists()


def test_everything_in_it_is_as_it_must_be(seed):
    seed()
    out = io.StringIO()
    call_command("check_discussions", stdout=out)
    assert "Everything is as it must be." in out.getvalue()


def test_a_student_has_looked_at_review_cards_and_has_some_due(seed):
    seed()
    awa = User.objects.get(username="awa")
    assert Card.objects.of(awa).exclude(state={}).exists()
    assert Card.objects.of(awa).due(timezone.now()).exists()


def test_the_second_run_doubles_nothing_and_prints_the_sign_ins_again(seed):
    made = (User, Post, Attempt, Stance, Flag, Appeal, ReviewItem, MindChange, FairnessMark)
    first, rows = seed(), [model._base_manager.count() for model in made]
    second = seed()
    assert [model._base_manager.count() for model in made] == rows
    assert all(rows)
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
