"""What holds for one person who writes in one thread, and the change of a thread's rules."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from classrooms.models import Membership, Role
from discussions.models.audit import AuditEntry
from discussions.models.rules import ClassRules, hosts_in
from discussions.models.sanctions import Sanction
from discussions.models.sight import Unlock
from discussions.moderation.modes import Mode, resolve
from discussions.moderation.transitions import State

if TYPE_CHECKING:
    from discussions.models.threads import Thread


class PostsStand(Exception):
    """People have written under the old rule, and the change would break what it promised them."""


@dataclass(frozen=True)
class RulesFor:
    """What is reviewed, where links may lead, and when the person last sent a post to this thread."""

    mode: Mode
    hosts: frozenset[str]
    last_sent_at: datetime | None


def with_rules_for(threads: QuerySet, member: Membership, moment: datetime) -> QuerySet:
    """`threads` with what `rules_of` reads, in the same query."""
    posts = threads.model._meta.get_field("posts").related_model.objects
    of_class = ClassRules.objects.filter(classroom=OuterRef("classroom"))
    always = Sanction.objects.in_force(moment).filter(member=member, kind=Sanction.Kind.REVIEW)
    mine = posts.filter(thread=OuterRef("pk"), author=member, created_at__lt=moment).order_by("-created_at")
    return threads.annotate(
        class_review=Subquery(of_class.values("review")),
        class_hosts=Subquery(of_class.values("hosts")),
        reviewed_until=Subquery(always.order_by("-ends_at").values("ends_at")[:1]),
        my_last_post_at=Subquery(mine.values("created_at")[:1]),
    )


def rules_of(thread: "Thread") -> RulesFor:
    """The rules for whom the thread was read `with_rules_for`."""
    mode = resolve(
        floor=settings.DISCUSSION_REVIEW_FLOOR,
        classroom=thread.class_review or "",
        thread=thread.review,
        until=thread.reviewed_until,
    )
    return RulesFor(mode, hosts_in(thread.class_hosts or ""), thread.my_last_post_at)


def settle(thread: "Thread", by: Membership, moment: datetime, **rules: object) -> None:
    """Change the thread's `rules`, each with its line on the log. Raises PostsStand.

    Names that were promised to stay hidden stay so, and names that were shown are not hidden after the fact: with the
    first post that question is settled. When the gate is put up later, whoever has written is behind it already.
    """
    with transaction.atomic():
        # Waits for whoever is writing: a new post holds a key share on its thread.
        now = type(thread).objects.select_for_update().get(pk=thread.pk)
        changed = {name: value for name, value in rules.items() if getattr(now, name) != value}
        if "is_pseudonymous" in changed and now.posts.exists():
            raise PostsStand
        if changed.get("is_gated"):
            _unlock_writers(now, moment)
        for name, value in changed.items():
            setattr(thread, name, value)
            setattr(now, name, value)
            AuditEntry.settle(now.classroom_id, by, _in_the_log(name, value), moment, thread=now)
        now.save(update_fields=list(changed))


def _unlock_writers(thread: "Thread", moment: datetime) -> None:
    written = thread.posts.exclude(state=State.ERASED).filter(author__role=Role.STUDENT)
    writers = written.order_by().values_list("author_id", flat=True).distinct()
    Unlock.objects.bulk_create(
        [Unlock(thread=thread, member_id=writer, unlocked_at=moment) for writer in writers], ignore_conflicts=True
    )


def _in_the_log(name: str, value: object) -> str:
    """Which rule, and to what.

    >>> _in_the_log("slow_minutes", 10), _in_the_log("is_gated", False), _in_the_log("review", "")
    ('slow minutes: 10', 'gated: no', 'review: as the class')
    """
    if name.endswith("_at"):
        return f"{name.removesuffix('_at')}: {'no' if value is None else 'yes'}"
    if isinstance(value, bool):
        return f"{name.removeprefix('is_')}: {'yes' if value else 'no'}"
    said = "as the class" if name == "review" and not value else value
    return f"{name.replace('_', ' ')}: {said}"
