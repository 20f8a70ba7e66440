"""A teacher's own rubrics, by which they mark what is written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from classrooms.access import MemberRequest, teacher_required
from quizzes.editing.rubric import RubricEditor
from quizzes.models import Rubric
from quizzes.models import rubric_wording as words
from sahel.shortcuts import form_status, posted, render_part


@teacher_required
def write_rubric(request: MemberRequest) -> HttpResponse:
    """A new rubric; the teacher's others stand beside it."""
    values = RubricEditor.with_blank_rows({"code": words.new_rubric_code()}, frozenset())
    editor = RubricEditor(posted(request), values=values)
    if arranged := _arranged(request, editor):
        return arranged
    if editor.is_valid():
        code = editor.cleaned_data["code"] or words.new_rubric_code()
        rubric = words.write_rubric(request.user, editor.cleaned_data["title"], editor.criteria, code=code)
        messages.success(request, _("Saved. You find it in the list of rubrics when you write a question."))
        return redirect("quizzes:edit_rubric", request.member.classroom.slug, rubric.pk)
    own = Rubric.objects.visible_to(request.member).filter(author=request.user).newest()
    context = {"editor": editor, "own": own}
    return render(request, "quizzes/write_rubric.html", context, status=form_status(editor))


@teacher_required
def edit_rubric(request: MemberRequest, rubric_pk: int) -> HttpResponse:
    """Change one's own rubric: the newest number of it, whichever was asked for."""
    own = Rubric.objects.visible_to(request.member).filter(author=request.user)
    code = get_object_or_404(own, pk=rubric_pk).code
    numbers = list(own.filter(code=code).order_by("number"))
    rubric, status, meanwhile = numbers[-1], 200, None
    taken = frozenset(criterion["id"] for number in numbers for criterion in number.criteria)
    values = RubricEditor.with_blank_rows(RubricEditor.values_of(rubric), taken)
    editor = RubricEditor(posted(request), values=values, taken=taken)
    if arranged := _arranged(request, editor):
        return arranged
    if editor.is_valid():
        typed = editor.cleaned_data
        try:
            saved = words.reword_rubric(rubric, typed["title"], editor.criteria, seen=typed["based_on"] or 0)
        except words.RewordedMeanwhile as other:
            meanwhile, status = other.rubric, 409
            editor.data = editor.data.copy()
            editor.data["based_on"] = meanwhile.number
        else:
            messages.success(request, _said(rubric, saved))
            return redirect("quizzes:edit_rubric", request.member.classroom.slug, saved.pk)
    context = {"editor": editor, "rubric": rubric, "meanwhile": meanwhile}
    return render(request, "quizzes/edit_rubric.html", context, status=max(status, form_status(editor)))


def _arranged(request: MemberRequest, editor: RubricEditor) -> HttpResponse | None:
    arranged = editor.arranged(request.POST["rows"]) if "rows" in request.POST else None
    if arranged is None:
        return None
    return render_part(request, "quizzes/write_rubric.html", "fields", {"editor": arranged})


def _said(before: Rubric, after: Rubric) -> str:
    if before.shape == after.shape:
        return _("Saved. Everything that is marked by this rubric shows the new words.")
    return _("Saved. What was asked before is marked by the old rubric; save a question again to give it the new one.")
