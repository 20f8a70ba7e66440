"""A class's home: for those who teach or moderate, who is where; for a student, the list of what was given."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from classrooms.access import MemberRequest, member_required
from classrooms.models import Membership, Norm
from discussions.models import ReviewItem
from discussions.models.counting import SHOWN_AT_MOST, capped
from gradebook.room import NAMES_SHOWN, assignments_of, line, lines_for_staff, silent
from gradebook.standing import standing_of
from gradebook.work import answers_to_mark
from quizzes.models.windows import terms_in


@member_required
def classroom(request: MemberRequest) -> HttpResponse:
    """Show the class as this member needs it."""
    member = request.member
    context = {"member": member, "classroom": member.classroom}
    if member.is_student:
        return render(request, "gradebook/classroom_student.html", context | _for_student(member))
    return render(request, "gradebook/classroom_teacher.html", context | _for_staff(member))


def _for_student(member: Membership) -> dict[str, object]:
    moment = timezone.now()
    given = list(assignments_of(member))
    terms = terms_in(given, [member])
    lines = [line(assignment, moment, terms[assignment.pk]) for assignment in given]
    teachers = Membership.objects.visible_to(member).active().teachers().by_name().select_related("user")
    return {
        "standings": standing_of(member, lines),
        "teachers": [teacher.name for teacher in teachers],
        "norms": Norm.objects.visible_to(member).current(),
    }


def _for_staff(member: Membership) -> dict[str, object]:
    moment = timezone.now()
    students = list(Membership.objects.visible_to(member).active().students().by_name().select_related("user"))
    posts = ReviewItem.objects.visible_to(member).open().order_by("opened_at")
    waiting = list(posts.values_list("opened_at", flat=True)[: SHOWN_AT_MOST + 1])
    quiet = silent(students, moment)
    return {
        "students": len(students),
        "lines": lines_for_staff(member, students, moment),
        "posts_waiting": len(waiting),
        "on_the_tab": capped(len(waiting)),
        "oldest_post": waiting[0] if waiting else None,
        "essays_to_mark": answers_to_mark([member]).get(member.classroom_id, 0) if member.is_teacher else 0,
        "unopened": quiet[:NAMES_SHOWN],
        "unopened_more": max(0, len(quiet) - NAMES_SHOWN),
    }
