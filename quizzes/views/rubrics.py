"""A teacher's own rubrics."""

from django.http import HttpResponse

from classrooms.access import MemberRequest, teacher_required


@teacher_required
def write_rubric(request: MemberRequest) -> HttpResponse:
    """A new rubric."""
    return HttpResponse("")


@teacher_required
def edit_rubric(request: MemberRequest, rubric_pk: int) -> HttpResponse:
    """Change a rubric."""
    return HttpResponse("")
