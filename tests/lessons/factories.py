"""The plainest valid lesson, what it rests on, and its use in a class.

LessonFactory()                          has no text yet
EditionFactory()                         is the current edition of a lesson with one section and one block
AssignmentFactory(classroom=classroom)   is open, for the whole class, with quiz and discussion
"""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone

from lessons.models import (
    Assignment,
    Block,
    Claim,
    Edition,
    Event,
    Evidence,
    Judgement,
    Lesson,
    Module,
    Reading,
    Source,
    Term,
)
from tests.factories import ClassroomFactory, MembershipFactory, UserFactory

CHECKED_ON = date(2026, 4, 27)
LONG_AGO = datetime(2025, 9, 1, 8, tzinfo=UTC)


class ModuleFactory(factory.django.DjangoModelFactory):
    """A module without lessons."""

    class Meta:
        model = Module

    number = factory.Sequence(lambda n: n % 30_000 + 1)
    slug = factory.Sequence(lambda n: f"module-{n}")
    title = factory.Sequence(lambda n: f"Module {n}")
    summary_html = "<p>What this module is about.</p>"


class LessonFactory(factory.django.DjangoModelFactory):
    """A lesson that has no edition yet; `EditionFactory` makes both."""

    class Meta:
        model = Lesson

    module = factory.SubFactory(ModuleFactory)
    position = factory.Sequence(lambda n: n % 30_000 + 1)
    code = factory.Sequence(lambda n: f"9.{n}")
    slug = factory.Sequence(lambda n: f"lesson-{n}")


class EditionFactory(factory.django.DjangoModelFactory):
    """The current edition of a lesson, with one section and one paragraph."""

    class Meta:
        model = Edition
        skip_postgeneration_save = True

    lesson = factory.SubFactory(LessonFactory)
    number = 1
    title = factory.Sequence(lambda n: f"Lesson {n}")
    subtitle = "A part of the story"
    summary = "What this lesson is about."
    minutes = 12
    checked_on = CHECKED_ON
    objectives = factory.LazyFunction(lambda: ["Say who voted"])
    key_questions = factory.LazyFunction(lambda: ["Who voted?"])
    sections = factory.LazyFunction(lambda: [{"anchor": "start", "title": "The start"}])
    sha256 = factory.Sequence(lambda n: f"{n:064x}")

    @factory.post_generation
    def current(self, create: bool, wanted: bool | None, **kwargs) -> None:
        """Make it what the library shows; `current=False` leaves the lesson as it was."""
        if create and wanted is not False:
            self.lesson.current_edition = self
            self.lesson.save()

    @factory.post_generation
    def text(self, create: bool, html: str | None, **kwargs) -> None:
        """Give it a paragraph; `text=""` leaves it empty."""
        if create and html != "":
            BlockFactory(edition=self, html=html or "<p>In mid-February 2011 protests began.</p>")


class BlockFactory(factory.django.DjangoModelFactory):
    """A paragraph in the first section; `check="Q1.1-1"` makes it the place of a check question."""

    class Meta:
        model = Block

    class Params:
        check = None

    edition = factory.SubFactory(EditionFactory, text="")
    position = factory.Sequence(lambda n: n % 30_000 + 1)
    section = "start"
    kind = factory.LazyAttribute(lambda block: Block.Kind.CHECK if block.check else Block.Kind.TEXT)
    source = factory.LazyAttribute(lambda block: block.check or "In mid-February 2011 protests began.")
    html = factory.LazyAttribute(lambda block: "" if block.check else f"<p>{block.source}</p>")
    data = factory.LazyAttribute(lambda block: {"question": block.check} if block.check else {})


class SourceFactory(factory.django.DjangoModelFactory):
    """A news report of an agency of its own."""

    class Meta:
        model = Source

    key = factory.Sequence(lambda n: f"SRC{n}")
    title = factory.Sequence(lambda n: f"Report {n}")
    producer = "Reuters"
    type = Source.Type.NEWS
    language = "en"
    perspective = "International news agency, London"
    independence_group = factory.Sequence(lambda n: f"group-{n}")
    published = "2011-03-18"


class ClaimFactory(factory.django.DjangoModelFactory):
    """A documented claim; traits: contested, opinion, inaccurate, unverifiable."""

    class Meta:
        model = Claim

    class Params:
        contested = factory.Trait(status=Claim.Status.CONTESTED)
        opinion = factory.Trait(status=Claim.Status.OPINION, holder="The author")
        inaccurate = factory.Trait(status=Claim.Status.INACCURATE)
        unverifiable = factory.Trait(status=Claim.Status.UNVERIFIABLE)

    code = factory.Sequence(lambda n: f"C{n + 1000}")
    position = factory.Sequence(lambda n: n + 1000)
    lesson = factory.SubFactory(LessonFactory)
    paragraph = "P3"
    status = Claim.Status.DOCUMENTED
    confidence = Claim.Confidence.HIGH
    text = factory.Sequence(lambda n: f"The Council passed resolution {n}.")
    short = "It did. Ten were in favour."
    record_html = "<p>Ten members voted in favour.</p>"
    why = "The meeting record says so."
    would_change = "Another meeting record."
    checked_on = CHECKED_ON


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A source that supports a claim."""

    class Meta:
        model = Evidence

    claim = factory.SubFactory(ClaimFactory)
    source = factory.SubFactory(SourceFactory)
    stance = Evidence.Stance.SUPPORTS
    locator = "page 1"
    shows = "It reports the vote."
    position = factory.Sequence(lambda n: n % 30_000 + 1)


class TermFactory(factory.django.DjangoModelFactory):
    """A term of the glossary."""

    class Meta:
        model = Term

    slug = factory.Sequence(lambda n: f"term-{n}")
    name = factory.Sequence(lambda n: f"Term {n}")
    kind = Term.Kind.TERM
    definition_html = "<p>What it means.</p>"


class EventFactory(factory.django.DjangoModelFactory):
    """A dated event in Libya."""

    class Meta:
        model = Event

    code = factory.Sequence(lambda n: f"T{n + 1000}")
    starts_on = date(2011, 3, 17)
    precision = Event.Precision.DAY
    place = "New York"
    track = Event.Track.LIBYA
    title = factory.Sequence(lambda n: f"Event {n}")
    text = "It happened."


class JudgementFactory(factory.django.DjangoModelFactory):
    """Somebody has called a claim contested."""

    class Meta:
        model = Judgement

    person = factory.SubFactory(UserFactory)
    claim = factory.SubFactory(ClaimFactory)
    status = Claim.Status.CONTESTED


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A lesson given to a whole class, open since yesterday and due in a week, with quiz and discussion.

    Traits: not_open_yet, closed, withdrawn. `students=[...]` gives it to those alone.
    """

    class Meta:
        model = Assignment
        skip_postgeneration_save = True

    class Params:
        not_open_yet = factory.Trait(opens_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1)))
        closed = factory.Trait(
            opens_at=LONG_AGO, due_at=LONG_AGO + timedelta(days=7), closes_at=LONG_AGO + timedelta(days=14)
        )
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))

    classroom = factory.SubFactory(ClassroomFactory)
    edition = factory.SubFactory(EditionFactory)
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    due_at = factory.LazyAttribute(lambda assignment: assignment.opens_at + timedelta(days=8))
    created_by = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..classroom"), teacher=True)

    @factory.post_generation
    def students(self, create: bool, chosen: list | None, **kwargs) -> None:
        """Give it to these students alone."""
        if create and chosen is not None:
            self.for_everyone = False
            self.save()
            self.students.set(chosen)


class ReadingFactory(factory.django.DjangoModelFactory):
    """A student who has opened an assigned lesson and read no section yet."""

    class Meta:
        model = Reading

    assignment = factory.SubFactory(AssignmentFactory)
    member = factory.SubFactory(MembershipFactory, classroom=factory.SelfAttribute("..assignment.classroom"))
