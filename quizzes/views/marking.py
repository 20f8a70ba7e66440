"""A teacher marks what is marked by hand: the list, one answer after the other, and the release of the marks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRedirect, push_url

from classrooms.access import MemberRequest, teacher_required
from lessons.models import Assignment
from quizzes.feedback import levels_in_words
from quizzes.forms.marks import RubricForm, SavedCommentForm
from quizzes.kinds import BY_HAND
from quizzes.marking.pile import Pile, Way
from quizzes.marking.waiting import waiting_in
from quizzes.models import Mark, MarkedMeanwhile, Release, Response, SavedComment
from quizzes.models.settings import settings_of
from sahel.shortcuts import form_status, posted, render_part


@teacher_required
def to_mark(request: MemberRequest) -> HttpResponse:
    """What waits for the teacher: answers by assignment and question, late answers, results and marks to release."""
    return render(request, "quizzes/to_mark.html", {"waiting": waiting_in(request.member)})


@teacher_required
def mark(request: MemberRequest, response_pk: int) -> HttpResponse:
    """One answer beside its rubric. Names stay hidden unless the teacher asks for them."""
    marks = Mark.objects.visible_to(request.member).signed()
    responses = Response.objects.visible_to(request.member).counted().with_place().with_marks(marks)
    handed_in = responses.filter(version__kind__in=BY_HAND, answer__isnull=False, attempt__submitted_at__isnull=False)
    response = get_object_or_404(handed_in.select_related("attempt__student__user"), pk=response_pk)
    form = RubricForm(response.version, posted(request), initial=_initial(response))
    if SavedCommentForm.ACTS & request.POST.keys():
        return _with_saved_comments(request, response, form)
    if form.is_valid():
        try:
            response.mark_by_hand(**form.mark, by=request.member, moment=timezone.now())
        except MarkedMeanwhile as meanwhile:
            return _sheet(request, response, form.as_typed(seen=meanwhile.mark.number), meanwhile=meanwhile.mark)
        messages.success(request, _("Marked. The student sees it once you release the marks."))
        return _go_on(request, response)
    return _sheet(request, response, form)


@teacher_required
def release_marks(request: MemberRequest, assignment_pk: int) -> HttpResponse:
    """Let the class see the marks by hand that were given so far; what is marked later waits for the next time."""
    assignments = Assignment.objects.visible_to(request.member).filter(has_quiz=True)
    assignment = get_object_or_404(
        assignments.select_related("edition__lesson", "classroom", "quiz_settings"), pk=assignment_pk
    )
    if request.method == "POST":
        count = Release.make(assignment, by=request.member, moment=timezone.now())
        said = ngettext("%(n)s mark is released.", "%(n)s marks are released.", count) % {"n": count}
        messages.success(request, said if count else _("There was nothing to release."))
        return redirect("quizzes:to_mark", request.member.classroom.slug)
    marks = Mark.objects.visible_to(request.member).counted().unreleased()
    marks = marks.filter(response__attempt__assignment=assignment)
    responses = Response.objects.visible_to(request.member).counted().to_mark()
    context = {
        "assignment": assignment,
        "settings": settings_of(assignment),
        "marks": len(set(marks.values_list("response", flat=True))),
        "students": len(set(marks.values_list("response__attempt__student", flat=True))),
        "to_mark": responses.filter(attempt__assignment=assignment).count(),
    }
    return render(request, "quizzes/release_marks.html", context)


def _with_saved_comments(request: MemberRequest, response: Response, form: RubricForm) -> HttpResponse:
    """The same sheet after a press in the list of saved comments, with everything that was typed."""
    pressed = SavedCommentForm(request.member, request.POST)
    if not pressed.is_valid():
        return _sheet(request, response, form.as_typed(), refused=pressed)
    again = form.as_typed(comment=pressed.act())
    if pressed.cleaned_data["insert"]:
        again.fields["comment"].widget.attrs["data-focus"] = "true"
    return _sheet(request, response, again, pressed=pressed)


def _sheet(
    request: MemberRequest,
    response: Response,
    form: RubricForm,
    *,
    meanwhile: Mark | None = None,
    refused: SavedCommentForm | None = None,
    pressed: SavedCommentForm | None = None,
) -> HttpResponse:
    """The answer, the rubric and where one goes from here: a page, or for htmx the sheet alone."""
    way, last = Way.read(request.GET), response.mark
    context = {
        "response": response,
        "version": response.version,
        "way": way,
        "pile": Pile(response, way),
        "form": form,
        "last": last,
        "is_released": bool(last) and Mark.objects.visible_to(request.member).released().filter(pk=last.pk).exists(),
        "note": response.version.asked.note(response.answer),
        "saved_comments": SavedComment.objects.visible_to(request.member),
        "meanwhile": meanwhile,
        "their_levels": levels_in_words(response.version, meanwhile) if meanwhile else [],
        "refused": refused,
        "pressed": pressed,
    }
    status = 409 if meanwhile else 422 if refused else form_status(form)
    page = render_part(request, "quizzes/mark.html", "sheet", context, status=status)
    return push_url(page, request.get_full_path()) if request.htmx and request.method == "GET" else page


def _go_on(request: MemberRequest, response: Response) -> HttpResponse:
    """The next answer that nobody has marked; when there is none, the list, which is another page."""
    way, slug = Way.read(request.GET), request.member.classroom.slug
    following = Pile(response, way).next_to_mark
    if following:
        return redirect(reverse("quizzes:mark", args=[slug, following]) + way.query)
    the_list = reverse("quizzes:to_mark", args=[slug])
    return HttpResponseClientRedirect(the_list) if request.htmx else redirect(the_list)


def _initial(response: Response) -> dict[str, object]:
    """The levels, the comment and the note of the mark that counts, to be revised."""
    last = response.mark
    if last is None:
        return {"seen": 0}
    levels = {f"level_{part['of']}": str(part["level"]) for part in last.parts if "level" in part}
    return {"seen": last.number, "comment": last.comment, "note": last.note, **levels}
