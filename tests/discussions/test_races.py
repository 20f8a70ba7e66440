"""Eight people at once, each on a connection of their own. Collected on PostgreSQL only (conftest.py)."""

import random
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from io import StringIO
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from discussions.models import Appeal, AuditEntry, Decision, Flag, Notice, Post, ReviewItem, Thread
from discussions.models.submissions import Refused
from discussions.moderation.queue import Conflict, decide
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.moderation_factories import FlagFactory
from tests.factories import MembershipFactory, NormFactory

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, ITEMS = 8, 200
DECIDED_AT = datetime(2031, 3, 2, 9, tzinfo=UTC)


def all_at_once(work: Callable[[int], object]) -> list:
    """What `work` returns to each of eight people who start together."""
    start = Barrier(PEOPLE)

    def one(number: int) -> object:
        try:
            start.wait()
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


def test_eight_moderators_decide_the_same_two_hundred_posts_once_each(classroom):
    thread, norm = ThreadFactory(classroom=classroom), NormFactory(classroom=classroom)
    root = PostFactory(thread=thread)
    for n in range(ITEMS):
        PostFactory(thread=thread, pending=True, root=root if n % 2 else None)
    moderators = MembershipFactory.create_batch(PEOPLE, classroom=classroom, moderator=True)
    waiting = list(ReviewItem.objects.open().values_list("pk", flat=True))
    assert len(waiting) == ITEMS

    def work_through(number: int) -> int:
        order = random.Random(number).sample(waiting, ITEMS)
        decided = 0
        for place, pk in enumerate(order):
            item = ReviewItem.objects.select_related("post__thread").get(pk=pk)
            outcome = ("publish", "return", "remove")[(place + number) % 3]
            try:
                decide(item, moderators[number], outcome, norm=norm, message="Say where.", moment=timezone.now())
            except Conflict:
                continue
            decided += 1
        return decided

    assert sum(all_at_once(work_through)) == ITEMS

    posts = Post.objects.exclude(pk=root.pk)
    published = posts.filter(state="published").count()
    decisions = Decision.objects.filter(item__in=waiting)
    thread.refresh_from_db()
    root.refresh_from_db()
    assert decisions.count() == ITEMS
    assert AuditEntry.objects.filter(act="decided", decision__in=decisions).count() == ITEMS
    assert decisions.filter(outcome="publish").count() == published
    assert (thread.published_count, thread.waiting_count, thread.last_pub_seq) == (published + 1, 0, published + 1)
    assert root.published_replies == posts.filter(state="published", root=root).count()
    numbers = Post.objects.filter(state="published").order_by("pub_seq").values_list("pub_seq", flat=True)
    assert list(numbers) == list(range(1, published + 2))


def test_a_form_that_arrives_eight_times_at_once_is_one_post(student):
    thread, token = ThreadFactory(classroom=student.classroom), uuid.uuid4()

    def send(_number: int) -> int:
        mine = Thread.objects.select_related("assignment").get(pk=thread.pk)
        return Post.write(mine, student, "claim", "The list is shorter than the vote.", [], token, timezone.now()).pk

    assert len(set(all_at_once(send))) == 1
    assert Post.objects.count() == ReviewItem.objects.count() == 1


def test_taking_back_and_deciding_at_once_leave_one_outcome(classroom):
    moderator = MembershipFactory(classroom=classroom, moderator=True)
    thread = ThreadFactory(classroom=classroom)
    items = [PostFactory(thread=thread, pending=True).review_items.get() for _ in range(PEOPLE // 2)]

    def work(number: int) -> None:
        item = ReviewItem.objects.select_related("post__thread").get(pk=items[number // 2].pk)
        if number % 2:
            item.post.withdraw(timezone.now())
            return
        with suppress(Conflict):
            decide(item, moderator, "publish", moment=timezone.now())

    all_at_once(work)
    thread.refresh_from_db()
    assert set(Post.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert (thread.published_count, thread.waiting_count) == (0, 0)


def test_eight_readers_who_flag_at_once_leave_one_item_and_hide_the_post_once(classroom):
    post, norm = PostFactory(thread=ThreadFactory(classroom=classroom)), NormFactory(classroom=classroom)
    readers = MembershipFactory.create_batch(PEOPLE, classroom=classroom)

    def flag(number: int) -> None:
        mine = Post.objects.select_related("thread").get(pk=post.pk)
        with suppress(Refused):  # whoever comes when it is hidden already
            Flag.raise_on(mine, readers[number], timezone.now(), norm=norm)

    all_at_once(flag)
    post.refresh_from_db()
    assert (post.state, ReviewItem.objects.open().filter(post=post).count()) == ("pending", 1)
    assert Flag.objects.live().count() == 2
    assert AuditEntry.objects.filter(post=post, act="moved", to_state="pending").count() == 1


def test_appealing_and_revising_at_once_leave_one_thing_to_look_at(classroom, moderator):
    thread = ThreadFactory(classroom=classroom)
    posts = [PostFactory(thread=thread, returned=True).pk for _ in range(PEOPLE // 2)]

    def work(number: int) -> None:
        mine = Post.objects.select_related("thread__assignment", "author").get(pk=posts[number // 2])
        with suppress(Refused):
            if number % 2:
                Appeal.make(mine, mine.author, "The source is in it.", timezone.now())
            else:
                mine.revise("claim", f"Quite another text, number {number}, about the list.", [], timezone.now())

    all_at_once(work)
    assert list(Post.objects.values_list("state", flat=True)) == ["pending"] * len(posts)
    assert list(ReviewItem.objects.open().values_list("reason", flat=True)) == ["resubmit"] * len(posts)


@pytest.mark.parametrize("outcome", ["publish", "return"])
def test_changing_flagging_taking_back_and_deciding_at_once_end_without_an_error(classroom, outcome):
    moderator = MembershipFactory(classroom=classroom, moderator=True)
    reader, author = MembershipFactory.create_batch(2, classroom=classroom)
    thread, norm = ThreadFactory(classroom=classroom), NormFactory(classroom=classroom)
    posts = [PostFactory(thread=thread, author=author) for _ in range(2)]
    for post in posts:
        post.edit(f"See https://elsewhere.example/{post.pk} for a longer list.", [], timezone.now())

    def work(number: int) -> None:
        mine = Post.objects.select_related("thread__assignment", "author").get(pk=posts[number % 2].pk)
        item = ReviewItem.objects.select_related("post__thread").filter(post=mine).latest("pk")
        with suppress(Refused, Conflict):
            if number < 2:
                mine.edit(f"A quite different text, number {number}, about the list.", [], timezone.now())
            elif number < 4:
                Flag.raise_on(mine, reader, timezone.now(), norm=norm)
            elif number < 6:
                decide(item, moderator, outcome, norm=norm, message="Say where.", moment=timezone.now())
            else:
                mine.withdraw(timezone.now())

    all_at_once(work)
    for post in posts:
        post.refresh_from_db()
        is_gone = post.state == "withdrawn"
        assert post.state in {"withdrawn", "returned"}
        assert not (is_gone and ReviewItem.objects.open().filter(post=post).exists())
        assert not Flag.objects.live().filter(post=post).exists()


def test_two_digests_at_once_send_each_mail_once(classroom, time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 16, 5, tzinfo=UTC), tick=False)
    thread = ThreadFactory(classroom=classroom)
    people = MembershipFactory.create_batch(6, classroom=classroom)
    for person in people:
        PostFactory(thread=thread, author=person)
        address = f"{person.user.username}@school.example"
        EmailAddress.objects.create(user=person.user, email=address, verified=True, primary=True)

    all_at_once(lambda _number: call_command("send_digests", verbosity=0, stdout=StringIO()))

    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(f"{one.user.username}@school.example" for one in people)


def test_decisions_in_one_thread_tell_the_same_people_and_never_wait_in_a_circle(classroom):
    """A decision about flags tells author and reporters, a publication everybody who takes part, in another order."""
    thread = ThreadFactory(classroom=classroom)
    moderators = MembershipFactory.create_batch(PEOPLE, classroom=classroom, moderator=True)
    authors = MembershipFactory.create_batch(PEOPLE, classroom=classroom)
    items = []
    for place in range(3 * PEOPLE):
        author, moment = authors[place % PEOPLE], timezone.now()
        post = PostFactory(thread=thread, author=author, ends="pending" if place % 2 else "published")
        if post.state == "published":
            ReviewItem.open_for(post, ReviewItem.Reason.FLAGGED, moment)
            for reporter in (other for other in authors if other != author):
                FlagFactory(post=post, reporter=reporter, closed_at=DECIDED_AT, outcome="dismissed")
        items.append(post.review_items.open().get().pk)

    def decide_three(number: int) -> None:
        for pk in items[number::PEOPLE]:
            item = ReviewItem.objects.select_related("post__thread").get(pk=pk)
            decide(item, moderators[number], "publish", moment=DECIDED_AT)

    all_at_once(decide_three)
    assert Notice.objects.filter(thread=thread, updated_at=DECIDED_AT).count() == PEOPLE
    assert not ReviewItem.objects.open().exists()
