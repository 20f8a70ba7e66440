"""Behind a quiz of one's own: the bank to take questions from, and pools to draw from."""

from random import Random

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.access import MemberRequest, teacher_required
from quizzes.authoring.bank import asked_in, bank_of, page_of
from quizzes.forms.bank import BankFilterForm, BankForm, PoolForm
from quizzes.models import Quiz, QuizChanged, QuizItem
from quizzes.views.places import GONE, own_quiz
from sahel.shortcuts import form_status, posted, render_part


@teacher_required
def bank(request: MemberRequest, quiz_pk: int) -> HttpResponse:
    """The course's questions and one's own: look for some, and put them into the quiz."""
    quiz = own_quiz(request.member, quiz_pk)
    form = BankForm(posted(request), member=request.member)
    if form.is_valid():
        added = len(quiz.add(form.cleaned_data["question"], at=form.cleaned_data["at"]))
        said = ngettext("%(n)s question is added.", "%(n)s questions are added.", added) % {"n": added}
        messages.success(request, said)
        return redirect("quizzes:edit_quiz", request.member.classroom.slug, quiz.pk)
    filters = BankFilterForm(request.GET, member=request.member)
    wanted = filters.wanted
    context = {
        "quiz": quiz,
        "form": form,
        "filters": filters,
        "page": page_of(request.user, wanted, filters.after_key),
        "asked": asked_in(quiz),
        "here": reverse("quizzes:bank", args=[request.member.classroom.slug, quiz.pk]),
    }
    return render_part(request, "quizzes/bank.html", "found", context, status=form_status(form))


@teacher_required
def bank_question(request: MemberRequest, quiz_pk: int, question_pk: int) -> HttpResponse:
    """One question of the bank as a student sees it, with its right answer and how points are earned."""
    quiz = own_quiz(request.member, quiz_pk)
    versions = bank_of(request.user).select_related("question__lesson", "claim", "rubric")
    version = get_object_or_404(versions, question=question_pk)
    order = version.asked.order(Random(version.question.code))  # noqa: S311 - the same at every look, not a secret
    context = {
        "quiz": quiz,
        "version": version,
        "heading": f"look-{question_pk}-title",
        "form": version.asked.form(order, prefix=f"look-{question_pk}", auto_id=f"id_{question_pk}_%s"),
        "is_asked": question_pk in asked_in(quiz),
    }
    return render_part(request, "quizzes/bank_question.html", "look", context)


@teacher_required
def add_pool(request: MemberRequest, quiz_pk: int) -> HttpResponse:
    """Draw so many questions from all that carry some tags."""
    return _pool(request, own_quiz(request.member, quiz_pk), None)


@teacher_required
def edit_pool(request: MemberRequest, quiz_pk: int, quiz_item_pk: int) -> HttpResponse:
    """Draw otherwise."""
    quiz = own_quiz(request.member, quiz_pk)
    pools = quiz.items.filter(question__isnull=True).select_related("pool_lesson")
    return _pool(request, quiz, get_object_or_404(pools, pk=quiz_item_pk))


def _pool(request: MemberRequest, quiz: Quiz, item: QuizItem | None) -> HttpResponse:
    form = PoolForm(posted(request), member=request.member, item=item)
    is_look = "look" in request.POST
    if form.is_valid() and not is_look:
        try:
            quiz.put_pool(item, **form.pool)
            messages.success(request, _("The pool is saved."))
        except QuizChanged:
            messages.error(request, GONE)
        return redirect("quizzes:edit_quiz", request.member.classroom.slug, quiz.pk)
    drawn = QuizItem(quiz=quiz, **form.pool) if form.is_bound and form.is_valid() else item
    context = {"quiz": quiz, "item": item, "form": form, "matching": quiz.matching(drawn)[0] if drawn else None}
    context["too_few"] = drawn is not None and context["matching"] < drawn.pool_count
    return render_part(request, "quizzes/edit_pool.html", "matching", context, status=form_status(form))
