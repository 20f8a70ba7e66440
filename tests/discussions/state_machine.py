"""What must hold of every post after every step, read from the database alone."""

from django.db.models import F, Max, Q

from discussions.models import AuditEntry, Decision, FairnessMark, Flag, Post, ReviewItem, Thread

DECIDES_TO = {"publish": "published", "return": "returned", "remove": "removed", "overturn": "published"}


def check_posts() -> None:
    """Published, and only then, there is a live text with a number; everybody counted is there, nobody twice."""
    for post in Post.objects.all():
        is_live = post.live_revision_id is not None and post.pub_seq is not None
        assert is_live == (post.state == "published"), post.state
        assert (post.live_revision_id is None) == (post.pub_seq is None)
        assert post.tries == post.revisions.count() - 1
        assert post.published_replies == post.replies.filter(state="published").count()
        assert post.revision.number == post.revisions.aggregate(last=Max("number"))["last"]
    for thread in Thread.objects.all():
        posts = Post.objects.filter(thread=thread)
        numbers = list(posts.filter(state="published").values_list("pub_seq", flat=True))
        assert thread.published_count == len(numbers) == len(set(numbers))
        assert thread.waiting_count == posts.filter(state="pending").count()
        assert thread.last_pub_seq >= max(numbers, default=0)


def check_queue() -> None:
    """What waits is in the queue once, with its newest text; what has gone is not; nobody judges their own."""
    for post in Post.objects.all():
        waiting = list(ReviewItem.objects.open().filter(post=post))
        assert len(waiting) <= 1
        assert waiting or post.state != "pending", "a post waits that nobody is asked about"
        if waiting:
            assert waiting[0].revision_id == post.revision_id
            assert post.state not in {"withdrawn", "erased"}
            assert (waiting[0].reason == "appeal") == (post.state in {"returned", "removed"})
        elif post.state == "published":
            assert post.live_revision_id == post.revision_id or post.last_decision.outcome == "return"
    assert not Decision.objects.filter(decider=F("author")).exists()
    assert not Decision.objects.filter(item__first_decider=F("decider")).exists()
    assert not ReviewItem.objects.filter(reason="appeal", decided_by=F("first_decider")).exists()


def check_flags() -> None:
    """A live flag has somebody asked to look, and is nobody's own; one that ended did so in one way."""
    for flag in Flag.objects.live():
        item = ReviewItem.objects.open().get(post=flag.post_id)
        assert item.reason == "flagged"
        assert flag.post.state in {"published", "pending"}
        assert not flag.is_safeguarding or flag.post.state == "pending"
    assert not Flag.objects.filter(reporter=F("author")).exists()
    assert not Flag.objects.filter(~Q(outcome=""), withdrawn_at__isnull=False).exists()


def check_moves() -> None:
    """Changes of mind are counted where they are; only whom a text restates has said whether it is fair."""
    for post in Post.objects.all():
        assert post.minds_changed == post.mind_changes.count()
    for mark in FairnessMark.objects.select_related("revision__post__root", "revision__post__answers"):
        post = mark.revision.post
        assert mark.marked_by_id == (post.answers or post.root).author_id != post.author_id
        assert post.state == "erased" or mark.revision.body.steelman


def check_log() -> None:
    """Every text, decision and change of state has its line, and the lines of a post follow on one another."""
    lines = AuditEntry.objects
    assert not Decision.objects.exclude(pk__in=lines.filter(act="decided").values("decision")).exists()
    for post in Post.objects.all():
        of_post = lines.filter(post=post)
        assert of_post.filter(act="sent").count() == post.revisions.count()
        assert of_post.filter(act="flagged").count() == post.flags.count()
        assert of_post.filter(act="appealed").count() == post.appeals.count()
        stands = "pending"
        for line in of_post.filter(act="moved").order_by("pk"):
            assert line.from_state == stands
            stands = line.to_state
        assert stands == post.state
        assert not of_post.filter(actor__in=post.flags.values("reporter"), act="flagged").exists()
