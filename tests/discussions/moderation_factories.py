"""The plainest valid flag, appeal, sanction, class rules and change of mind.

FlagFactory(post=post)            a classmate says that a published post breaks a norm
FlagFactory(safeguarding=True)    that somebody may be at risk
AppealFactory(post=post)          the author of a returned post asks for somebody else; its open item comes with it
SanctionFactory(member=student)   a warning for a week, by a teacher
"""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from classrooms.models import Role
from discussions.models import (
    Appeal,
    CannedMessage,
    ClassRules,
    FairnessMark,
    Flag,
    MindChange,
    ModeratorNote,
    ReviewItem,
    Sanction,
    WordRule,
)
from discussions.moderation.keys import key_of
from tests.discussions.factories import PostFactory
from tests.factories import ClassroomFactory, MembershipFactory, NormFactory


class FlagFactory(factory.django.DjangoModelFactory):
    """A live flag of a classmate; the row alone, without what raising it does."""

    class Meta:
        model = Flag

    class Params:
        safeguarding = factory.Trait(is_safeguarding=True, norm=None)

    post = factory.SubFactory(PostFactory)
    revision = factory.SelfAttribute("post.revision")
    author = factory.SelfAttribute("post.author")
    reporter = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..post.thread.classroom"))
    norm = factory.SubFactory(NormFactory, classroom=factory.SelfAttribute("..post.thread.classroom"))


class AppealFactory(factory.django.DjangoModelFactory):
    """An appeal about the decision that returned a post, with its open item."""

    class Meta:
        model = Appeal

    post = factory.SubFactory(PostFactory, returned=True)
    decision = factory.SelfAttribute("post.last_decision")
    author = factory.SelfAttribute("post.author")
    text = "The source is in the post, in the last line."

    @classmethod
    def _create(cls, model_class: type[Appeal], *args: Any, **kwargs: Any) -> Appeal:
        post, decision = kwargs["post"], kwargs["decision"]
        item = ReviewItem.objects.create(
            classroom=post.thread.classroom,
            post=post,
            author=post.author,
            revision=post.revision,
            reason=ReviewItem.Reason.APPEAL,
            first_decider=decision.decider,
        )
        return super()._create(model_class, *args, item=item, **kwargs)


class SanctionFactory(factory.django.DjangoModelFactory):
    """A warning that began an hour ago and ends in a week."""

    class Meta:
        model = Sanction

    member = factory.SubFactory(MembershipFactory)
    kind = Sanction.Kind.WARN
    reason = "You wrote about people in this class twice. Write about the arguments."
    imposed_by = factory.SubFactory(
        MembershipFactory, classroom=factory.SelfAttribute("..member.classroom"), role=Role.TEACHER
    )
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda sanction: sanction.starts_at + timedelta(days=7))


class ClassRulesFactory(factory.django.DjangoModelFactory):
    """The defaults, written down."""

    class Meta:
        model = ClassRules

    classroom = factory.SubFactory(ClassroomFactory)


class WordRuleFactory(factory.django.DjangoModelFactory):
    """A phrase of a class that holds a post; without a class it is the site's."""

    class Meta:
        model = WordRule

    classroom = factory.SubFactory(ClassroomFactory)
    phrase = "warmonger"
    key = factory.LazyAttribute(lambda rule: key_of(rule.phrase).text)
    action = "hold"


class MindChangeFactory(factory.django.DjangoModelFactory):
    """A classmate's mind was changed by a published post; the row alone, without the counter."""

    class Meta:
        model = MindChange

    post = factory.SubFactory(PostFactory)
    member = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..post.thread.classroom"))


class FairnessMarkFactory(factory.django.DjangoModelFactory):
    """Whoever is restated finds it fair."""

    class Meta:
        model = FairnessMark

    revision = factory.LazyAttribute(lambda mark: PostFactory().revision)
    marked_by = factory.SubFactory(MembershipFactory)
    verdict = FairnessMark.Verdict.FAIR


class ModeratorNoteFactory(factory.django.DjangoModelFactory):
    """A teacher's note about a student."""

    class Meta:
        model = ModeratorNote

    about = factory.SubFactory(MembershipFactory)
    author = factory.SubFactory(
        MembershipFactory, classroom=factory.SelfAttribute("..about.classroom"), role=Role.TEACHER
    )
    text = "Asks good questions when asked back."


class CannedMessageFactory(factory.django.DjangoModelFactory):
    """A moderator's own message for a norm of the class."""

    class Meta:
        model = CannedMessage

    author = factory.SubFactory(MembershipFactory, moderator=True)
    classroom = factory.SelfAttribute("author.classroom")
    norm = factory.SubFactory(NormFactory, classroom=factory.SelfAttribute("..classroom"))
    text = "Which page of the source?"
