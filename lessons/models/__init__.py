"""The course, what it rests on (claims, sources, terms, events), and its use in a class (assignments, readings)."""

from lessons.models.article import Judgement, Paragraph
from lessons.models.assignments import Assignment, Preset
from lessons.models.course import Block, Course, Edition, Lesson, Module
from lessons.models.events import Event, Place
from lessons.models.readings import Reading
from lessons.models.record import Claim, Evidence, Source, Term
from lessons.models.teaching import Guide

__all__ = [
    "Assignment",
    "Block",
    "Claim",
    "Course",
    "Edition",
    "Event",
    "Evidence",
    "Guide",
    "Judgement",
    "Lesson",
    "Module",
    "Paragraph",
    "Place",
    "Preset",
    "Reading",
    "Source",
    "Term",
]
