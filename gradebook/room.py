"""The class's home: how far everybody is with each assignment, and who has been silent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Membership
from discussions.models import Post
from gradebook.progress import last_at_work
from lessons.models import Assignment, Reading
from quizzes.models import Attempt
from quizzes.models.settings import own_title_of
from quizzes.models.windows import Terms, terms_with

SILENT_AFTER = timedelta(days=7)
NAMES_SHOWN = 8


@dataclass
class Line:
    """One assignment in the table of the class's home; the counts are of students."""

    assignment: Assignment
    url: str
    title: str
    due: str
    due_note: str
    given: int = 0
    read: int = 0
    attempted: int = 0
    posted: int = 0

    @property
    def given_or_one(self) -> int:
        """The bar's full length, which must not be nothing."""
        return self.given or 1


@dataclass
class Silent:
    """A student who has opened nothing lately."""

    name: str
    note: str


def line(assignment: Assignment, moment: datetime, terms: Terms | None = None) -> Line:
    """The assignment's title and dates, in the class's time; under a student's own `terms` where they are given."""
    classroom, lesson = assignment.classroom, assignment.edition.lesson
    window = (terms or terms_with(assignment, [])).window
    zone, due_at, note = classroom.zone, window.due, ""
    own = own_title_of(assignment)
    if assignment.withdrawn_at:
        note = _("withdrawn")
    elif window.opens > moment:
        note = _("opens %(day)s") % {"day": _day(window.opens.astimezone(zone))}
    elif not window.is_open(moment):
        note = _("closed")
    elif due_at:
        note = _days_away((due_at.astimezone(zone).date() - moment.astimezone(zone).date()).days)
    return Line(
        assignment,
        url=f"/classes/{classroom.slug}/assignments/{assignment.pk}/",
        title=f"{lesson.code} {assignment.edition.title}" + (f" · {own}" if own else ""),
        due=_day(due_at.astimezone(zone)) if due_at else _("no date"),
        due_note=note,
    )


def assignments_of(member: Membership) -> QuerySet[Assignment]:
    """What `member` sees on the class's home, newest first."""
    return (
        Assignment.objects.visible_to(member)
        .live()
        .select_related("edition__lesson", "classroom", "quiz_settings__quiz")
        .order_by("-opens_at", "-pk")
    )


def lines_for_staff(member: Membership, students: list[Membership], moment: datetime) -> list[Line]:
    """Every live assignment with how many students have read, attempted and posted: five queries, however many rows."""
    assignments = list(assignments_of(member).annotate(chosen=Count("students", filter=Q(students__closed_at=None))))
    in_these = [assignment.pk for assignment in assignments]
    readings = Reading.objects.filter(assignment__in=in_these, member__in=students, finished_at__isnull=False)
    attempts = Attempt.objects.counted().submitted().filter(assignment__in=in_these, student__in=students)
    posts = Post.objects.filter(thread__assignment__in=in_these, author__in=students)
    read, attempted = _people(readings, "member"), _people(attempts, "student")
    posted = _people(posts.exclude(state=Post.State.WITHDRAWN), "author", path="thread__assignment")
    lines = []
    for assignment in assignments:
        entry = line(assignment, moment)
        entry.given = len(students) if assignment.for_everyone else assignment.chosen
        entry.read = read.get(assignment.pk, 0)
        entry.attempted = attempted.get(assignment.pk, 0)
        entry.posted = posted.get(assignment.pk, 0)
        lines.append(entry)
    return lines


def silent(students: list[Membership], moment: datetime) -> list[Silent]:
    """Students who neither read nor answered nor wrote in the last seven days, those silent longest first."""
    last = last_at_work(students)
    quiet = [student for student in students if student.pk not in last or last[student.pk] < moment - SILENT_AFTER]
    quiet.sort(key=lambda student: last[student.pk].timestamp() if student.pk in last else 0)
    return [
        Silent(
            student.name,
            _("last here on %(day)s") % {"day": _day(last[student.pk])}
            if student.pk in last
            else _("has not opened a lesson yet"),
        )
        for student in quiet
    ]


def _people(rows: QuerySet, person: str, path: str = "assignment") -> dict[int, int]:
    """How many different people `rows` has for each assignment, by the assignment's key."""
    counted = rows.order_by().values(path).annotate(n=Count(person, distinct=True))
    return {row[path]: row["n"] for row in counted}


def _days_away(days: int) -> str:
    """How far a date is: an assignment is not late, only somebody's work is."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def _day(moment: datetime) -> str:
    return date_format(moment, "D j M", use_l10n=False)
