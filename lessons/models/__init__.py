"""The course (module, lesson, edition, block), what it rests on (claim, source, term, event), and its use in a class."""

from lessons.models.assignments import Assignment, Preset, Reading
from lessons.models.course import Block, Edition, Lesson, Module
from lessons.models.record import Claim, Event, Evidence, Source, Term

__all__ = [
    "Assignment",
    "Block",
    "Claim",
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
