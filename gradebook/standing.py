"""Where one student stands in each assignment of a class, in words."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Membership
from discussions.models import Post
from gradebook.progress import latest_attempts
from gradebook.room import Line
from lessons.models import Reading
from quizzes.models import Attempt


@dataclass
class Standing:
    """A line of the student's class home."""

    line: Line
    reading: str
    quiz: str
    discussion: str


def standing_of(member: Membership, lines: list[Line]) -> list[Standing]:
    """One standing for each line, in three queries however many there are."""
    pks = [entry.assignment.pk for entry in lines]
    readings = {reading.assignment_id: reading for reading in Reading.objects.filter(member=member, assignment__in=pks)}
    attempts = latest_attempts([member], pks)
    posts = Post.objects.filter(author=member, thread__assignment__in=pks).exclude(state=Post.State.WITHDRAWN)
    posted = dict(posts.order_by().values_list("thread__assignment").annotate(n=Count("pk")))
    return [
        Standing(
            entry,
            _reading(entry, readings.get(entry.assignment.pk)),
            _quiz(entry, attempts.get(entry.assignment.pk)),
            _discussion(entry, posted.get(entry.assignment.pk, 0)),
        )
        for entry in lines
    ]


def _reading(entry: Line, reading: Reading | None) -> str:
    if reading is None:
        return _("not opened")
    if reading.finished_at:
        return _("read")
    sections = len(entry.assignment.edition.sections)
    return _("%(read)s of %(sections)s sections") % {"read": len(reading.sections), "sections": sections}


def _quiz(entry: Line, attempt: Attempt | None) -> str:
    if not entry.assignment.has_quiz:
        return _("none")
    if attempt is None:
        return _("not started")
    if attempt.submitted_at:
        return _("handed in")
    return _("%(answered)s of %(asked)s answered") % {"answered": attempt.answered, "asked": attempt.asked}


def _discussion(entry: Line, posts: int) -> str:
    if not entry.assignment.has_discussion:
        return _("none")
    return ngettext("%(n)s post", "%(n)s posts", posts) % {"n": posts} if posts else _("nothing yet")
