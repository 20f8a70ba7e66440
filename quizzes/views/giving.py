"""A teacher gives a quiz of their own to the class."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from classrooms.access import MemberRequest, teacher_required
from quizzes.forms.quizzes import GiveForm
from quizzes.models import GivenAlready, QuizSettings
from quizzes.views.places import own_quiz
from sahel.shortcuts import form_status, posted


@teacher_required
def give_quiz(request: MemberRequest, quiz_pk: int) -> HttpResponse:
    """Give the quiz with a lesson: when it is due, how it behaves, and for whom."""
    quiz = own_quiz(request.member, quiz_pk)
    context = {"quiz": quiz, "count": quiz.size()[0], "classroom": request.member.classroom}
    if quiz.retired_at or not context["count"]:
        return render(request, "quizzes/give_quiz.html", context, status=409 if request.method == "POST" else 200)
    form = GiveForm(posted(request), quiz=quiz, member=request.member)
    status = form_status(form)
    if form.is_valid():
        try:
            assignment = QuizSettings.give(quiz, request.member, form.edition, **form.terms)
        except GivenAlready as given:
            context["given"], status = given.assignment, 409
        else:
            messages.success(request, _("“%s” is given to the class.") % quiz)
            return redirect(assignment)
    return render(request, "quizzes/give_quiz.html", {**context, "form": form}, status=status)
