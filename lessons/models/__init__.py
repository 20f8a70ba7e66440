"""The course, what it rests on (claims, sources, terms, events), and its use in a class (assignments, readings)."""

from lessons.models.assignments import Assignment, Preset
from lessons.models.course import Block, Course, Edition, Lesson, Module
from lessons.models.readings import Reading
from lessons.models.record import Claim, Event, Evidence, Source, Term

__all__ = [
    "Assignment",
    "Block",
    "Claim",
    "Course",
    "Edition",
    "Event",
    "Evidence",
    "Lesson",
    "Module",
    "Preset",
    "Reading",
    "Source",
    "Term",
]
