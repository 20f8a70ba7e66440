"""The discussions of the demo class, and what its moderator and teacher did in them."""

import uuid
from datetime import datetime, timedelta

from classrooms.models import Classroom, Membership, Norm
from discussions.models import Appeal, FairnessMark, Flag, MindChange, Post, ReviewItem, Stance, Thread
from discussions.models.submissions import Cited
from discussions.models.thread_rules import settle
from discussions.moderation.queue import decide
from gradebook.demo.cast import STUDENTS
from gradebook.demo.sayings import APPEAL, CAUSES, FLAG_NOTE, MEMOIRS, MOVED, POSTS, SYNTHESIS, Said
from lessons.models import Claim, Source

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class Talk:
    """Who talks, by username, and when."""

    def __init__(
        self,
        now: datetime,
        classroom: Classroom,
        teacher: Membership,
        moderator: Membership,
        students: dict[str, Membership],
    ) -> None:
        self.now, self.classroom = now, classroom
        self.teacher, self.moderator, self.students = teacher, moderator, students

    def of_the_list(self, thread: Thread) -> None:
        """The discussion in which everything happens that keeps a moderator busy."""
        for one in STUDENTS:
            if one.stance is not None:
                thread.take_stance(self.students[one.username], one.stance, self.now - 3 * DAY)
        posts = self._say_all(thread, POSTS, self.now - 3 * DAY)
        of_the_list, steelman, *_rest, sweeping = posts
        for who in ("salif", "mariam"):
            MindChange.say(of_the_list, self.students[who], self.now - DAY)
        MindChange.say(steelman, self.students["moussa"], self.now - DAY)
        norm = Norm.objects.current().get(classroom=self.classroom, position=3)
        Flag.raise_on(sweeping, self.students["jonas"], self.now - 5 * HOUR, norm=norm, note=FLAG_NOTE)
        removed = next(post for post in posts if post.state == Post.State.REMOVED)
        Appeal.make(removed, removed.author, APPEAL, self.now - 4 * HOUR)

    def of_memoirs(self, thread: Thread) -> None:
        """A discussion in which one writes before one reads; most of the class has not written yet."""
        settle(thread, self.teacher, self.now - 3 * DAY, is_gated=True)
        for who, position in (("moussa", -1), ("lea", 1), ("ines", 0)):
            thread.take_stance(self.students[who], position, self.now - 2 * DAY)
        self._say_all(thread, MEMOIRS, self.now - 2 * DAY)

    def of_causes(self, thread: Thread) -> None:
        """A discussion that is over: where people stood before and after, and what its teacher made of it."""
        for who, (before, _after) in MOVED.items():
            thread.take_stance(self.students[who], before, self.now - 12 * DAY)
        posts = self._say_all(thread, CAUSES, self.now - 11 * DAY)
        answer = next(post for post in posts if post.live_revision.body.steelman)
        FairnessMark.say(
            answer, answer.live_revision_id, posts[0].author, FairnessMark.Verdict.FAIR, self.now - 9 * DAY
        )
        for who, (_before, after) in MOVED.items():
            thread.take_stance(self.students[who], after, self.now - 9 * DAY + 2 * HOUR, phase=Stance.Phase.AFTER)
        token = uuid.uuid5(uuid.NAMESPACE_URL, f"demo/{thread.pk}/synthesis")
        closing = Post.write(thread, self.teacher, "synthesis", SYNTHESIS, [], token, self.now - 8 * DAY - HOUR)
        thread.close_with(closing)

    def _say_all(self, thread: Thread, sayings: list[Said], since: datetime) -> list[Post]:
        posts: list[Post] = []
        for n, said in enumerate(sayings):
            posts.append(self._say(thread, said, posts, since + n * 4 * HOUR))
        return posts

    def _say(self, thread: Thread, said: Said, earlier: list[Post], at: datetime) -> Post:
        author = self.students[said.who]
        root = earlier[said.answers] if said.answers is not None else None
        token = uuid.uuid5(uuid.NAMESPACE_URL, f"demo/{thread.pk}/{len(earlier)}")
        words = (said.kind, said.text, _rests_on(said), token, at)
        post = Post.write(thread, author, *words, root=root, steelman=said.steelman)
        if said.outcome == "withdraw":
            post.withdraw(at + HOUR)
        elif said.outcome and post.state == Post.State.PENDING:
            self._decide(post, said, at + HOUR)
        if said.again:
            post.revise(said.kind, said.again, _rests_on(said), at + 2 * HOUR)
        return post

    def _decide(self, post: Post, said: Said, at: datetime) -> None:
        item = ReviewItem.objects.open().select_related("post").get(post=post)
        norm = Norm.objects.current().get(classroom=self.classroom, position=said.norm) if said.norm else None
        start = said.text.find(said.quote) if said.quote else None
        quote = (start, start + len(said.quote)) if said.quote else None
        decide(item, self.moderator, said.outcome, moment=at, norm=norm, message=said.message, quote=quote)
        post.refresh_from_db()


def _rests_on(said: Said) -> list[Cited]:
    cited = []
    if said.claim:
        cited.append(Cited(claim_id=Claim.objects.get(code=said.claim).pk))
    if said.source:
        cited.append(Cited(source_id=Source.objects.get(key=said.source).pk, locator=said.locator))
    return cited
