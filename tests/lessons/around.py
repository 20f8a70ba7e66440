"""The plainest valid rows around the course: places, the article's paragraphs, teachers' pages."""

import factory

from lessons.models import Guide, Paragraph, Place
from tests.lessons.factories import LessonFactory


class PlaceFactory(factory.django.DjangoModelFactory):
    """A town in Mali."""

    class Meta:
        model = Place

    slug = factory.Sequence(lambda n: f"town-{n}")
    name = factory.Sequence(lambda n: f"Town {n}")
    latitude = 14.9
    longitude = -3.9
    country = "Mali"


class ParagraphFactory(factory.django.DjangoModelFactory):
    """The paragraph in which `ClaimFactory` puts its claims."""

    class Meta:
        model = Paragraph
        django_get_or_create = ("code",)

    code = "P3"
    position = 3
    title = "The vote"
    text_html = "<p>The writer tells of a vote.</p>"
    notice_html = "<p>He names two states.</p>"


class GuideFactory(factory.django.DjangoModelFactory):
    """The teacher's page of a lesson, with one step of each kind."""

    class Meta:
        model = Guide

    lesson = factory.SubFactory(LessonFactory)
    minutes = 45
    steps = factory.LazyFunction(
        lambda: [
            {"kind": "warm-up", "title": "Guess", "minutes": 5, "html": "<p>Guess how many.</p>"},
            {"kind": "task", "title": "Count", "minutes": 30, "html": "<p>Count them.</p>"},
            {"kind": "exit-check", "title": "Say it", "minutes": 10, "html": "<p>Say it.</p>"},
        ]
    )
    misconception_html = "<p>That abstaining is voting no.</p>"
    vocabulary = factory.LazyFunction(lambda: ["abstention"])
    without_devices_html = "<p>Hand out the pack.</p>"
