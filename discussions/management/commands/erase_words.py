"""manage.py erase_words: delete the words of single posts, or everything a person wrote in discussions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from discussions.models import Appeal, Draft, Flag, Post, Stance

STAYS = (
    "What stays: that the posts were there, when, and what was decided about them (the log has no words of posts); the "
    "messages that moderators wrote; the words of appeals, which are kept as they were sent; what others quoted."
)


class Command(BaseCommand):
    help = (
        "Erase the words of posts for good: every text that was sent, what it rests on, its drafts. With --person, of "
        "all posts of a person in all classes, and their drafts, the reasons beside their stances, and the notes on "
        "their flags. " + STAYS
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("posts", nargs="*", type=int, default=[], metavar="POST", help="the numbers of posts")
        which.add_argument("--person", default="", metavar="USERNAME", help="everything this person wrote")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *, posts: list[int], person: str, yes: bool, **options: Any) -> None:
        found = _of_person(person) if person else _numbered(posts)
        left = found.exclude(state=Post.State.ERASED)
        self.stdout.write(f"{left.count()} posts will be erased, {found.count() - left.count()} are erased already.")
        if person:
            drafts, stances, flags, appeals = _beside(person)
            self.stdout.write(f"Also {drafts.count()} drafts, and {stances.count() + flags.count()} reasons and notes.")
            self.stdout.write(f"{appeals.count()} appeals keep their words.")
        self.stdout.write(STAYS)
        if not yes and input("Erase? There is no way back. Type yes: ").strip().lower() != "yes":
            raise CommandError("Nothing was erased.")
        with transaction.atomic():
            moment = timezone.now()
            done = 0
            for post in left.select_related("thread", "author").order_by("pk"):
                post.erase(moment)
                done += 1
            if person:
                drafts.delete()
                stances.update(why="")
                flags.update(note="")
        self.stdout.write(f"Erased the words of {done} posts.")


def _numbered(numbers: list[int]) -> QuerySet[Post]:
    found = Post.objects.filter(pk__in=numbers)
    if unknown := sorted(set(numbers) - set(found.values_list("pk", flat=True))):
        raise CommandError(f"No such post: {', '.join(map(str, unknown))}. Nothing was erased.")
    return found


def _of_person(username: str) -> QuerySet[Post]:
    if not User.objects.filter(username=username).exists():
        raise CommandError(f"Nobody has the username {username}. Nothing was erased.")
    return Post.objects.filter(author__user__username=username)


def _beside(username: str) -> tuple[QuerySet[Draft], QuerySet[Stance], QuerySet[Flag], QuerySet[Appeal]]:
    """What a person wrote that is no post; of appeals, which are never rewritten, only how many."""
    return (
        Draft.objects.filter(author__user__username=username),
        Stance.objects.filter(member__user__username=username).exclude(why=""),
        Flag.objects.filter(reporter__user__username=username).exclude(note=""),
        Appeal.objects.filter(author__user__username=username),
    )
