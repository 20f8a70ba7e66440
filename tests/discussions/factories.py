"""The plainest valid prompt, thread, post and stance.

ThreadFactory(classroom=classroom)        a thread of an open assignment of the whole class
PostFactory(thread=thread)                a claim of a student, published by the teacher who assigned the lesson
PostFactory(pending=True)                 waits for review
PostFactory(returned=True)                returned, with a norm and a message
PostFactory(removed=True, withdrawn=True) likewise
PostFactory(root=post)                    a reply
ReviewItemFactory(thread=thread)          the open item of a post that waits
"""

import uuid
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from discussions.models import Citation, Post, Prompt, ReviewItem, Stance, Thread, Unlock
from discussions.models.submissions import Cited, Submission
from discussions.moderation.queue import decide
from tests.factories import ClassroomFactory, MembershipFactory, NormFactory
from tests.lessons.factories import AssignmentFactory, LessonFactory


class PromptFactory(factory.django.DjangoModelFactory):
    """A prompt without a claim."""

    class Meta:
        model = Prompt

    code = factory.Sequence(lambda n: f"D9.{n}")
    lesson = factory.SubFactory(LessonFactory)
    title = factory.Sequence(lambda n: f"Is a partial list a false list? {n}")
    text_html = "<p>The article lists two abstainers of five.</p>"
    steelman = "Defend brevity as strongly as you can."
    statement = "A partial list is a false list."


class ThreadFactory(factory.django.DjangoModelFactory):
    """A thread of an open assignment."""

    class Meta:
        model = Thread

    classroom = factory.SubFactory(ClassroomFactory)
    assignment = factory.SubFactory(AssignmentFactory, classroom=factory.SelfAttribute("..classroom"))
    prompt = factory.SubFactory(PromptFactory, lesson=factory.SelfAttribute("..assignment.edition.lesson"))
    claim = factory.SelfAttribute("prompt.claim")
    title = factory.SelfAttribute("prompt.title")
    text_html = factory.SelfAttribute("prompt.text_html")
    steelman = factory.SelfAttribute("prompt.steelman")
    statement = factory.SelfAttribute("prompt.statement")

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        return kwargs | {"classroom": kwargs["assignment"].classroom}


class StanceFactory(factory.django.DjangoModelFactory):
    """A student who agrees, before the discussion."""

    class Meta:
        model = Stance

    thread = factory.SubFactory(ThreadFactory)
    member = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..thread.classroom"))
    position = Stance.Position.AGREE


class PostFactory(factory.django.DjangoModelFactory):
    """A published claim. Posts of one author are a minute apart, so that the rate check lets them through."""

    class Meta:
        model = Post

    class Params:
        pending = factory.Trait(ends="pending")
        returned = factory.Trait(ends="returned")
        removed = factory.Trait(ends="removed")
        withdrawn = factory.Trait(ends="withdrawn")

    ends = "published"
    quote = ""
    root = None
    thread = factory.Maybe("root", factory.SelfAttribute("root.thread"), factory.SubFactory(ThreadFactory))
    author = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..thread.classroom"))
    kind = Post.Kind.CLAIM
    text = factory.Sequence(lambda n: f"A list that leaves out Germany changes the story, says number {n}.")
    citations = ()
    steelman = ""
    moment = factory.Sequence(lambda n: timezone.now() - timedelta(hours=20) + timedelta(minutes=n % 1000))

    @classmethod
    def _create(
        cls, model_class: type[Post], *args: Any, ends: str, quote: str, root: Post | None, **given: Any
    ) -> Post:
        if given["thread"].is_gated:  # a post of no substance stands for one that had it
            Unlock.earn(given["thread"], given["author"], given["moment"])
        what = (given["kind"], given["text"], list(given["citations"]), given["moment"])
        submission = Submission(given["thread"], given["author"], *what, steelman=given["steelman"])
        post = model_class._keep(submission, uuid.uuid4(), root, held=True)
        if ends == "withdrawn":
            post.withdraw(submission.moment)
        elif ends != "pending":
            start = given["text"].find(quote)
            _decide(post, ends, (start, start + len(quote)) if quote else None)
        return post


def _decide(post: Post, ends: str, quote: tuple[int, int] | None) -> None:
    outcome = {"published": "publish", "returned": "return", "removed": "remove"}[ends]
    norm = None if ends == "published" else NormFactory(classroom=post.thread.classroom)
    decide(
        post.review_items.get(),
        post.thread.assignment.created_by,
        outcome,
        norm=norm,
        message="" if norm is None else "Where did you read that?",
        quote=quote,
        moment=post.moved_at,
    )
    post.refresh_from_db()


class ReviewItemFactory(factory.django.DjangoModelFactory):
    """The open item of a post that waits; arguments are the post's."""

    class Meta:
        model = ReviewItem

    @classmethod
    def _create(cls, model_class: type[ReviewItem], *args: Any, **kwargs: Any) -> ReviewItem:
        return model_class.objects.open().get(post=PostFactory(pending=True, **kwargs))


class CitationFactory(factory.django.DjangoModelFactory):
    """An address that a published post rests on."""

    class Meta:
        model = Citation

    @classmethod
    def _create(cls, model_class: type[Citation], *args: Any, **kwargs: Any) -> Citation:
        return PostFactory(citations=[Cited(url="https://reuters.com/report")], **kwargs).revision.citations.get()
