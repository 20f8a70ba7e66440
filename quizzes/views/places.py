"""The places of a teacher's own quiz: put in order, given points, left out, made one's own; each change is told.

With htmx the places alone are drawn again, the keys stay on the place that was moved, and a status line says it.
"""

from collections.abc import Mapping
from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from classrooms.access import MemberRequest, teacher_required
from classrooms.models import Membership
from quizzes.authoring.kind_list import kind_groups
from quizzes.authoring.places import places_of
from quizzes.forms.quizzes import PlacesForm, QuizForm
from quizzes.models import Quiz, QuizChanged
from quizzes.models.items import arrangement
from sahel.shortcuts import form_status, posted, render_part

GONE = gettext_lazy("This place is not in the quiz any more: it was removed in another tab.")


@teacher_required
@require_POST
def order_quiz(request: MemberRequest, quiz_pk: int) -> HttpResponse:
    """Move a place, or say what it counts. What changed meanwhile in another tab is shown beside it."""
    quiz = own_quiz(request.member, quiz_pk)
    form = PlacesForm(places_of(quiz), posted(request))
    if not form.is_valid():
        return quiz_page(quiz, request, {"places_form": form, "places": form.places}, status=form_status(form))
    try:
        quiz.arrange(form.order, form.points, form.cleaned_data["seen"])
    except QuizChanged:
        return quiz_page(quiz, request, {"mine": form.kept(places_of(quiz))}, status=409)
    return _changed(request, quiz, form.said, focus=form.focus)


@teacher_required
@require_POST
def remove_item(request: MemberRequest, quiz_pk: int, quiz_item_pk: int) -> HttpResponse:
    """Leave a place out; a question can be put back where it was."""
    quiz = own_quiz(request.member, quiz_pk)
    item = get_object_or_404(quiz.items, pk=quiz_item_pk)
    _keep_points(request, quiz)
    number = quiz.items.filter(position__lte=item.position).count()
    quiz.remove(item)
    said = _("Question %(n)s is removed from this quiz.") % {"n": number}
    return _changed(request, quiz, said, removed=(item.question_id, number))


@teacher_required
@require_POST
def make_mine(request: MemberRequest, quiz_pk: int, quiz_item_pk: int) -> HttpResponse:
    """Put a copy in the place of a question of the course, to be changed; the course's stays as it is."""
    quiz = own_quiz(request.member, quiz_pk)
    item = get_object_or_404(quiz.items.filter(question__isnull=False), pk=quiz_item_pk)
    place = next(place for place in places_of(quiz) if place.item == item)
    if not place.is_mine and not place.may_be_mine:
        said = _("This question cannot be copied: it has no right answer any more.")
        return _changed(request, quiz, said, is_done=False)
    _keep_points(request, quiz)
    try:
        quiz.make_mine(item)
    except QuizChanged:
        return _changed(request, quiz, GONE, is_done=False)
    said = _("Question %(n)s is yours now. The course’s stays as it is.") % {"n": place.number}
    return _changed(request, quiz, said, focus=f"edit-{item.pk}")


def own_quiz(member: Membership, quiz_pk: int) -> Quiz:
    """The teacher's own quiz; a colleague's is not found."""
    return get_object_or_404(Quiz.objects.visible_to(member).select_related("for_lesson__current_edition"), pk=quiz_pk)


def quiz_page(quiz: Quiz, request: MemberRequest, more: Mapping[str, object], status: int = 200) -> HttpResponse:
    """The quiz with its places; for htmx the places alone."""
    places = more.get("places") or places_of(quiz)
    button, _dash, moved = str(more.get("focus", "")).partition("-")
    for place in places:
        place.focus = button if str(place.item.pk) == moved else ""
    context = {
        "quiz": quiz,
        "form": QuizForm.of(quiz),
        "groups": kind_groups,
        "given": quiz.given.filter(assignment__withdrawn_at__isnull=True).count,
        "here": reverse("quizzes:edit_quiz", args=[request.member.classroom.slug, quiz.pk]),
        "removed": _removed(request),
        "places": places,
        "seen": arrangement(place.item for place in places),
        "questions": sum(place.count for place in places),
        "points": sum(place.points for place in places),
        **more,
    }
    return render_part(request, "quizzes/edit_quiz.html", "places", context, status=status)


def _keep_points(request: MemberRequest, quiz: Quiz) -> None:
    """The button stands in the form of all places: what was typed beside them is not lost on the way."""
    form = PlacesForm(places_of(quiz), request.POST)
    if form.is_valid():
        with suppress(QuizChanged):
            quiz.arrange(form.order, form.points, form.cleaned_data["seen"])


def _changed(
    request: MemberRequest,
    quiz: Quiz,
    said: str,
    *,
    focus: str = "",
    removed: tuple[int | None, int] | None = None,
    is_done: bool = True,
) -> HttpResponse:
    """The places as they are now, what was done, and, after a removal, the way back."""
    if request.htmx:
        back = {"question": removed[0], "at": removed[1]} if removed and removed[0] else None
        return quiz_page(quiz, request, {"said": said, "focus": focus, "removed": back})
    (messages.success if is_done else messages.error)(request, said)
    address = reverse("quizzes:edit_quiz", args=[request.member.classroom.slug, quiz.pk])
    query = f"?removed={removed[0]}&at={removed[1]}" if removed and removed[0] else ""
    return redirect(f"{address}{query}#places")


def _removed(request: MemberRequest) -> dict[str, str] | None:
    """What was removed just now, as the address says it."""
    question, at = request.GET.get("removed", ""), request.GET.get("at", "")
    is_read = question.isascii() and question.isdigit() and at.isascii() and at.isdigit()
    return {"question": question, "at": at} if is_read else None
