"""Students, moderators and the site do whatever comes to their minds; after each step everything still holds.

Refused or Conflict is an answer like any other; what must not be is a broken database, or a constraint that has to say
what a verb should have said.
"""

import itertools
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from discussions.models import Appeal, FairnessMark, Flag, MindChange, Post, ReviewItem, Sanction
from discussions.models.submissions import Refused
from discussions.moderation.escalation import escalate, give_back
from discussions.moderation.queue import Conflict, available_outcomes, decide
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.discussions.state_machine import check_flags, check_log, check_moves, check_posts, check_queue
from tests.factories import MembershipFactory, NormFactory

WHICH = st.integers(0, 11)
# Plain, with a link that a moderator must see, and with words that say somebody may be at risk.
ENDS = st.sampled_from(["", "", " See https://elsewhere.example/list", " I want to die."])


class Class(RuleBasedStateMachine):
    """One thread, three students, two moderators and a teacher; a post with a reply stands there, so that every step
    has something to act on. Time passes between steps: no rate stops them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.thread = ThreadFactory(assignment__due_at=None, assignment__closes_at=None)
        room = self.thread.classroom
        self.students = MembershipFactory.create_batch(3, classroom=room)
        self.deciders = [
            self.thread.assignment.created_by,
            *MembershipFactory.create_batch(2, classroom=room, moderator=True),
        ]
        self.norm = NormFactory(classroom=room)
        self.steps, self.moment = itertools.count(), timezone.now()
        self.seen: list[ReviewItem] = []
        opening = PostFactory(thread=self.thread, author=self.students[0])
        PostFactory(root=opening, author=self.students[1], steelman="A newspaper has little room.")

    # ---------------------------------------------------------------- students

    @rule(who=WHICH, end=ENDS)
    def send(self, who, end) -> None:
        author = self.one(self.students + self.deciders, who)
        self.attempt(self.write, author, end)

    @rule(who=WHICH, at=WHICH, end=ENDS)
    def reply(self, who, at, end) -> None:
        self.attempt(
            self.write, self.one(self.students, who), end, self.post(at), "What you mean is the number of names."
        )

    @rule(at=WHICH, end=ENDS)
    def revise(self, at, end) -> None:
        if post := self.post(at):
            self.attempt(post.revise, post.kind, self.text(end), [], self.now())

    @rule(at=WHICH, end=ENDS)
    def edit(self, at, end) -> None:
        if post := self.post(at):
            self.attempt(post.edit, self.text(end), [], self.now())

    @rule(at=WHICH)
    def withdraw(self, at) -> None:
        if post := self.post(at):
            self.attempt(post.withdraw, self.now())

    @rule(who=WHICH, at=WHICH, is_risk=st.sampled_from([False, False, True]))
    def flag(self, who, at, is_risk) -> None:
        if post := self.post(at):
            reporter = self.one(self.students + self.deciders, who)
            norm = None if is_risk else self.norm
            self.attempt(Flag.raise_on, post, reporter, self.now(), norm=norm, is_safeguarding=is_risk)

    @rule(who=WHICH, at=WHICH, takes_back=st.booleans())
    def change_of_mind(self, who, at, takes_back) -> None:
        post, member = self.post(at), self.one(self.students, who)
        if post and post.state == Post.State.PUBLISHED:
            MindChange.take_back(post, member) if takes_back else MindChange.say(post, member, self.now())

    @rule(who=WHICH, at=WHICH, is_theirs=st.booleans(), verdict=st.sampled_from(FairnessMark.Verdict.values))
    def call_it_fair(self, who, at, is_theirs, verdict) -> None:
        replies = (
            Post.objects.filter(root__isnull=False).select_related("root__author", "answers__author").order_by("pk")
        )
        if found := list(replies.published()) or list(replies):
            post = self.one(found, at)
            reader = (post.answers or post.root).author if is_theirs else self.one(self.students + self.deciders, who)
            self.attempt(FairnessMark.say, post, post.live_revision_id, reader, verdict, self.now())

    @rule(at=WHICH)
    def unflag(self, at) -> None:
        if flags := list(Flag.objects.live().select_related("post__thread").order_by("pk")):
            self.one(flags, at).take_back(self.now())

    @rule(at=WHICH)
    def appeal(self, at) -> None:
        if post := self.post(at):
            self.attempt(Appeal.make, post, post.author, "The source is in the last line.", self.now())

    # ---------------------------------------------------------------- moderators

    @rule(at=WHICH)
    def look(self, at) -> None:
        if item := self.item(at):
            self.seen.append(item)

    @rule(who=WHICH, at=WHICH)
    def claim(self, who, at) -> None:
        if item := self.item(at):
            item.claim(self.one(self.deciders, who), self.now())

    @rule(who=WHICH, at=WHICH)
    def let_go(self, who, at) -> None:
        if item := self.item(at):
            item.let_go(self.one(self.deciders, who))

    @rule(who=WHICH, at=WHICH, outcome=WHICH, is_stale=st.booleans())
    def decide(self, who, at, outcome, is_stale) -> None:
        decider = self.one(self.deciders, who)
        item = self.one(self.seen, at) if is_stale and self.seen else self.item(at)
        if item and (outcomes := available_outcomes(item, decider)):
            chosen = self.one(outcomes, outcome)
            self.attempt(decide, item, decider, chosen, norm=self.norm, message="Say where.", moment=self.now())

    @rule(who=WHICH, at=WHICH, act=st.sampled_from([escalate, escalate, give_back]))
    def escalate(self, who, at, act) -> None:
        if item := self.item(at):
            self.attempt(act, item, self.one(self.deciders, who), moment=self.now())

    @rule(who=WHICH, kind=st.sampled_from(Sanction.Kind.values))
    def sanction(self, who, kind) -> None:
        now, student = self.now(), self.one(self.students, who)
        Sanction.impose(student, kind, "Twice.", by=self.deciders[0], ends_at=now + timedelta(hours=3), moment=now)

    # ---------------------------------------------------------------- the site

    @rule(at=st.sampled_from([None, None, None, 0, 1, 2]))
    def erase(self, at) -> None:
        if at is not None and (post := self.post(at)):
            post.erase(self.now())

    @rule(days=st.sampled_from([None, 0]))
    def close_or_open(self, days) -> None:
        self.thread.assignment.closes_at = None if days is None else self.moment
        self.thread.assignment.save(update_fields=["closes_at"])

    @invariant()
    def everything_holds(self) -> None:
        for check in (check_posts, check_queue, check_flags, check_moves, check_log):
            check()

    # ---------------------------------------------------------------- below

    def write(self, author, end, root=None, steelman="") -> None:
        Post.write(self.thread, author, "claim", self.text(end), [], uuid.uuid4(), self.now(), root, steelman)

    def attempt(self, act: Callable, *args, **kwargs) -> None:
        try:
            act(*args, **kwargs)
        except (Refused, Conflict):
            return

    def text(self, end: str) -> str:
        return f"A list that leaves out Germany changes the story, says number {next(self.steps)}.{end}"

    def now(self):
        self.moment += timedelta(minutes=7)
        return self.moment

    def one(self, among, number):
        return among[number % len(among)]

    def post(self, number) -> Post | None:
        posts = list(Post.objects.select_related("thread__assignment", "author").exclude(state="erased").order_by("pk"))
        return self.one(posts, number) if posts else None

    def item(self, number) -> ReviewItem | None:
        items = list(ReviewItem.objects.open().select_related("post__thread__assignment").order_by("pk"))
        return self.one(items, number) if items else None


@pytest.mark.django_db
def test_whatever_they_do_everything_holds():
    """What fails is printed step by step; to shorten it would take minutes, because each try is thirty transactions."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    bounds = settings(
        max_examples=15,
        stateful_step_count=30,
        derandomize=True,
        suppress_health_check=slow,
        phases=[Phase.explicit, Phase.generate],
    )
    run_state_machine_as_test(Class, settings=bounds)
