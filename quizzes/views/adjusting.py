"""A teacher says otherwise than the key about one answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classrooms.access import MemberRequest, teacher_required
from quizzes.explaining import live_points
from quizzes.forms.marks import AdjustForm
from quizzes.kinds import KEYLESS
from quizzes.models import Mark, MarkedMeanwhile, Regrade, Response
from sahel.shortcuts import form_status, posted


@teacher_required
def adjust(request: MemberRequest, response_pk: int) -> HttpResponse:
    """Give one answer other points than its key does, with a reason; what the key says stands beside."""
    marks = Mark.objects.visible_to(request.member).signed()
    responses = Response.objects.visible_to(request.member).counted().with_place().with_marks(marks)
    judged = responses.exclude(version__kind__in=KEYLESS).filter(attempt__graded_at__isnull=False, points__gt=0)
    response = get_object_or_404(judged.select_related("attempt__student__user"), pk=response_pk)
    form, meanwhile = AdjustForm(response, posted(request)), None
    if form.is_valid():
        try:
            response.adjust(**form.mark, by=request.member, moment=timezone.now())
        except MarkedMeanwhile as error:
            meanwhile = error.mark
        else:
            messages.success(request, _("The points are changed."))
            page = reverse("quizzes:handed_in", args=[request.member.classroom.slug, response.attempt_id])
            return redirect(f"{page}#question-{response.position}")
    context = {"response": response, "version": response.version, "form": form, "meanwhile": meanwhile}
    context |= {"words": response.version.asked.in_words(response.answer), "live": _live(request, response)}
    context["seen"] = (meanwhile or response.mark).number if (meanwhile or response.mark) else 0
    return render(request, "quizzes/adjust.html", context, status=409 if meanwhile else form_status(form))


def _live(request: MemberRequest, response: Response) -> object:
    """What the key that counts in this class gives the answer."""
    question = response.version.question_id
    regrade = Regrade.objects.visible_to(request.member).newest_of([question]).get(question)
    return live_points(response, regrade.version if regrade else response.version)
