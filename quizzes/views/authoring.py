"""A teacher's own quizzes: the list, a new one, what it is called, and putting it away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, teacher_required
from quizzes.authoring.shelf import shelf_of
from quizzes.forms.quizzes import NewQuizForm, QuizForm
from quizzes.models import Quiz
from quizzes.views.places import own_quiz, quiz_page
from sahel.shortcuts import form_status, posted


@teacher_required
def my_quizzes(request: MemberRequest) -> HttpResponse:
    """The teacher's own quizzes, the same from each of their classes."""
    used, retired = shelf_of(request.member)
    return render(request, "quizzes/my_quizzes.html", {"used": used, "retired": retired})


@teacher_required
def new_quiz(request: MemberRequest) -> HttpResponse:
    """Begin a quiz: empty, or with the questions of another."""
    form = NewQuizForm(posted(request), member=request.member)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "for_lesson")}
        quiz = Quiz.make(request.user, like=form.source, **words)
        return redirect("quizzes:edit_quiz", request.member.classroom.slug, quiz.pk)
    return render(request, "quizzes/new_quiz.html", {"form": form}, status=form_status(form))


@teacher_required
def edit_quiz(request: MemberRequest, quiz_pk: int) -> HttpResponse:
    """What the quiz is called and what it asks, place by place."""
    quiz = own_quiz(request.member, quiz_pk)
    form = QuizForm.of(quiz, posted(request))
    if form.is_valid():
        quiz.rename(**form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("quizzes:edit_quiz", request.member.classroom.slug, quiz.pk)
    return quiz_page(quiz, request, {"form": form}, status=form_status(form))


@teacher_required
def retire_quiz(request: MemberRequest, quiz_pk: int) -> HttpResponse:
    """Put a quiz away; asked once, and undone by bringing it back."""
    quiz = own_quiz(request.member, quiz_pk)
    if request.method == "POST":
        quiz.retire(timezone.now())
        messages.success(request, _("“%s” is put away.") % quiz)
        return redirect("quizzes:my_quizzes", request.member.classroom.slug)
    return render(request, "quizzes/retire_quiz.html", {"quiz": quiz})


@teacher_required
@require_POST
def bring_back_quiz(request: MemberRequest, quiz_pk: int) -> HttpResponse:
    """Use a quiz again that was put away."""
    quiz = own_quiz(request.member, quiz_pk)
    quiz.bring_back()
    messages.success(request, _("“%s” is back.") % quiz)
    return redirect("quizzes:my_quizzes", request.member.classroom.slug)
