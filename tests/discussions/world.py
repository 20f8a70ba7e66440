"""The rows that the keys in the addresses of `discussions` name; tests/world.py says how this works."""

from discussions.digest import token_of
from discussions.models import CannedMessage, Flag, NoticePreference, Post, ReviewItem, Sanction, Thread, WordRule
from discussions.models.submissions import Cited
from lessons.models import Assignment
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import CannedMessageFactory, FlagFactory, SanctionFactory, WordRuleFactory
from tests.discussions.participation_factories import ParticipationFactory
from tests.world import World, stands_for


@stands_for("thread_pk")
def thread(world: World) -> Thread:
    """An open thread of the class's assignment."""
    return ThreadFactory(assignment=world["assignment_pk"])


@stands_for("thread_pk", at="discussions:news")
def thread_with_news(world: World) -> Thread:
    """A thread in which something is published: without, the answer is empty."""
    return PostFactory(thread=world["thread_pk"]).thread


@stands_for("post_pk")
def post(world: World) -> Post:
    """The student's, resting on a claim, for all to see."""
    claim = Cited(claim_id=world["claim_code"].pk)
    return PostFactory(thread=world["thread_pk"], author=world.student, citations=[claim])


@stands_for("post_pk", at="discussions:my_texts")
@stands_for("post_pk", at="discussions:withdraw")
def own_post(world: World) -> Post:
    """The caller's, for all to see."""
    return PostFactory(thread=world["thread_pk"], author=world.caller)


@stands_for("post_pk", at="discussions:revise")
def returned_post(world: World) -> Post:
    """The caller's, returned with a reason."""
    return PostFactory(thread=world["thread_pk"], author=world.caller, returned=True)


@stands_for("post_pk", at="discussions:appeal")
def judged_post(world: World) -> Post:
    """The caller's, returned with a reason."""
    return PostFactory(thread=world["thread_pk"], author=world.caller, returned=True)


@stands_for("sanction_pk")
def sanction(world: World) -> Sanction:
    """A warning of the student."""
    return SanctionFactory(member=world.student, imposed_by=world.teacher)


@stands_for("assignment_pk", at="discussions:mark_participation")
@stands_for("assignment_pk", at="discussions:my_participation")
def marked_assignment(world: World) -> Assignment:
    """The class's assignment, where participation is marked."""
    return ParticipationFactory(assignment=world["assignment_pk"]).assignment


@stands_for("item_pk")
def item(world: World) -> ReviewItem:
    """A post of the student waits for its first review."""
    return ReviewItemFactory(thread=world["thread_pk"], author=world.student)


@stands_for("message_pk")
def message(world: World) -> CannedMessage:
    """The caller's own."""
    return CannedMessageFactory(author=world.caller)


@stands_for("word_pk")
def word(world: World) -> WordRule:
    """A phrase of the class's list."""
    return WordRuleFactory(classroom=world.classroom)


@stands_for("flag_pk")
def flag(world: World) -> Flag:
    """The caller's report of somebody's post."""
    return FlagFactory(post=PostFactory(thread=world["thread_pk"]), reporter=world.caller)


@stands_for("unsubscribe_token")
def mail(world: World) -> NoticePreference:
    """A person who gets mail, with the token of its link."""
    preference = NoticePreference.objects.create(user=world.student.user)
    preference.token = token_of(world.student.user_id)
    return preference


@stands_for("post_pk", at="discussions:change_mind")
def somebody_elses_post(world: World) -> Post:
    """Of neither the caller nor the student."""
    return PostFactory(thread=world["thread_pk"])


@stands_for("post_pk", at="discussions:mark_fairness")
def reply_that_restates_them(world: World) -> Post:
    """Somebody's reply to the caller's own post."""
    opening = PostFactory(thread=world["thread_pk"], author=world.caller)
    return PostFactory(root=opening, steelman="A newspaper has little room.")
