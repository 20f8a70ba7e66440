"""A prompt of the course, and the thread in which one class discusses it for one assignment."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, Norm, ScopedQuerySet
from discussions.models.counting import Capped, Rows, how_many
from discussions.models.drafts import Draft
from discussions.models.marks import mark_of
from discussions.models.notices import told_of
from discussions.models.review import ReviewItem
from discussions.models.rules import ReviewMode
from discussions.models.sanctions import Sanction
from discussions.models.sight import Unlock, in_sight_of
from discussions.models.stances import AsksWhereOneStands, Stance
from discussions.models.thread_rules import RulesFor, rules_of, settle, with_rules_for
from discussions.models.waits import waits_of_thread
from discussions.moderation.transitions import State
from lessons.models import Assignment, Claim, Lesson

if TYPE_CHECKING:
    from discussions.models.posts import Post


class Prompt(models.Model):
    """What a lesson proposes for discussion; loaded with the course."""

    code = models.CharField(max_length=12, unique=True)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="prompts")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="prompts")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    text_html = models.TextField()
    steelman = models.TextField(blank=True, help_text="What to argue first, as strongly as one can.")
    statement = models.CharField(max_length=200, help_text="The sentence on which people take a stance.")
    is_current = models.BooleanField(default=True, help_text="No new thread is made from a prompt the course dropped.")

    class Meta:
        ordering = ["lesson", "position", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_prompt_has_a_title"),
            models.CheckConstraint(condition=~Q(statement=""), name="a_prompt_has_a_statement"),
        ]

    def __str__(self) -> str:
        return self.title


class ThreadQuerySet(ScopedQuerySet):
    """Threads, by who may know of them."""

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for those who teach or moderate; for a student, those of the assignments given to them,
        and none while they are suspended.
        """
        threads = super().visible_to(member)
        if not member.is_student:
            return threads
        threads = threads.filter(~Exists(Sanction.objects.suspending(member, timezone.now())))
        given = Assignment.objects.given_to(member).filter(opens_at__lte=timezone.now())
        return threads.filter(assignment__in=given)

    def with_desk_of(self, member: Membership) -> Self:
        """With what the thread's page tells `member` besides the posts, in the same query: the draft they left, where
        they stand, how many of their posts are published, how the class stands, its norms, what waits on the tab, the
        gravest sanction that is in force for them and, if they wait for a decision, how long the last ones took.
        """
        draft = Draft.objects.filter(author=member, thread=OuterRef("pk"), root=None, post=None)
        stances = Stance.objects.filter(thread=OuterRef("pk"))
        mine = Membership.objects.filter(pk=member.pk, posts__state=State.PUBLISHED)
        norms = Norm.objects.current().filter(classroom=OuterRef("classroom"))
        own_waiting = Exists(ReviewItem.objects.open().filter(author=member))
        sanction = Sanction.objects.on(member, timezone.now())
        return (
            with_rules_for(self, member, timezone.now())
            .with_sight_of(member)
            .with_mark_of(member)
            .annotate(
                **{f"sanction_{name}": Subquery(sanction.values(name)[:1]) for name in ("kind", "reason", "ends_at")},
                **{
                    f"draft_{name}": Subquery(draft.values(name))
                    for name in ("kind", "text", "cited", "seq", "saved_at")
                },
                stances_tally=Subquery(stances.tallied()),
                **{
                    f"my_stance_{phase}": Subquery(stances.filter(member=member, phase=phase).as_said())
                    for phase in Stance.Phase
                },
                my_published=how_many(mine, per="pk"),
                waiting_for_me=Capped(ReviewItem.objects.visible_to(member).open()),
                waits_at_hand=Case(When(own_waiting, then=waits_of_thread()), output_field=JSONField()),
                norms_at_hand=Rows(norms, id="pk", position="position", text="text", about="about"),
            )
        )

    def with_sight_of(self, member: Membership) -> Self:
        """With `is_in_sight`: whether `member` may know anything of what others wrote in it."""
        if member.may_moderate:
            return self.annotate(is_in_sight=Value(True))
        return self.annotate(is_in_sight=Case(When(in_sight_of(member), then=True), default=False))

    def in_sight_of(self, member: Membership) -> Self:
        """Only those that show `member` what others wrote."""
        return self.filter(in_sight_of(member))

    def with_mark_of(self, member: Membership) -> Self:
        """With how far `member` has read, so that each thread can say its `news` (needs `with_sight_of`)."""
        return self.annotate(**mark_of(member), **told_of(member))

    def in_order(self) -> Self:
        """Pinned ones first, the last pinned on top; then by assignment, newest first, in the lesson's order."""
        pinned = F("pinned_at").desc(nulls_last=True)
        return self.order_by(pinned, "-assignment__opens_at", "-assignment_id", "position", "pk")


class Thread(AsksWhereOneStands):
    """Where one class discusses one prompt for one assignment.

    The prompt's words are copied: the class keeps discussing the sentence it took a stance on when the course changes.
    """

    classroom = models.ForeignKey(Classroom, on_delete=models.PROTECT, related_name="threads")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="threads")
    prompt = models.ForeignKey(Prompt, on_delete=models.PROTECT, related_name="threads")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="threads")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    text_html = models.TextField()
    steelman = models.TextField(blank=True)
    statement = models.CharField(max_length=200)
    review = models.CharField(
        _("reviewed before the class sees it"),
        max_length=5,
        choices=[("", _("As everywhere in the class")), *ReviewMode.choices],
        blank=True,
    )
    is_gated = models.BooleanField(_("post before you see"), default=False)
    is_pseudonymous = models.BooleanField(_("classmates read a plant's name instead of the author's"), default=False)
    slow_minutes = models.PositiveSmallIntegerField(_("minutes between two posts of a student"), default=0)
    locked_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)
    synthesis = models.ForeignKey(
        "discussions.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    stances_closed_at = models.DateTimeField(null=True, blank=True)
    second_stances_closed_at = models.DateTimeField(null=True, blank=True)
    last_pub_seq = models.PositiveIntegerField(default=0)
    published_count = models.PositiveIntegerField(default=0)
    waiting_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "prompt"], name="one_thread_per_prompt_and_assignment"),
            models.CheckConstraint(
                condition=Q(review__in=["", "none", "first", "every"]), name="a_thread_has_a_known_review"
            ),
            models.CheckConstraint(condition=Q(slow_minutes__lte=1440), name="a_slow_thread_is_not_a_dead_one"),
            models.CheckConstraint(
                condition=Q(published_count__gte=0, waiting_count__gte=0), name="a_thread_never_counts_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(last_pub_seq__gte=F("published_count")), name="every_published_post_had_its_number"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The thread's page in its class."""
        return reverse("discussions:thread", args=[self.classroom.slug, self.pk])

    @property
    def news(self) -> int:
        """How many posts were published since the member of `with_mark_of` looked; none for whom the gate hides them.

        One that was hidden and published again had two numbers: so never more than there are.
        """
        unread = self.last_pub_seq - (self.seen_seq or 0)
        return min(unread, self.published_count) if self.is_in_sight else 0

    def is_open(self, moment: datetime) -> bool:
        """Whether students may write in it at `moment`."""
        return self.locked_at is None and self.assignment.withdrawn_at is None and self.assignment.is_open(moment)

    # ------------------------------------------------------------------ post before you see

    def is_in_sight_of(self, member: Membership) -> bool:
        """Whether `member` may know anything of what others wrote. One query at most, none with `with_sight_of`."""
        if not self.is_gated or member.may_moderate:
            return True
        known = getattr(self, "is_in_sight", None)
        return Unlock.objects.filter(thread=self, member=member).exists() if known is None else known

    @property
    def shown_count(self) -> int | None:
        """How many posts are published, for whom the thread was read `with_sight_of`; None when they may not know."""
        return self.published_count if self.is_in_sight else None

    def rules_for(self, member: Membership, moment: datetime) -> RulesFor:
        """What holds when `member` writes here; read with the thread (`with_desk_of`), else in one query."""
        if hasattr(self, "class_review"):
            return rules_of(self)
        return rules_of(with_rules_for(Thread.objects.filter(pk=self.pk), member, moment).get())

    def settle(self, by: Membership, moment: datetime, **rules: object) -> None:
        """Change its rules. Raises PostsStand."""
        settle(self, by, moment, **rules)

    def count(self, *, published: int, waiting: int) -> int:
        """Add to the counters in place; return the number that belongs to a post published just now."""
        row = Thread.objects.filter(pk=self.pk)
        row.update(
            published_count=F("published_count") + published,
            waiting_count=F("waiting_count") + waiting,
            last_pub_seq=F("last_pub_seq") + max(published, 0),
        )
        return row.values_list("last_pub_seq", flat=True).get()

    # ------------------------------------------------------------------ the closing synthesis

    def close_with(self, post: "Post | None") -> bool:
        """Let a published synthesis of the thread stand at its top, or none; False when the post is no such post."""
        if post and not self._can_close(post):
            return False
        Thread.objects.filter(pk=self.pk).update(synthesis=post)
        return True

    @property
    def shown_synthesis(self) -> "Post | None":
        """The closing synthesis, for whom the thread was read `with_sight_of`, while it is published and in sight."""
        post = self.synthesis if self.synthesis_id and self.is_in_sight else None
        return post if post and self._can_close(post) else None

    def _can_close(self, post: "Post") -> bool:
        return post.thread_id == self.pk and post.kind == post.Kind.SYNTHESIS and post.state == State.PUBLISHED

    @classmethod
    def open_for(cls, assignment: Assignment) -> None:
        """Make the assignment's threads from its lesson's prompts; those that exist stay as they are."""
        if not assignment.has_discussion:
            return
        prompts = Prompt.objects.filter(lesson__editions=assignment.edition_id, is_current=True)
        cls.objects.bulk_create(
            [
                cls(
                    classroom_id=assignment.classroom_id,
                    assignment=assignment,
                    prompt=prompt,
                    claim_id=prompt.claim_id,
                    position=prompt.position,
                    title=prompt.title,
                    text_html=prompt.text_html,
                    steelman=prompt.steelman,
                    statement=prompt.statement,
                )
                for prompt in prompts
            ],
            ignore_conflicts=True,
        )
