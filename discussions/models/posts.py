"""A post: what somebody says in a thread, where it stands, and the verbs of its author."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from classrooms.models import Membership, ScopedQuerySet
from discussions.moderation.transitions import MOST_TRIES, State
from lessons.models import Assignment


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
        given = Assignment.objects.given_to(member)
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


class Post(models.Model):
    """One post. `revision` is what its author sent last; `live_revision` what the class reads, while published."""

    class Kind(models.TextChoices):
        CLAIM = "claim", _("Claim")
        EVIDENCE = "evidence", _("Evidence")
        QUESTION = "question", _("Question")
        STEELMAN = "steelman", _("Steelman")
        CONCESSION = "concession", _("Concession")
        SYNTHESIS = "synthesis", _("Synthesis")

    State = State

    thread = models.ForeignKey("discussions.Thread", on_delete=models.PROTECT, related_name="posts", db_index=False)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="posts")
    root = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies", db_index=False
    )
    kind = models.CharField(_("kind of post"), max_length=10, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    pseudonym = models.CharField(max_length=30, help_text="What moderators call the author before they ask the name.")
    client_token = models.UUIDField(help_text="Made by the form: a form sent twice is one post.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often it was revised and sent again.")
    revision = models.OneToOneField("discussions.Revision", on_delete=models.PROTECT, null=True, related_name="+")
    live_revision = models.OneToOneField(
        "discussions.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    pub_seq = models.PositiveIntegerField(null=True, blank=True)
    published_replies = models.PositiveIntegerField(default=0)
    last_decision = models.OneToOneField(
        "discussions.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now, help_text="When its state last changed.")
    moved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="a_post_is_in_one_of_six_states"),
            models.CheckConstraint(
                condition=Q(state="published", live_revision__isnull=False, pub_seq__isnull=False)
                | (~Q(state="published") & Q(live_revision__isnull=True, pub_seq__isnull=True)),
                name="published_means_live_text_and_number",
            ),
            models.CheckConstraint(condition=~Q(root=models.F("id")), name="a_post_does_not_answer_itself"),
            models.CheckConstraint(
                condition=Q(kind__in=["claim", "evidence", "question", "steelman", "concession", "synthesis"]),
                name="a_post_has_a_known_kind",
            ),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="a_post_is_sent_again_five_times_at_most"),
            models.CheckConstraint(condition=Q(published_replies__gte=0), name="a_post_never_counts_below_zero"),
            models.UniqueConstraint(fields=["author", "client_token"], name="a_form_sent_twice_is_one_post"),
            models.UniqueConstraint(fields=["thread", "pub_seq"], name="one_post_per_number_in_a_thread"),
        ]
        indexes = [
            models.Index(fields=["thread", "id"], condition=Q(root__isnull=True), name="opening_posts_of_a_thread"),
            models.Index(fields=["root", "id"], condition=Q(root__isnull=False), name="replies_of_a_branch"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
