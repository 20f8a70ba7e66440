"""The rows behind the keys of discussions' addresses."""

from discussions.models import Post, ReviewItem, Thread
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.factories import MembershipFactory
from tests.lessons.factories import AssignmentFactory
from tests.world import World, stands_for


@stands_for("thread_pk")
def thread(world: World) -> Thread:
    return ThreadFactory(assignment=AssignmentFactory(classroom=world.classroom, created_by=world.teacher))


@stands_for("post_pk")
def post(world: World) -> Post:
    return PostFactory(thread=world["thread_pk"], author=MembershipFactory(classroom=world.classroom))


@stands_for("post_pk", at="discussions:revise")
def returned_post(world: World) -> Post:
    return PostFactory(thread=world["thread_pk"], author=world.student, returned=True)


@stands_for("post_pk", at="discussions:withdraw")
def own_post(world: World) -> Post:
    return PostFactory(thread=world["thread_pk"], author=world.student)


@stands_for("item_pk")
def item(world: World) -> ReviewItem:
    return ReviewItemFactory(thread=world["thread_pk"])
