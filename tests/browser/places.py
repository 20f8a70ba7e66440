"""Where a class moderates itself, each place with what it rarely shows: who looks, and at which address."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from classrooms.models import Membership
from discussions.models import Appeal, Flag, Post, ReviewItem, Sanction, Thread
from discussions.models.submissions import Cited
from discussions.moderation.queue import decide
from tests.browser.room import ENDLESS, Room
from tests.discussions.factories import PostFactory, ReviewItemFactory, ThreadFactory
from tests.discussions.moderation_factories import (
    AppealFactory,
    FlagFactory,
    ModeratorNoteFactory,
    SanctionFactory,
    WordRuleFactory,
)

Place = tuple[Membership, str]
WORDS = "Germany abstained too, and a list without it tells another story than the record does."
WHY = f"The source is in the last line. {ENDLESS}"
REASON = f"You wrote about people in this class twice. {ENDLESS}"


# ------------------------------------------------------------------ what a reader and an author find


def to_flag(room: Room) -> Place:
    return room.student, f"{room.url}posts/{PostFactory(thread=room.thread, author=room.classmate).pk}/flag/"


def flagged(room: Room) -> Place:
    post = PostFactory(thread=room.thread, author=room.classmate)
    FlagFactory(post=post, reporter=room.student, norm=room.norm)
    return room.student, f"{room.url}posts/{post.pk}/flag/"


def one_flag_too_many(room: Room) -> Place:
    FlagFactory.create_batch(10, post__thread=room.thread, reporter=room.student)
    return to_flag(room)


def to_appeal(room: Room, ends: str = "removed") -> Place:
    post = PostFactory(thread=room.thread, author=room.student, text=WORDS, quote="Germany abstained", ends=ends)
    return room.student, f"{room.url}posts/{post.pk}/appeal/"


def to_appeal_a_return(room: Room) -> Place:
    return to_appeal(room, "returned")


def nobody_to_ask(room: Room) -> Place:
    Membership.objects.filter(pk=room.moderator.pk).update(closed_at=timezone.now())
    return to_appeal(room)


def to_withdraw(room: Room) -> Place:
    return room.student, f"{room.url}posts/{PostFactory(thread=room.thread, author=room.student).pk}/withdraw/"


def my_posts(room: Room) -> Place:
    for state in ("published", "pending", "removed", "withdrawn", "returned"):
        PostFactory(thread=room.thread, author=room.student, ends=state)
    return room.student, f"{room.url}posts/mine/"


def my_reports(room: Room) -> Place:
    for closed in ({}, {"outcome": "upheld"}, {"outcome": "dismissed"}):
        at = timezone.now() if closed else None
        FlagFactory(post__thread=room.thread, reporter=room.student, norm=room.norm, closed_at=at, **closed)
    FlagFactory(post__thread=room.thread, reporter=room.student, safeguarding=True)
    return room.student, f"{room.url}reports/"


def own_posts_in_the_thread(room: Room) -> Place:
    my_posts(room)
    AppealFactory(post=PostFactory(thread=room.thread, author=room.student, returned=True))
    return room.student, room.thread_url


def posts_on_a_claim(room: Room) -> Place:
    PostFactory(thread=room.thread, text=WORDS, citations=[Cited(claim_id=room.claim.pk)])
    ThreadFactory(assignment=room.thread.assignment, claim=room.claim, title="Of this claim alone")
    return room.student, room.claim.get_absolute_url()


def sanctioned(kind: str) -> Callable[[Room], Place]:
    def in_the_thread(room: Room) -> Place:
        SanctionFactory(member=room.student, kind=kind, imposed_by=room.teacher, reason=REASON)
        PostFactory(thread=room.thread)
        return room.student, room.thread_url

    return in_the_thread


# ------------------------------------------------------------------ what a moderator finds


def item_of(room: Room, item: ReviewItem) -> Place:
    return room.moderator, f"{room.url}review/{item.pk}/"


def with_findings(room: Room) -> Place:
    text = f"{WORDS} {ENDLESS} You idiot, shut up, says https://evil.example/x."
    cited = [Cited(claim_id=room.claim.pk), Cited(url="https://reuters.com/x")]
    item = ReviewItemFactory(thread=room.thread, author=room.student, text=text, citations=cited)
    ModeratorNoteFactory(about=room.student, author=room.teacher, text=ENDLESS)
    return item_of(room, item)


def with_flags(room: Room) -> Place:
    post = PostFactory(thread=room.thread, author=room.student)
    Flag.raise_on(post, room.classmate, timezone.now(), norm=room.norm, note=f"It is about me. {ENDLESS}")
    return item_of(room, post.review_items.get(closed_at=None))


def with_an_appeal(room: Room) -> Place:
    post = PostFactory(thread=room.thread, author=room.student, text=WORDS, quote="Germany abstained", removed=True)
    return item_of(room, Appeal.make(post, room.student, WHY, timezone.now()).item)


def sent_again(room: Room) -> Place:
    opening = PostFactory(thread=room.thread)
    post = PostFactory(root=opening, author=room.student, returned=True)
    PostFactory(root=opening)
    post.revise("claim", WORDS, [], timezone.now())
    return item_of(room, post.review_items.get(closed_at=None))


def at_risk(room: Room) -> Place:
    post = PostFactory(thread=room.thread, author=room.student)
    Flag.raise_on(post, room.classmate, timezone.now(), is_safeguarding=True)
    return room.teacher, item_of(room, post.review_items.get(closed_at=None))[1]


def decided_already(room: Room) -> Place:
    item = ReviewItemFactory(thread=room.thread, author=room.student)
    decide(
        item, room.teacher, "return", norm=room.norm, message=f"Where did you read it? {ENDLESS}", moment=timezone.now()
    )
    return item_of(room, item)


def to_sanction(room: Room) -> Place:
    SanctionFactory(member=room.student, imposed_by=room.teacher, reason=REASON)
    return room.moderator, f"{room.url}review/sanctions/on/{room.student.pk}/"


def sanctions(room: Room) -> Place:
    for kind in Sanction.Kind.values:
        SanctionFactory(member=room.student, kind=kind, imposed_by=room.teacher, reason=REASON)
    past = timezone.now() - timedelta(days=9)
    SanctionFactory(
        member=room.classmate, imposed_by=room.teacher, reason=REASON, starts_at=past, ends_at=past + timedelta(days=1)
    )
    SanctionFactory(member=room.classmate, imposed_by=room.teacher, reason=REASON).lift(room.moderator, timezone.now())
    return room.moderator, f"{room.url}review/sanctions/"


def log(room: Room) -> Place:
    for make in (with_an_appeal, with_flags, decided_already):
        make(room)
    return room.teacher, f"{room.url}review/log/"


def story(room: Room) -> Place:
    with_an_appeal(room)
    return room.teacher, f"{room.url}review/log/posts/{Post.objects.get().pk}/"


def class_rules(room: Room) -> Place:
    WordRuleFactory(classroom=room.thread.classroom)
    WordRuleFactory(classroom=room.thread.classroom, phrase="you idiot", action="off")
    return room.teacher, f"{room.url}discussion-rules/"


def thread_rules(room: Room) -> Place:
    PostFactory(thread=room.thread)
    Thread.objects.update(is_gated=True, slow_minutes=10, locked_at=timezone.now())
    return room.teacher, f"{room.thread_url}rules/"
