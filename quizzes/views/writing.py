"""A teacher writes the questions of a quiz of their own, and sees beside them what a student will see."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, teacher_required
from quizzes.editing import EDITORS, Editor
from quizzes.editing.desk import Desk
from quizzes.editing.history import older_in_use, versions_of
from quizzes.editing.preview import Preview
from quizzes.models import Question, QuestionVersion
from quizzes.models import wording as words
from quizzes.views.places import own_quiz
from sahel.shortcuts import form_status, posted, render_part


@teacher_required
def write_question(request: MemberRequest, quiz_pk: int, kind: str) -> HttpResponse:
    """A new question of this kind, at the end of the quiz."""
    desk, editor_class = Desk(own_quiz(request.member, quiz_pk), request.member), EDITORS[kind]
    first = editor_class.with_blank_rows(editor_class.first_values() | {"code": words.new_code()}, frozenset())
    editor = editor_class(desk, posted(request), values=first)
    if arranged := _arranged(request, editor):
        return arranged
    if editor.is_valid():
        code = editor.cleaned_data["code"] or words.new_code()
        question = words.write_question(desk.quiz, editor.wording, code=code, ready=_is_ready(request))
        messages.success(request, _said(request))
        return redirect("quizzes:edit_question", request.member.classroom.slug, desk.quiz.pk, question.pk)
    return render(request, "quizzes/write_question.html", _page(request, editor), status=form_status(editor))


@teacher_required
def edit_question(request: MemberRequest, quiz_pk: int, question_pk: int) -> HttpResponse:
    """Write on at a question; `?from=2` starts from what an older version said."""
    quiz = own_quiz(request.member, quiz_pk)
    own = Question.objects.written_by(request.user).filter(quiz_items__quiz=quiz).select_related("author")
    question, status = get_object_or_404(own, pk=question_pk), 200
    versions = versions_of(question)
    editor = _opened(request, Desk(quiz, request.member), versions)
    if arranged := _arranged(request, editor, version=editor.version):
        return arranged
    meanwhile = None
    if editor.is_valid():
        seen = editor.cleaned_data["based_on"]
        try:
            words.reword(question, editor.wording, seen=seen, ready=_is_ready(request))
        except words.WrittenMeanwhile as other:
            meanwhile, status = other.version, 409
            editor.data = editor.data.copy()
            editor.data["based_on"] = meanwhile.stamp
        else:
            messages.success(request, _said(request))
            return redirect("quizzes:edit_question", request.member.classroom.slug, quiz_pk, question_pk)
    context = _page(request, editor) | _history(question, versions) | {"meanwhile": meanwhile}
    return render(request, "quizzes/edit_question.html", context, status=max(status, form_status(editor)))


@teacher_required
@require_POST
def preview_question(request: MemberRequest, quiz_pk: int, kind: str) -> HttpResponse:
    """The question as it is typed at this moment, as a student will see it; nothing is stored."""
    editor = EDITORS[kind](Desk(own_quiz(request.member, quiz_pk), request.member), request.POST)
    preview = Preview(editor.wording.unsaved(), request.POST) if editor.is_valid() else None
    context = _page(request, editor) | {"preview": preview, "typed": _typed(request)}
    return render_part(request, "quizzes/preview_question.html", "preview", context, status=form_status(editor))


def _opened(request: MemberRequest, desk: Desk, versions: list[QuestionVersion]) -> Editor:
    """The editor of the newest version, or of what the form sent; every id that a version used stays taken."""
    newest = versions[0]
    taken = frozenset(one for version in versions for one in words.ids_in(version.spec))
    chosen = next((one for one in versions if str(one.number) == request.GET.get("from")), newest)
    chosen = chosen if chosen.kind == newest.kind else newest
    editor_class = EDITORS[newest.kind]
    values = editor_class.with_blank_rows(editor_class.values_of(chosen) | {"based_on": newest.stamp}, taken)
    return editor_class(desk, posted(request), version=newest, values=values, taken=taken)


def _arranged(request: MemberRequest, editor: Editor, **kwargs: QuestionVersion | None) -> HttpResponse | None:
    """The same form with a row added, moved or taken out, if that is what was asked for."""
    if "rows" not in request.POST:
        return None
    arranged = editor.arranged(request.POST["rows"], desk=editor.desk, **kwargs)
    if arranged is None:
        return None
    return render_part(request, "quizzes/write_question.html", "fields", _page(request, arranged))


def _page(request: MemberRequest, editor: Editor) -> dict[str, object]:
    """What every page with an editor needs; of a stored question the preview, too."""
    slug, quiz = request.member.classroom.slug, editor.desk.quiz
    preview_url = reverse("quizzes:preview_question", args=[slug, quiz.pk, editor.kind])
    return {
        "editor": editor,
        "quiz": quiz,
        "quiz_url": reverse("quizzes:edit_quiz", args=[slug, quiz.pk]),
        "preview_url": preview_url,
        "rubrics_url": reverse("quizzes:write_rubric", args=[slug]),
        "preview": Preview(editor.version) if editor.version and not editor.is_bound else None,
    }


def _history(question: Question, versions: list[QuestionVersion]) -> dict[str, object]:
    latest = next((one for one in versions if one.status == QuestionVersion.Status.READY), None)
    return {
        "question": question,
        "versions": versions,
        "latest": latest,
        "older_in_use": older_in_use(question, latest),
    }


def _typed(request: MemberRequest) -> list[tuple[str, str]]:
    """Everything that was sent, for a page that sends it again with an answer to try."""
    sent = (name for name in request.POST if not name.startswith(("try", "csrf", "rows", "save")))
    return [(name, value) for name in sent for value in request.POST.getlist(name)]


def _is_ready(request: MemberRequest) -> bool:
    return request.POST.get("save") != "draft"


def _said(request: MemberRequest) -> str:
    if _is_ready(request):
        return _("Saved. New attempts ask it like this.")
    return _("Saved as a draft. It is not asked until you save it for use.")
