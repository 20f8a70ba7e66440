"""Answers as sets: whose they are, what can be done with them, and what is fetched with them."""

from typing import Self

from django.db.models import Exists, OuterRef, Prefetch, Q

from classrooms.models import Membership, ScopedQuerySet
from lessons.models import Assignment
from quizzes.kinds import BY_HAND
from quizzes.models.events import ResponseEvent
from quizzes.models.marks import Mark, MarkQuerySet
from quizzes.models.settings import gives_a_grade


class ResponseQuerySet(ScopedQuerySet):
    """Responses, by person and by what can be done with them."""

    path_to_classroom = "attempt__assignment__classroom"

    def visible_to(self, member: Membership) -> Self:
        """All of the class's for its teachers; for everybody else their own."""
        responses, own = super().visible_to(member), Q(attempt__student=member)
        return responses.filter(Q(attempt__is_preview=False) | own) if member.is_teacher else responses.filter(own)

    def taken_by(self, member: Membership) -> Self:
        """Those that `member` answers: a student's, a teacher's in a preview."""
        return self.filter(attempt__student=member)

    def counted(self) -> Self:
        """Those of students: what a teacher tries out counts nowhere."""
        return self.filter(attempt__is_preview=False)

    def with_place(self) -> Self:
        """With what a page about one question prints."""
        return self.select_related(
            "version__claim",
            "version__rubric",
            "attempt__quiz",
            "attempt__assignment__classroom",
            "attempt__assignment__edition__lesson",
            "attempt__assignment__quiz_settings",
        )

    def to_save(self, client_id: str) -> Self:
        """Locked together with its attempt until the transaction ends, and told whether `client_id` came before."""
        seen = ResponseEvent.objects.filter(response=OuterRef("pk"), client_id=client_id)
        locked = self.select_for_update(of=("self", "attempt"), no_key=True)
        return locked.select_related(
            "attempt__assignment__classroom", "attempt__assignment__quiz_settings", "version"
        ).annotate(came_before=Exists(seen))

    def with_marks(self, marks: MarkQuerySet | None = None) -> Self:
        """In order, with their versions and, oldest first, their marks: all of them, or those among `marks`.

        With `Mark.objects.released()` everything that is then asked of a response is what its student may know.
        """
        among = Mark.objects.all() if marks is None else marks
        prefetch = Prefetch("marks", among.order_by("number"))
        return self.select_related("version").prefetch_related(prefetch).order_by("position")

    def to_mark(self) -> Self:
        """Answers that a person marks, handed in, and marked by nobody since they stand as they do.

        A late text that was let in is such an answer, whatever the text before it earned. None in a quiz that is not
        scored: no student would ever see the mark.
        """
        graded = Assignment.objects.filter(gives_a_grade())
        since = Q(at__gte=OuterRef("saved_at")) | Q(response__saved_at__isnull=True)
        by_hand = Mark.objects.filter(since, response=OuterRef("pk"), source=Mark.Source.MANUAL)
        handed_in = self.filter(version__kind__in=BY_HAND, answer__isnull=False, attempt__submitted_at__isnull=False)
        return handed_in.filter(~Exists(by_hand), attempt__assignment__in=graded)
