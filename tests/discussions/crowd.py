"""A class in which tens of thousands of posts wait, made in a few statements."""

import uuid
from datetime import timedelta

from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from classrooms.models import Membership
from discussions.models import Body, Post, ReviewItem, Revision, Thread
from tests.factories import MembershipFactory

AUTHORS = 40


def tell_the_planner() -> None:
    """Let the database know how many rows there are by now: else the log's triggers plan for empty tables."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def crowd(thread: Thread, number: int) -> None:
    """Let `number` posts of a class wait in `thread`: one in a thousand hidden by flags, one in ten revised."""
    now = timezone.now()
    authors: list[Membership] = MembershipFactory.create_batch(AUTHORS, classroom=thread.classroom)
    posts = Post.objects.bulk_create(
        [
            Post(thread=thread, author=authors[n % AUTHORS], kind="claim", pseudonym="Neem", client_token=uuid.uuid4())
            for n in range(number)
        ],
        batch_size=5000,
    )
    tell_the_planner()
    revisions = Revision.objects.bulk_create(
        [Revision(post=post, number=1, verdict="hold", ruleset="1", key_hash="0", sent_at=now) for post in posts],
        batch_size=5000,
    )
    Body.objects.bulk_create(
        [Body(revision=revision, text="A list.", html="<p>A list.</p>", renderer="1") for revision in revisions],
        batch_size=5000,
    )
    tell_the_planner()
    mine = Revision.objects.filter(post=OuterRef("pk")).values("pk")
    Post.objects.filter(thread=thread, revision=None).update(revision=Subquery(mine))
    ReviewItem.objects.bulk_create(
        [
            ReviewItem(
                classroom_id=thread.classroom_id,
                post=post,
                author_id=post.author_id,
                revision=revision,
                reason="new" if n % 10 else "resubmit",
                priority=int(n % 1000 == 0),
                opened_at=now - timedelta(minutes=n),
            )
            for n, (post, revision) in enumerate(zip(posts, revisions, strict=True))
        ],
        batch_size=5000,
    )
    Thread.objects.filter(pk=thread.pk).update(waiting_count=F("waiting_count") + number)
