"""Sets of posts, by who may read them and where they stand."""

from typing import Self

from django.db.models import Exists, Q
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership, ScopedQuerySet
from discussions.models.sanctions import Sanction
from discussions.models.sight import in_sight_of
from discussions.moderation.pseudonyms import unused_name
from discussions.moderation.transitions import State
from lessons.models import Assignment

# A post that has gone keeps its place above the replies of others.
GONE = (State.WITHDRAWN, State.REMOVED, State.ERASED)


class PostQuerySet(ScopedQuerySet):
    """Posts, by who may read them and where they stand."""

    path_to_classroom = "thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """Everything of the class for its moderators; for a student, of the assignments given to them, what they wrote
        themselves and, where they have earned the sight of it, what is published; nothing while they are suspended.
        """
        posts = super().visible_to(member).filter(self.readable_by(member, in_sight_of(member, "thread__")))
        if member.may_moderate:
            return posts
        posts = posts.filter(~Exists(Sanction.objects.suspending(member, timezone.now())))
        return posts.filter(thread__assignment__in=Assignment.objects.given_to(member).opened(timezone.now()))

    @classmethod
    def readable_by(cls, member: Membership, in_sight: Q) -> Q:
        """What `member` reads in threads that they may open; `in_sight`: posts of threads that show them others'."""
        if member.may_moderate:
            return ~Q(state=State.ERASED)
        return (Q(state=State.PUBLISHED) & in_sight) | cls.written_by(member)

    @staticmethod
    def written_by(member: Membership) -> Q:
        """What `member` wrote and may still read."""
        return Q(author=member) & ~Q(state=State.ERASED)

    def published(self) -> Self:
        """What the whole class reads."""
        return self.filter(state=State.PUBLISHED)

    def opening(self) -> Self:
        """Posts that open a branch."""
        return self.filter(root__isnull=True)

    def returned_to(self, user: User) -> Self:
        """What `user` has been asked to revise, in any class where their seat is open, oldest return first."""
        return self.filter(
            state=State.RETURNED,
            author__user=user,
            author__closed_at__isnull=True,
            thread__assignment__withdrawn_at__isnull=True,
        ).order_by("moved_at", "pk")

    def name_of(self, author: Membership) -> str:
        """What moderators call `author` in the thread of these posts; only a first post makes all its names be read."""
        if mine := self.filter(author=author).values_list("pseudonym", flat=True).first():
            return mine
        return unused_name(frozenset(self.values_list("pseudonym", flat=True).distinct()))
