"""Sets of posts, by who may read them and where they stand."""

from typing import Self

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from classrooms.models import Membership, ScopedQuerySet
from discussions.moderation.transitions import State
from lessons.models import Assignment

# A post that has gone keeps its place above the replies of others.
GONE = (State.WITHDRAWN, State.REMOVED, State.ERASED)


class PostQuerySet(ScopedQuerySet):
    """Posts, by who may read them and where they stand."""

    path_to_classroom = "thread__classroom"

    def visible_to(self, member: Membership) -> Self:
        """Everything of the class for its moderators; for a student, of the assignments given to them, what is
        published and what they wrote themselves.
        """
        posts = super().visible_to(member)
        if member.may_moderate:
            return posts.exclude(state=State.ERASED)
        given = Assignment.objects.given_to(member).opened(timezone.now())
        return posts.filter(Q(state=State.PUBLISHED) | self.written_by(member), thread__assignment__in=given)

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
