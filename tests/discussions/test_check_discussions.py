"""The nightly check: each counter is spoilt and each rule broken once, and it is seen to say so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from discussions.invariants import COUNTERS, INVARIANTS
from discussions.models import Body, Post, ReviewItem, Thread, Unlock
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import AppealFactory, FlagFactory, MindChangeFactory
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def check(*options: str) -> str:
    """What the command prints; it fails when something is left."""
    out = StringIO()
    call_command("check_discussions", *options, stdout=out)
    return out.getvalue()


def complaints(*options: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_discussions", *options, stdout=out)
    return out.getvalue()


@contextmanager
def without_constraints(*tables: str) -> Iterator[Callable[..., None]]:
    """Raw SQL that goes round what the database refuses, as a restored copy or a hand might."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit would hold the tables
            for table in tables:
                cursor.execute(
                    "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table]
                )
                for (name,) in cursor.fetchall():
                    cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        yield cursor.execute
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_a_class_that_lived_has_no_drift(classroom):
    thread = ThreadFactory(classroom=classroom)
    root = PostFactory(thread=thread)
    for ends in ({}, {"pending": True}, {"returned": True}, {"removed": True}, {"withdrawn": True}):
        PostFactory(root=root, **ends)
    AppealFactory(post=PostFactory(thread=thread, returned=True))
    PostFactory(thread=thread).erase(timezone.now())
    assert "Everything is as it must be." in check()


class TestCounters:
    @pytest.mark.parametrize("field", ["published_count", "waiting_count", "last_pub_seq"])
    def test_a_thread_that_counts_wrong_is_told_and_repaired(self, field):
        post = PostFactory()
        PostFactory(thread=post.thread)
        PostFactory(thread=post.thread, pending=True)
        true = {"published_count": 2, "waiting_count": 1, "last_pub_seq": 2}[field]
        spoilt = {"published_count": 1, "waiting_count": 7, "last_pub_seq": 1}[field]
        with without_constraints("discussions_thread") as execute:
            execute(f"UPDATE discussions_thread SET {field} = %s WHERE id = %s", [spoilt, post.thread_id])

        line = f"thread {post.thread_id}: {field} is {spoilt}, should be {true}"
        assert line in complaints()
        assert f"{line}: repaired" in check("--fix")
        assert getattr(Thread.objects.get(pk=post.thread_id), field) == true
        assert "Everything is as it must be." in check()

    def test_a_number_that_was_given_and_is_not_used_any_more_is_no_drift(self):
        post = PostFactory()
        post.withdraw(timezone.now())
        check()

    def test_a_post_that_counts_wrong_is_told_and_repaired(self):
        post = PostFactory()
        PostFactory(root=post)
        MindChangeFactory(post=post)
        found = complaints()
        assert f"post {post.pk}: minds_changed is 0, should be 1" in found
        Post.objects.filter(pk=post.pk).update(published_replies=4)
        assert f"post {post.pk}: published_replies is 4, should be 1" in check("--fix")
        post.refresh_from_db()
        assert (post.published_replies, post.minds_changed) == (1, 1)

    def test_both_counters_of_a_thread_that_fell_behind_are_repaired_in_an_order_that_holds(self):
        post = PostFactory()
        PostFactory(thread=post.thread)
        Thread.objects.filter(pk=post.thread_id).update(published_count=1, last_pub_seq=1)
        check("--fix")
        check()


class TestInvariants:
    def broken(self, part: str, row: object) -> None:
        found = complaints("--fix")
        sentence = next(one.sentence for one in INVARIANTS if part in one.sentence)
        assert f"{row._meta.model_name} {row.pk}: not true: {sentence}" in found

    def test_a_post_that_waits_for_nobody(self):
        post = PostFactory(pending=True)
        ReviewItem.void(post, timezone.now())
        self.broken("that waits has an open", post)

    def test_an_item_of_a_post_that_is_gone(self):
        item = ReviewItemFactory()
        Post.objects.filter(pk=item.post_id).update(state="withdrawn")
        self.broken("nothing waits", item.post)

    def test_a_live_text_of_a_post_that_is_not_published(self):
        post = PostFactory()
        with without_constraints("discussions_post") as execute:
            execute("UPDATE discussions_post SET state = 'returned' WHERE id = %s", [post.pk])
        self.broken("published means", post)

    def test_a_text_of_another_post(self):
        post, other = PostFactory(), PostFactory(pending=True)
        Post.objects.filter(pk=post.pk).update(live_revision=other.revision)
        self.broken("are its own", post)

    def test_words_that_are_missing(self):
        post = PostFactory()
        Body.objects.filter(revision__post=post).delete()
        self.broken("has words unless", post.revision)

    def test_a_reply_in_another_thread_and_one_under_a_reply(self):
        astray = PostFactory(root=PostFactory())
        Post.objects.filter(pk=astray.pk).update(thread=ThreadFactory(classroom=astray.thread.classroom))
        self.broken("stands under an opening post", astray)
        deep, reply = PostFactory(pending=True), PostFactory(root=PostFactory())
        Post.objects.filter(pk=deep.pk).update(root=reply, thread=reply.thread)
        self.broken("stands under an opening post", deep)

    def test_an_answer_to_another_branch(self):
        reply = PostFactory(root=PostFactory())
        Post.objects.filter(pk=reply.pk).update(answers=PostFactory(thread=reply.thread))
        self.broken("in its own branch", reply)

    def test_an_author_of_another_class(self):
        post = PostFactory()
        Post.objects.filter(pk=post.pk).update(author=MembershipFactory())
        self.broken("sits in the class", post)

    def test_one_plant_for_two_people(self):
        post = PostFactory()
        other = PostFactory(thread=post.thread)
        Post.objects.filter(pk=other.pk).update(pseudonym=post.pseudonym)
        self.broken("name of a plant", other)

    def test_an_item_that_says_something_else_than_its_decision(self):
        item = PostFactory().review_items.get()
        ReviewItem.objects.filter(pk=item.pk).update(outcome="remove")
        self.broken("outcome of its decision", item)

    def test_a_flag_that_a_decision_left_open(self):
        post = PostFactory()
        flag = FlagFactory(post=post, flagged_at=post.last_decision.decided_at - timedelta(minutes=1))
        self.broken("no flag stays open", flag)

    def test_an_appeal_that_went_to_the_first_decider(self):
        appeal = AppealFactory()
        ReviewItem.objects.filter(pk=appeal.item_id).update(first_decider=MembershipFactory())
        self.broken("an appeal goes to", appeal)

    def test_a_lease_without_end(self, moderator):
        item = ReviewItemFactory(thread=ThreadFactory(classroom=moderator.classroom))
        year = timezone.now() + timedelta(days=365)
        ReviewItem.objects.filter(pk=item.pk).update(claimed_by=moderator, claimed_until=year)
        self.broken("nobody holds", item)

    def test_the_sight_of_a_thread_without_a_post_in_it(self):
        thread = ThreadFactory()
        member = MembershipFactory(classroom=thread.classroom)
        self.broken("whoever sees a gated", Unlock.objects.create(thread=thread, member=member))

    def test_two_open_items(self):
        item = ReviewItemFactory()
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX one_open_review_item_per_post")
        ReviewItem.open_for(item.post, ReviewItem.Reason.NEW, timezone.now())
        self.broken("at most one open", item.post)

    def test_a_decision_that_the_log_does_not_know(self):
        with connection.cursor() as cursor:
            on_table = "" if connection.vendor == "sqlite" else " ON discussions_decision"
            cursor.execute(f"DROP TRIGGER a_decision_is_logged{on_table}")
        self.broken("its line in the log", PostFactory().last_decision)


def test_one_query_for_each_rule_however_many_rows(django_assert_num_queries):
    thread = ThreadFactory()
    for _ in range(2):
        PostFactory(root=PostFactory(thread=thread), pending=True)
        with django_assert_num_queries(len(COUNTERS) + len(INVARIANTS)):
            check()
