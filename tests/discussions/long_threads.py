"""A thread with as many posts as one likes, made in a few statements; for tests of scale and for bench/thread.py.

Not by the verbs, which would take minutes: but every row that they write for a published post is there, and what the
triggers write with it.
"""

import uuid
from datetime import timedelta

from django.db.models import Count, F, OuterRef, Subquery
from django.utils import timezone

from classrooms.models import Membership
from discussions.models import Body, Citation, Post, Revision, SearchText, Thread
from lessons.models import Claim
from tests.discussions.crowd import tell_the_planner
from tests.factories import MembershipFactory

TEXT = "A list that leaves out Germany changes the story, and so does one that leaves out Brazil, says number {}."


def fill(thread: Thread, claim: Claim, *, posts: int, branches: int, biggest: int = 0) -> list[Post]:
    """Write `posts` published posts: `branches` opening posts, then replies to them in turn, of which the first
    `biggest` all stand in the first branch. Every tenth cites `claim`. Returns the opening posts.
    """
    authors = MembershipFactory.create_batch(5, classroom=thread.classroom)
    since = timezone.now() - timedelta(days=1)
    roots = Post.objects.bulk_create([_post(thread, authors, n, since) for n in range(branches)])
    replies = [
        _post(thread, authors, n, since, roots[0 if n < biggest else n % branches]) for n in range(posts - branches)
    ]
    made = [*roots, *Post.objects.bulk_create(replies, batch_size=2000)]
    tell_the_planner()
    _give_words(made, claim, since)
    tell_the_planner()
    _publish(thread, made[0].pk)
    return roots


def _post(thread: Thread, authors: list[Membership], n: int, at: object, root: Post | None = None) -> Post:
    author = authors[n % len(authors)]
    place = {"thread": thread, "author": author, "root": root, "pseudonym": f"Neem {author.pk}"}
    return Post(**place, kind=Post.Kind.CLAIM, client_token=uuid.uuid4(), created_at=at, moved_at=at)


def _give_words(posts: list[Post], claim: Claim, at: object) -> None:
    said = {"number": 1, "sent_at": at, "verdict": "allow", "findings": [], "ruleset": "long"}
    revisions = Revision.objects.bulk_create(
        [Revision(post=post, key_hash=uuid.uuid4().hex, **said) for post in posts], batch_size=2000
    )
    texts = [(revision.pk, TEXT.format(n)) for n, revision in enumerate(revisions)]
    Body.objects.bulk_create(
        [Body(revision_id=pk, text=text, html=f"<p>{text}</p>", renderer="long") for pk, text in texts], batch_size=2000
    )
    SearchText.objects.bulk_create([SearchText.of(pk, text) for pk, text in texts], batch_size=2000)
    Citation.objects.bulk_create(
        [Citation(revision=revision, position=0, claim=claim) for revision in revisions[::10]], batch_size=2000
    )


def _publish(thread: Thread, first: int) -> None:
    posts = Post.objects.filter(thread=thread)
    revision = Subquery(Revision.objects.filter(post=OuterRef("pk")).values("pk")[:1])
    posts.update(revision=revision)
    posts.update(state=Post.State.PUBLISHED, live_revision=F("revision"), pub_seq=F("pk") - first + 1)
    counted = dict(posts.filter(root__isnull=False).values_list("root").annotate(Count("pk")))
    for root, replies in counted.items():
        Post.objects.filter(pk=root).update(published_replies=replies)
    count = posts.count()
    last = posts.order_by("-pub_seq").values_list("pub_seq", flat=True)[0]
    Thread.objects.filter(pk=thread.pk).update(last_pub_seq=last, published_count=count)
