"""Marking participation: whether and how much, one student's posts by the moves they may show, and one's own marks."""

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from classrooms.access import MemberRequest, student_required, teacher_required
from classrooms.models import Membership
from discussions.models import Participation, ParticipationMark
from discussions.models.evidence import Shown, evidence_of
from discussions.moves import LEVELS, Move
from lessons.models import Assignment
from sahel.shortcuts import form_status, posted


class ParticipationForm(forms.ModelForm):
    """Whether participation is marked, and how much each move can earn."""

    class Meta:
        model = Participation
        fields = ("is_on", "points")


class MarkForm(forms.Form):
    """A level for each move, and a comment."""

    comment = forms.CharField(
        label=gettext_lazy("What the student will read"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, last: ParticipationMark | None) -> None:
        levels = {move.value: level for move, level in last.levels.items()} if last else {}
        super().__init__(data, initial={**levels, "comment": last.comment if last else ""})
        for move, words in LEVELS.items():
            self.fields[move.value] = forms.TypedChoiceField(
                label=move.label,
                coerce=int,
                choices=list(enumerate(words)),
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Choose a level.")},
            )

    @property
    def levels(self) -> dict[str, int]:
        """The chosen level by move, once the form is valid."""
        return {move.value: self.cleaned_data[move.value] for move in Move}


@teacher_required
def participation(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Say whether participation is marked in an assignment; and everybody who has it, with the mark that counts."""
    assignment = _assignment(request, assignment_pk)
    kept = Participation.objects.visible_to(request.member).filter(assignment=assignment).first()
    form = ParticipationForm(posted(request), instance=kept or Participation(assignment=assignment, is_on=True))
    if form.is_valid():
        form.save()
        return redirect(request.path)
    marks = ParticipationMark.objects.visible_to(request.member).filter(participation__assignment=assignment).latest()
    students = [
        {"pk": str(student.pk), "name": student.name, "mark": marks.get((student.pk, assignment.pk))}
        for student in _given_to(assignment, request.member)
    ]
    context = {
        "classroom": request.member.classroom,
        "assignment": assignment,
        "kept": kept,
        "form": form,
        "students": students,
        "rubric": LEVELS.items(),
    }
    return render(request, "discussions/participation.html", context, status=form_status(form))


@teacher_required
def mark_participation(request: MemberRequest, assignment_pk: int, student_pk: int) -> HttpResponse:
    """One student's posts by the moves they may show; choose a level for each. Earlier marks stay listed."""
    assignment = _assignment(request, assignment_pk)
    kept = _marked(request, assignment)
    student = get_object_or_404(_given_to(assignment, request.member), pk=student_pk)
    marks = _marks(request, assignment, student)
    form = MarkForm(posted(request), marks[0] if marks else None)
    if form.is_valid():
        kept.mark(
            student,
            form.levels,
            by=request.member,
            comment=form.cleaned_data["comment"].strip(),
            moment=timezone.now(),
        )
        return redirect("discussions:participation", request.member.classroom.slug, assignment.pk)
    evidence = evidence_of(assignment, student)
    context = _context(request, assignment, kept, marks) | {
        "student": student,
        "form": form,
        "rows": [(form[move.value], evidence[move]) for move in Move],
    }
    return render(request, "discussions/mark_participation.html", context, status=form_status(form))


@student_required
@require_safe
def my_participation(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """The rubric, one's own posts by the moves they may show, and what the teacher marked."""
    assignment = _assignment(request, assignment_pk)
    kept = _marked(request, assignment)
    marks = _marks(request, assignment, request.member)
    evidence = evidence_of(assignment, request.member)
    context = _context(request, assignment, kept, marks) | {
        "rows": [_row(move, evidence[move], marks[0] if marks else None) for move in Move]
    }
    return render(request, "discussions/my_participation.html", context)


def _row(move: Move, shown: list[Shown], mark: ParticipationMark | None) -> dict[str, Any]:
    reached = mark.levels[move] if mark else None
    levels = [(words, number == reached) for number, words in enumerate(LEVELS[move])]
    return {"label": move.label, "levels": levels, "shown": shown, "is_marked": mark is not None}


def _context(
    request: MemberRequest, assignment: Assignment, kept: Participation, marks: list[ParticipationMark]
) -> dict[str, object]:
    return {
        "classroom": request.member.classroom,
        "assignment": assignment,
        "kept": kept,
        "last": marks[0] if marks else None,
        "earlier": marks[1:],
        "threads_url": f"/classes/{request.member.classroom.slug}/threads/",
        "left_out": _left_out(assignment),
    }


def _left_out(assignment: Assignment) -> str:
    """A sentence on the discussions that are in nobody's evidence, where there are any."""
    if assignment.threads.filter(is_pseudonymous=True).exists():
        return _("Discussions in which authors stand under another name are left out: here a name stands on the page.")
    return ""


def _assignment(request: MemberRequest, assignment_pk: int) -> Assignment:
    """One with a discussion."""
    found = Assignment.objects.visible_to(request.member).filter(has_discussion=True)
    return get_object_or_404(found.select_related("edition__lesson", "classroom"), pk=assignment_pk)


def _marked(request: MemberRequest, assignment: Assignment) -> Participation:
    kept = Participation.objects.visible_to(request.member).filter(is_on=True)
    return get_object_or_404(kept, assignment=assignment)


def _marks(request: MemberRequest, assignment: Assignment, student: Membership) -> list[ParticipationMark]:
    """The student's marks, the one that counts first."""
    marks = ParticipationMark.objects.visible_to(request.member)
    marks = marks.filter(participation__assignment=assignment, student=student)
    return list(marks.select_related("participation", "by__user").order_by("-pk"))


def _given_to(assignment: Assignment, teacher: Membership) -> Any:
    students = Membership.objects.visible_to(teacher).active().students().by_name().select_related("user")
    return students if assignment.for_everyone else students.filter(pk__in=assignment.students.values("pk"))
