"""A teacher marks what is marked by hand: the list, and one answer after the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.access import MemberRequest, teacher_required
from quizzes.feedback import levels_in_words
from quizzes.forms import RubricForm
from quizzes.kinds import BY_HAND
from quizzes.marking import Pile, waiting_in
from quizzes.models import MarkedMeanwhile, Response
from sahel.shortcuts import form_status, posted


@teacher_required
def to_mark(request: MemberRequest) -> HttpResponse:
    """What waits for the teacher: answers by assignment and question, late answers, results to release."""
    return render(request, "quizzes/to_mark.html", {"waiting": waiting_in(request.member)})


@teacher_required
def mark(request: MemberRequest, response_pk: int) -> HttpResponse:
    """One answer beside its rubric. Names stay hidden unless the teacher asks for them."""
    responses = Response.objects.visible_to(request.member).with_place().select_related("attempt__student__user")
    response = get_object_or_404(
        responses.filter(version__kind__in=BY_HAND, answer__isnull=False, attempt__submitted_at__isnull=False),
        pk=response_pk,
    )
    last, pile, status = response.mark, Pile(response), 200
    form = RubricForm(response.version, posted(request), initial=_initial(response))
    context = {"response": response, "version": response.version, "pile": pile, "form": form, "last": last}
    if form.is_valid():
        try:
            response.mark_by_hand(
                form.levels,
                comment=form.cleaned_data["comment"],
                by=request.member,
                seen=form.cleaned_data["seen"],
                moment=timezone.now(),
            )
        except MarkedMeanwhile as meanwhile:
            context["meanwhile"], status = meanwhile.mark, 409
            context["their_levels"] = levels_in_words(response.version, meanwhile.mark)
            form.data = form.data.copy()
            form.data["seen"] = meanwhile.mark.number
        else:
            messages.success(request, _("Marked."))
            return _next(request, pile)
    context["names_shown"] = request.GET.get("names") == "1"
    return render(request, "quizzes/mark.html", context, status=max(status, form_status(form)))


def _next(request: MemberRequest, pile: Pile) -> HttpResponse:
    """The next answer that nobody has marked; when there is none, the list."""
    slug, names = request.member.classroom.slug, request.GET.get("names")
    if pile.next_to_mark is None:
        return redirect("quizzes:to_mark", slug)
    address = redirect("quizzes:mark", slug, pile.next_to_mark)
    address["Location"] += "?names=1" if names == "1" else ""
    return address


def _initial(response: Response) -> dict[str, object]:
    """The levels and the comment of the mark that counts, to be revised."""
    mark = response.mark
    if mark is None:
        return {"seen": 0}
    levels = {f"level_{part['of']}": str(part["level"]) for part in mark.parts if "level" in part}
    return {"seen": mark.number, "comment": mark.comment, **levels}
