"""A prompt of the course, and the thread in which one class discusses it for one assignment."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import Classroom, Membership, Norm, ScopedQuerySet
from discussions.models.counting import gathered, how_many
from discussions.models.drafts import Draft
from discussions.models.marks import mark_of
from discussions.models.notices import told_of
from discussions.models.review import ReviewItem
from discussions.models.rules import ReviewMode
from discussions.models.stances import FEWEST_TO_SHOW, Stance
from discussions.models.waits import waits_of_thread
from discussions.moderation.checks import REVIEWED_FIRST
from discussions.moderation.transitions import State
from lessons.models import Assignment, Claim, Lesson


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
        """All of the class's for those who teach or moderate; for a student, those of the assignments given to them."""
        threads = super().visible_to(member)
        if not member.is_student:
            return threads
        given = Assignment.objects.given_to(member).filter(opens_at__lte=timezone.now())
        return threads.filter(assignment__in=given)

    def with_desk_of(self, member: Membership) -> Self:
        """With what the thread's page tells `member` besides the posts, in the same query: the draft they left, where
        they stand, how many of their posts are published, how the class stands, its norms, what waits on the tab, and,
        if they wait for a decision themselves, how long the last ones took.
        """
        draft = Draft.objects.filter(author=member, thread=OuterRef("pk"), root=None, post=None)
        stance = Stance.objects.filter(thread=OuterRef("pk"), phase=Stance.Phase.BEFORE)
        mine = Membership.objects.filter(pk=member.pk, posts__state=State.PUBLISHED)
        norms = Norm.objects.current().filter(classroom=OuterRef("classroom"))
        own_waiting = Exists(ReviewItem.objects.open().filter(author=member))
        waiting = ReviewItem.objects.visible_to(member).open().filter(classroom=OuterRef("classroom"))
        stances = {f"stances_{place.name.lower()}": stance.filter(position=place) for place in Stance.Position}
        return self.annotate(
            **{f"draft_{name}": Subquery(draft.values(name)) for name in ("kind", "text", "cited", "seq", "saved_at")},
            **{name: how_many(taken, per="thread") for name, taken in stances.items()},
            my_stance=Subquery(stance.filter(member=member).values("position")),
            my_published=how_many(mine, per="pk"),
            waiting_for_me=how_many(waiting, per="classroom"),
            waits_at_hand=Case(When(own_waiting, then=waits_of_thread()), output_field=JSONField()),
            norms_at_hand=gathered(norms, ("id", "position", "text"), per="classroom"),
        )

    def with_mark_of(self, member: Membership) -> Self:
        """With how far `member` has read, so that each thread can say its `news`."""
        return self.annotate(**mark_of(member), **told_of(member))

    def in_order(self) -> Self:
        """Pinned ones first, the last pinned on top; then by assignment, newest first, in the lesson's order."""
        pinned = F("pinned_at").desc(nulls_last=True)
        return self.order_by(pinned, "-assignment__opens_at", "-assignment_id", "position", "pk")


class Thread(models.Model):
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
        return self.assignment.withdrawn_at is None and self.assignment.is_open(moment)

    def stances_close_at(self) -> datetime | None:
        """From when the class may see how it stands: the teacher's word, else when the assignment is due or closes."""
        return self.stances_closed_at or self.assignment.due_at or self.assignment.closes_at

    def stances_are_closed(self, moment: datetime) -> bool:
        """Whether nobody can change where they stand any more, so that no difference gives a name away."""
        closes_at = self.stances_close_at()
        return closes_at is not None and closes_at <= moment

    def distribution(self, moment: datetime) -> dict[Stance.Position, int] | None:
        """How many stand where, once nobody can change it and enough people answered to hide each; else None.

        Needs the thread from `with_desk_of`.
        """
        counts = {place: getattr(self, f"stances_{place.name.lower()}") for place in Stance.Position}
        return counts if self.stances_are_closed(moment) and sum(counts.values()) >= FEWEST_TO_SHOW else None

    def reviews(self, member: Membership, published: int) -> bool:
        """Whether what `member` sends now waits for review whatever it says, after `published` posts of theirs."""
        return member.is_student and (self.review == ReviewMode.EVERY or published < REVIEWED_FIRST)

    def count(self, *, published: int, waiting: int) -> int:
        """Add to the counters in place; return the number that belongs to a post published just now."""
        row = Thread.objects.filter(pk=self.pk)
        row.update(
            published_count=F("published_count") + published,
            waiting_count=F("waiting_count") + waiting,
            last_pub_seq=F("last_pub_seq") + max(published, 0),
        )
        return row.values_list("last_pub_seq", flat=True).get()

    def take_stance(self, member: Membership, position: int, moment: datetime) -> bool:
        """Note or change where `member` stands before the discussion; False once nobody can any more."""
        if self.stances_are_closed(moment) or not self.is_open(moment):
            return False
        Stance.objects.update_or_create(
            thread=self,
            member=member,
            phase=Stance.Phase.BEFORE,
            defaults={"position": position, "taken_at": moment},
        )
        return True

    def close_stances(self, moment: datetime) -> None:
        """Take no more stances from now on, and let the class see how it stands."""
        Thread.objects.filter(pk=self.pk, stances_closed_at=None).update(stances_closed_at=moment)

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
